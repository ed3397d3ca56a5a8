"""The command about what opens a database: protect set, change, recovery-code, key-file."""

from __future__ import annotations

import contextlib
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.cli.opening import ask_passphrase, database_of, new_passphrase
from cte_desktop.services import protection
from cte_desktop.services.desk import open_desk
from cte_desktop.services.lost_keys import newest_kept_keys, put_back_keys
from cte_desktop.services.open_backups import destroy_open_backups, open_backups
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.system.options import actor_of, clock_of, passphrase_of
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cte_desktop.cli.output import Output
    from cte_desktop.services.desk import Desk


def protect(options: argparse.Namespace, output: Output) -> int:
    """Set or change the passphrase, make a new recovery code, or put a key file back."""
    return _KINDS[options.kind](options, output)


def _set(options: argparse.Namespace, output: Output) -> int:
    """Give a database that has none a passphrase, and print its recovery code."""
    with _opened_without_passphrase(options) as desk:
        new = new_passphrase(options, tr("New passphrase: ")) or passphrase_of(options)
        code = protection.set_passphrase(desk, "", _given(new))
        gone, left, fault = _open_ones(desk, destroy=hasattr(options, "destroy_open_backups"))
    answer = {
        "database": str(desk.database.path),
        "recovery_code": code,
        "open_backups": [str(path) for path in left],
        "destroyed_backups": [str(path) for path in gone],
    }
    protected = tr("The database is protected by the passphrase now.")
    lines = [protected, *_code_lines(code), *_backup_lines(gone, left, fault)]
    output.answer(answer, "\n".join(lines))
    return 0


def _open_ones(
    desk: Desk, *, destroy: bool
) -> tuple[tuple[Path, ...], tuple[Path, ...], KnownError | None]:
    """Return the backups without a passphrase that were destroyed, those that are left, and what
    kept them from being destroyed: the passphrase is in force by then, and its code must be told.
    """
    gone: tuple[Path, ...] = ()
    try:
        if destroy:
            gone = destroy_open_backups(desk)
        return gone, open_backups(desk), None
    except KnownError as error:
        return gone, (), error


def _backup_lines(
    gone: tuple[Path, ...], left: tuple[Path, ...], fault: KnownError | None
) -> Iterator[str]:
    """Yield what is to be said of the backups that were made before."""
    if gone:
        yield trn(
            "{count} backup without a passphrase was destroyed; a new one was made.",
            "{count} backups without a passphrase were destroyed; a new one was made.",
            len(gone),
        )
    if left:
        yield trn(
            "{count} backup was made before: whoever has it can read it without a passphrase.",
            "{count} backups were made before: whoever has them can read them without a "
            "passphrase.",
            len(left),
        )
    if fault is not None:
        yield told(fault).whole


def _change(options: argparse.Namespace, output: Output) -> int:
    """Replace the passphrase of the database; the recovery code stays."""
    old = _old(options)
    with _opened(options, old) as desk:
        new = new_passphrase(options, tr("New passphrase: "))
        protection.change_passphrase(desk, old, _given(new))
    said = (
        tr("The passphrase is changed. The recovery code stays as printed."),
        tr("Backups made before open with the old passphrase."),
    )
    output.answer({"database": str(desk.database.path), "changed": True}, "\n".join(said))
    return 0


def _recovery_code(options: argparse.Namespace, output: Output) -> int:
    """Make the printed recovery code worthless, and print a new one."""
    old = _old(options)
    with _opened(options, old) as desk:
        code = protection.replace_recovery_code(desk, old)
    lines = [
        tr("The recovery code printed before opens only older backups now."),
        *_code_lines(code),
    ]
    answer = {"database": str(desk.database.path), "recovery_code": code}
    output.answer(answer, "\n".join(lines))
    return 0


def _key_file(options: argparse.Namespace, output: Output) -> int:
    """Put the key file of the newest backup beside a database that has lost its own."""
    file = database_of(options)
    kept = newest_kept_keys(file)
    if kept is None:
        raise KnownError(
            "no_kept_keys",
            "No backup of {file} has a key file that could be put back.",
            kept="Nothing was changed.",
            do="Look for a backup on another disk, and put its key file beside the database.",
            file=file,
        )
    aside = put_back_keys(file, kept, clock_of(options), passphrase_of(options))
    lines = [
        tr(
            "The key file of {backup} is put back; the passphrase of that day opens the database.",
            backup=kept.backup.name,
        )
    ]
    if aside is not None:
        lines.append(tr("The one before is kept as {file}.", file=aside.name))
    answer = {
        "database": str(file),
        "backup": str(kept.backup),
        "aside": None if aside is None else str(aside),
    }
    output.answer(answer, "\n".join(lines))
    return 0


def _code_lines(code: str) -> tuple[str, str]:
    return (
        tr("Recovery code: {code}", code=code),
        tr("Print it and keep it apart: it opens the database if the passphrase is forgotten."),
    )


def _old(options: argparse.Namespace) -> str:
    """Return the passphrase of the database itself, not of a person."""
    old = passphrase_of(options)
    if old is None:
        old = ask_passphrase(tr("Passphrase of the database: "))
        if old is not None:
            sys.stderr.write("\n")
    return old or ""


@contextlib.contextmanager
def _opened_without_passphrase(options: argparse.Namespace) -> Iterator[Desk]:
    """Open a database that has no passphrase; a wrong call when it has one."""
    with contextlib.ExitStack() as opened:
        try:
            desk = opened.enter_context(_opened(options, None))
        except KnownError as error:
            if error.code != "passphrase_needed":
                raise
            raise WrongCall(
                "has_passphrase",
                "{file} has a passphrase already.",
                kept="Nothing was changed.",
                do='Change it with "cte-desktop protect change".',
                file=database_of(options),
            ) from error
        yield desk


@contextlib.contextmanager
def _opened(options: argparse.Namespace, passphrase: str | None) -> Iterator[Desk]:
    file, clock, actor = database_of(options), clock_of(options), actor_of(options)
    try:
        desk = open_desk(file, passphrase or None, clock, actor=actor, writable=True)
    except KnownError as error:
        if not error.values.get("whose"):
            raise
        raise KnownError(
            "not_allowed",
            "This needs the database's own passphrase; {whose} has another one.",
            kept="Nothing was changed.",
            do="Give the database's own passphrase, or ask who knows it.",
            whose=error.values["whose"],
        ) from error
    with contextlib.closing(desk):
        yield desk


def _given(new: str | None) -> str:
    if not new:
        raise WrongCall(
            "passphrase_needed",
            "The new passphrase is missing.",
            kept="Nothing was changed.",
            do="Give it with --new-passphrase-file FILE or CTE_NEW_PASSPHRASE.",
        )
    return new


_KINDS: dict[str, Callable[[argparse.Namespace, Output], int]] = {
    "set": _set,
    "change": _change,
    "recovery-code": _recovery_code,
    "key-file": _key_file,
}
COMMANDS = MappingProxyType({"protect": protect})
