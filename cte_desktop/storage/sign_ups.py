"""Who did what about pathways, for whole lists: light rows of enrollments, and signing up many.

The sign-ups of one student are part of the file, and are edited by `enrolments.py`.
"""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cte_desktop.domain.students.experiences import Enrollment
from cte_desktop.storage.dates import day_or_none
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.students import LIST_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.transaction import Transaction

_LISTED = "(SELECT value FROM json_each(?))"
_ENTRIES = (
    'SELECT s.uid, e.pathway, e.action, e."on", e.school_year, e.school, e.reason '
    'FROM enrollment e JOIN student s ON s."key" = e.student {where} ORDER BY e."key"'
)
_WHO = (
    f"SELECT s.uid, s.student_id, {LIST_NAME}, s.name_key, s.grade_level, s.school, "
    "coalesce(h.name, s.school), s.counselor, s.pathway, s.graduation_year "
    "FROM student s LEFT JOIN school h ON h.short = s.school {where} "
    "ORDER BY s.name_key, s.student_id"
)
_WORKSHOPS = (
    "SELECT s.uid, x.title, x.opinion FROM experience x "
    'JOIN student s ON s."key" = x.student '
    "WHERE x.kind = 'exploratory' AND x.removed = 0 AND s.grade_level BETWEEN ? AND ? "
    'ORDER BY x."key"'
)
_WRITTEN = (
    'SELECT e.pathway, e.action, e."on", e.school_year, e.school, e.reason, e.by_hand, '
    "p.actor, p.at FROM enrollment e "
    'JOIN student s ON s."key" = e.student LEFT JOIN step p ON p.number = e.step '
    'WHERE s.uid = ? ORDER BY e."key"'
)


@dataclass(frozen=True, slots=True)
class StudentRow:
    """What lists of sign-ups say of a student; `pathway` is that of students.csv."""

    uid: str
    student_id: str
    name: str
    name_key: str  # every name and the id, folded
    grade_level: int
    school: str
    school_name: str
    counselor: str
    pathway: str
    graduation_year: int


@dataclass(frozen=True, slots=True)
class Written:
    """An entry of a student, and who wrote it when: by hand here, or by a file."""

    enrollment: Enrollment
    by_hand: bool
    actor: str
    written_at: datetime | None


def entries_between(tx: Transaction, first: int, last: int) -> dict[str, list[Enrollment]]:
    """Return what the students of these grades did about pathways, in order, by uid."""
    where = "WHERE s.grade_level BETWEEN ? AND ?"
    return _by_student(fetch(tx, _ENTRIES.format(where=where), (first, last)))


def entries_with(tx: Transaction, actions: Iterable[str]) -> dict[str, list[Enrollment]]:
    """Return all entries of those students who did any of these, in order, by uid."""
    where = f"WHERE e.student IN (SELECT student FROM enrollment WHERE action IN {_LISTED})"
    return _by_student(fetch(tx, _ENTRIES.format(where=where), (json.dumps(sorted(actions)),)))


def entries_of(tx: Transaction, uids: Iterable[str]) -> dict[str, list[Enrollment]]:
    """Return what these students did about pathways, by uid."""
    where = f"WHERE s.uid IN {_LISTED}"
    return _by_student(fetch(tx, _ENTRIES.format(where=where), (json.dumps(sorted(uids)),)))


def students_between(tx: Transaction, first: int, last: int) -> tuple[StudentRow, ...]:
    """Return the students of these grades, by name."""
    where = "WHERE s.grade_level BETWEEN ? AND ?"
    return tuple(StudentRow(*row) for row in fetch(tx, _WHO.format(where=where), (first, last)))


def students_of(tx: Transaction, uids: Iterable[str]) -> tuple[StudentRow, ...]:
    """Return these students by name; who is gone is left out."""
    where = f"WHERE s.uid IN {_LISTED}"
    rows = fetch(tx, _WHO.format(where=where), (json.dumps(sorted(uids)),))
    return tuple(StudentRow(*row) for row in rows)


def workshops(tx: Transaction, first: int, last: int) -> dict[str, list[tuple[str, int | None]]]:
    """Return title and opinion of the workshops of students in these grades, by uid."""
    found: dict[str, list[tuple[str, int | None]]] = {}
    for uid, title, opinion in fetch(tx, _WORKSHOPS, (first, last)):
        found.setdefault(uid, []).append((title, opinion))
    return found


def written_entries(tx: Transaction, student_uid: str) -> tuple[Written, ...]:
    """Return what a student did about pathways with who wrote it, in the order of writing."""
    return tuple(
        Written(_enrollment(row[:6]), bool(row[6]), row[7] or "", _moment(row[8]))
        for row in fetch(tx, _WRITTEN, (student_uid,))
    )


def _by_student(rows: list[tuple[object, ...]]) -> dict[str, list[Enrollment]]:
    found: dict[str, list[Enrollment]] = {}
    for uid, *values in rows:
        found.setdefault(str(uid), []).append(_enrollment(values))
    return found


def _enrollment(values: Iterable[object]) -> Enrollment:
    pathway, action, on, school_year, school, reason = values
    day = day_or_none(on if isinstance(on, str) else None)
    year = school_year if isinstance(school_year, int) else None
    return Enrollment(str(pathway), str(action), day, year, str(school), str(reason))


def _moment(text: str | None) -> datetime | None:
    """Return the moment that the history keeps, in UTC without saying so."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)
