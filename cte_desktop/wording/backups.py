"""Backups in words: why one was made, how large it is, what two copies hold."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.wording.moments import moment_words
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Mapping

_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "daily": noop("First start of the day"),
        "manual": noop("By hand"),
        "before-import": noop("Before an import"),
        "before-upgrade": noop("Before a new version of the program"),
        "before-restore": noop("Before a backup was restored"),
        "before-update": noop("Before the program was updated"),
        "before-destruction": noop("Before records were destroyed"),
        "after-destruction": noop("After records were destroyed"),
        "protected": noop("After a passphrase was set"),
    }
)
_COUNTS: Mapping[str, str] = MappingProxyType(
    {
        "students": noop("Students"),
        "record": noop("Rows of the record"),
        "plans": noop("Plans"),
        "register": noop("Entries of the register"),
        "disclosures": noop("Disclosures"),
        "private_notes": noop("Private notes"),
        "people": noop("People"),
        "steps": noop("Steps of the history"),
    }
)
_KILO = 1000


def reason_words(reason: str) -> str:
    """Return why a backup was made; the word itself where it is not one of ours."""
    known = _REASONS.get(reason)
    return tr(known) if known else reason.replace("-", " ")


def count_words(what: str) -> str:
    """Return the name of what is counted in a copy."""
    return tr(_COUNTS[what])


def counts_line(counts: Mapping[str, int]) -> str:
    """Return what a copy holds in one line."""
    return "  ".join(f"{count_words(what)}: {count:,}" for what, count in counts.items())


def size_words(size: int) -> str:
    """Return a size in bytes as people say it, in steps of a thousand."""
    amount = float(size)
    for unit in ("B", "KB", "MB"):
        if amount < _KILO:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= _KILO
    return f"{amount:.1f} GB"


def verdict_words(problems: int) -> str:
    """Return what came of looking through a database."""
    if not problems:
        return tr("The database is sound.")
    return trn("{count} problem was found:", "{count} problems were found:", problems)


def restored_words(backup: object, kept: object) -> tuple[str, str]:
    """Return that a backup was restored, and where the state before it is kept ("" for nowhere)."""
    said = tr("The backup {backup} was restored.", backup=backup)
    return said, tr("What was there before is kept as {file}.", file=kept) if kept else ""


def last_restore_words(at: str, of: str) -> str:
    """Return when the database was restored last and from the backup of when (ISO 8601), "" where
    it never was.
    """
    if not at:
        return ""
    return tr(
        "Restored on {moment} from the backup of {then}.",
        moment=kept_moment_words(at),
        then=kept_moment_words(of),
    )


def kept_moment_words(text: str) -> str:
    """Return a moment as it is kept in the database (ISO 8601) in words."""
    try:
        return moment_words(datetime.fromisoformat(text))
    except ValueError:
        return text
