"""Keeping and destroying in words: kinds and classes of records, why, since when."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.wording.labels import short_date_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

MOST_NAMED = 6
"""Files that a question names; of more it says how many."""
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "identity": noop("Name and birth date"),
        "courses": noop("Courses and marks"),
        "certificates": noop("Certificates"),
        "disclosures": noop("Who received what"),
        "tests": noop("Test scores"),
        "programs": noop("Pathways, groups"),
        "decisions": noop("Exceptions and pins"),
        "experiences": noop("Experiences"),
        "plans": noop("Plans and counselor"),
        "wishes": noop("Wishes, goals, times"),
        "notes": noop("Private notes"),
    }
)
_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "permanent": noop("Mandatory permanent: kept for ever"),
        "interim": noop("Mandatory interim: the third school year after it was of no more use"),
        "permitted": noop("Permitted: six months after leaving"),
        "log": noop("Kept as long as any record of the student"),
        "register": noop("Kept for ever: paper that is out there refers to it"),
    }
)


def kind_label(kind: str) -> str:
    """Return what a kind of record is called."""
    return tr(_KINDS[kind])


def class_label(record_class: str) -> str:
    """Return what a class of records says of keeping."""
    return tr(_CLASSES[record_class])


def state_label(since: date | None, requested: date | None, *, is_due: bool) -> str:
    """Return from when a record may be destroyed, or why it stays."""
    if since is None:
        return tr("Stays for ever")
    if requested is not None:
        return tr("Asked on {date}", date=short_date_label(requested))
    if is_due:
        return tr("May go since {date}", date=short_date_label(since))
    return tr("From {date}", date=short_date_label(since))


def due_line(students: int, rows: int) -> str:
    """Return in one line how much may be destroyed."""
    if not students:
        return tr("Nothing may be destroyed today.")
    entries = trn("{count} entry", "{count} entries", rows)
    of_whom = trn("of {count} student", "of {count} students", students)
    return tr("{entries} {of_whom} may be destroyed.", entries=entries, of_whom=of_whom)


def destroyed_line(students: int, rows: int) -> str:
    """Return in one line what was destroyed."""
    entries = trn("{count} entry", "{count} entries", rows)
    of_whom = trn("of {count} student", "of {count} students", students)
    return tr("{entries} {of_whom} destroyed for good.", entries=entries, of_whom=of_whom)


def what_goes() -> str:
    """Return what a person is told before it is done."""
    return tr(
        "They leave the database with every earlier version and what the history says of them; no "
        "undo brings them back. What reports of imports quoted goes too. No backup is made first, "
        "since it would keep them: make one in a folder of your choice if you need one. A new "
        "backup is made afterwards, and these older copies are destroyed:"
    )


def asked_words(students: int) -> str:
    """Return the question before it is done."""
    return trn(
        "Destroy the records of {count} student for good?",
        "Destroy the records of {count} students for good?",
        students,
    )


def first_paths(paths: Sequence[Path]) -> tuple[str, ...]:
    """Return the names of the first files of a list, and how many more there are."""
    if not paths:
        return (tr("There are none."),)
    named = tuple(path.name for path in paths[:MOST_NAMED])
    more = len(paths) - len(named)
    if not more:
        return named
    return (*named, trn("and {count} more", "and {count} more", more))


def copies_elsewhere() -> str:
    """Return what the program can't reach."""
    return tr("Copies on disks that are not plugged in are not found; papers and exports stay.")
