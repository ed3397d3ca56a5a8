"""The commands that keep a database: backup, restore, check, and retention of its own file."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.cli.opening import ask_passphrase, database_of, desk_of
from cte_desktop.cli.retention import retention
from cte_desktop.services import backups, checking, restoring
from cte_desktop.services.people.listing import name_to_sign_in
from cte_desktop.system.errors import KnownError
from cte_desktop.system.options import actor_named, actor_of, clock_of, passphrase_of
from cte_desktop.wording.backups import counts_line, verdict_words
from cte_desktop.wording.completion.register import lost_text
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output


def back_up(options: argparse.Namespace, output: Output) -> int:
    """Back the database up, beside it or into a folder."""
    with desk_of(options, writable=False) as desk:
        made = backups.back_up(desk, backups.MANUAL, getattr(options, "out", None))
    if made.not_copied is not None:
        output.aside(told(made.not_copied).whole)
    answer: dict[str, object] = {"backup": str(made.path)}
    if made.copy is not None:
        answer["copy"] = str(made.copy)
    output.answer(answer, "\n".join(str(path) for path in (made.path, made.copy) if path))
    return 0


def restore(options: argparse.Namespace, output: Output) -> int:
    """Put a backup in the place of the database; what was there is kept."""
    done = _restore(options, passphrase_of(options))
    answer: dict[str, object] = {
        "restored": str(done.backup),
        "kept": None if done.kept is None else str(done.kept),
        "counts": dict(done.counts),
    }
    said = (
        tr("{file} is now the other database, as it was in {backup}.")
        if done.was_another
        else tr("{file} is again as it was in {backup}.")
    )
    lines = [said.format(file=done.file, backup=done.backup)]
    if done.was_another:
        answer["was_another_database"] = True
    if done.kept is not None:
        lines.append(tr("What was there before is kept as {file}.", file=done.kept))
    lines.append(counts_line(done.counts))
    if done.lost_revocations:
        answer["revocations_lost"] = done.lost_revocations
        lines.append(lost_text(done.lost_revocations))
    output.answer(answer, "\n".join(lines))
    return 0


def check(options: argparse.Namespace, output: Output) -> int:
    """Check a database; exit 1 when damage is found."""
    file, named = database_of(options), actor_named(options)
    where = file, passphrase_of(options), name_to_sign_in(file, named) if named else ""
    found = checking.check(*where)
    problems = [{"code": damage.code, "text": damage.text} for damage in found]
    answer: dict[str, object] = {"result": "damaged" if found else "sound", "problems": problems}
    text = "\n".join([verdict_words(len(found)), *(damage.text for damage in found)])
    lost = 0 if found else checking.lost_revocations(*where)
    if lost:
        answer["revocations_lost"] = lost
        text = f"{text} {lost_text(lost)}"
    output.answer(answer, text)
    return 1 if found else 0


def _restore(options: argparse.Namespace, passphrase: str | None) -> restoring.Outcome:
    """Restore; ask for the passphrase at the terminal where one is needed and none was given."""
    file, named = database_of(options), actor_named(options)
    try:
        return restoring.restore_file(
            file,
            options.file,
            passphrase,
            clock_of(options),
            actor=actor_of(options),
            name=name_to_sign_in(file, named) if named else "",
            other_database=hasattr(options, "other_database"),
        )
    except KnownError as error:
        if error.code != "passphrase_needed" or passphrase is not None:
            raise
        typed = ask_passphrase(tr("Passphrase: "))
        if typed is None:
            raise
    return _restore(options, typed)


COMMANDS = MappingProxyType(
    {"backup": back_up, "restore": restore, "check": check, "retention": retention}
)
