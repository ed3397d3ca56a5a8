"""What forecasts are counted from: the kept standings in pathways, and capstones of earlier years.

Light questions alone; nothing is decided here.
"""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.school_year import Term, moment
from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cte_desktop.storage.transaction import Transaction

_LISTED = "(SELECT value FROM json_each(?))"
_OF_PATHWAYS = "t.program >= 'pathway:' AND t.program < 'pathway;'"
_PROSPECTS = (
    "SELECT t.student, substr(t.program, 9), t.school, t.completed_in, t.ends_in, t.under_way, "
    "t.last_end, min(t.last_end, ? + (t.earned = 0)) "
    f"FROM standing t WHERE {_OF_PATHWAYS} "
    "AND coalesce(t.completed_in, t.ends_in, t.last_end) >= ? ORDER BY t.program, t.student"
)
_OPEN = (
    "SELECT s.uid, s.student_id, s.last_name, coalesce(nullif(s.preferred_name, ''), s.first_name),"
    " s.name_key, s.grade_level, s.graduation_year, s.entry_class, s.school, s.home_language, "
    "s.counselor, substr(t.program, 9), t.short_of, t.need - t.earned - t.in_progress, t.missing, "
    "t.last_start, t.last_end, t.only_year, "
    "EXISTS (SELECT 1 FROM standing_due d "
    f"WHERE d.student = t.student AND d.parts & {int(Part.PATHWAYS)}) "
    'FROM standing t JOIN student s ON s."key" = t.student '
    f"WHERE {_OF_PATHWAYS} AND t.status = 'at_risk' AND t.last_start > ?"
)
_RUNNING = (
    'SELECT DISTINCT s.uid, r.course_code FROM record r JOIN student s ON s."key" = r.student '
    f"WHERE r.school_year = ? AND r.term = 'fall' AND r.mark = '' AND r.course_code IN {_LISTED}"
)
_HAVE = (
    "SELECT s.uid, r.course_code, r.school_year, r.term, r.mark, r.earned FROM student s "
    f'CROSS JOIN record r ON r.student = s."key" WHERE s.uid IN {_LISTED} '
    f"AND r.course_code IN {_LISTED} AND (r.mark = '' OR r.earned > 0)"
)
_HAVE_PLANNED = (
    "SELECT s.uid, l.course_code, s.graduation_year + l.grade_level - 13, l.term FROM student s "
    'CROSS JOIN "plan" a ON a.student = s."key" AND a.status = \'active\' '
    'CROSS JOIN placement l ON l."plan" = a."key" AND l.grade_level IS NOT NULL '
    f"WHERE s.uid IN {_LISTED} AND l.course_code IN {_LISTED}"
)
_UIDS = f'SELECT uid FROM student WHERE "key" IN {_LISTED} ORDER BY name_key, student_id'
_TOOK = (
    "SELECT DISTINCT r.student, r.school_year, r.course_code FROM record r "
    f"WHERE r.student IN {_LISTED} AND r.school_year BETWEEN ? AND ? "
    f"AND r.course_code IN {_LISTED}"
)
_COMPLETED_IN = (
    f"SELECT t.student, substr(t.program, 9), t.completed_in FROM standing t WHERE {_OF_PATHWAYS}"
)
_EXPLORERS = (
    'SELECT s."key", s.uid, s.entry_class, '
    '(SELECT max(coalesce(x.opinion, 0)) FROM experience x WHERE x.student = s."key" '
    "AND x.kind = 'exploratory' AND NOT x.removed AND coalesce(x.grade_level, 7) <= 8), "
    'EXISTS (SELECT 1 FROM standing t WHERE t.student = s."key" '
    f"AND {_OF_PATHWAYS} AND t.stage <> 'interested'), "
    'EXISTS (SELECT 1 FROM standing t WHERE t.student = s."key" '
    f"AND {_OF_PATHWAYS} AND t.completed_in IS NOT NULL) "
    "FROM student s WHERE s.graduation_year <= ?"
)


@dataclass(frozen=True, slots=True)
class OpenPathway:
    """A pathway at risk that can still be completed, with its student as lists show them.

    `open` and `missing` are hundredths of a level: what is not earned or under way, and of it what
    is not planned either. `short_of` names what alone is missing, or is empty.
    """

    uid: str
    student_id: str
    last_name: str
    first_name: str
    name_key: str
    grade_level: int
    graduation_year: int
    entry_class: int
    school: str
    home_language: str
    counselor: str
    pathway: str
    short_of: str
    open: int
    missing: int
    last_start: int
    last_end: int
    only_year: int
    is_due: int


@dataclass(frozen=True, slots=True)
class KeptExplorer:
    """Whether a student took workshops in grade 7 or 8, entered a pathway and completed one.

    `opinion` is the best of any workshop, 0 when none was noted; None without a workshop.
    """

    student: int
    uid: str
    entry_class: int
    opinion: int | None
    entered: int
    completed: int


def prospect_rows(
    tx: Transaction, first: int
) -> list[tuple[int, str, str, int | None, int | None, int, int | None, int | None]]:
    """Return each pathway that counts in the year before a school year, or later.

    Student, pathway, home school, completed_in, ends_in, under_way, last_end, soonest: two school
    years are asked for, so that of which nothing is earned can't end in the first year.
    """
    return [
        (row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7])
        for row in fetch(tx, _PROSPECTS, (first, first - 1))
    ]


def open_pathways(tx: Transaction, begun: int, *, one_course: bool) -> tuple[OpenPathway, ...]:
    """Return the pathways at risk of which what is missing can start in a term not begun yet.

    `begun` is the last term that has begun. With `one_course` only those of which one thing alone
    is missing. Active students, in no order.
    """
    query = f"{_OPEN} AND t.short_of <> ''" if one_course else _OPEN
    return tuple(OpenPathway(*row) for row in fetch(tx, query, (begun,)))


@dataclass(frozen=True, slots=True)
class Had:
    """A semester of a course that a student has passed (`mark`), or takes or plans (no mark)."""

    course: str
    moment: int
    mark: str = ""


def semesters_had(
    tx: Transaction, uids: Collection[str], codes: Collection[str]
) -> dict[str, list[Had]]:
    """Return what each student has passed, takes or has planned of some courses, by uid."""
    values = (json.dumps(sorted(uids)), json.dumps(sorted(codes)))
    found: dict[str, list[Had]] = {}
    for uid, course, year, term, mark, _earned in fetch(tx, _HAVE, values):
        found.setdefault(uid, []).append(Had(course, moment(year, Term(term)), mark))
    for uid, course, year, term in fetch(tx, _HAVE_PLANNED, values):
        found.setdefault(uid, []).append(Had(course, moment(year, Term(term))))
    return found


def running_in_fall(
    tx: Transaction, school_year: int, codes: Collection[str]
) -> frozenset[tuple[str, str]]:
    """Return (student uid, course) of what runs in the fall of a school year by the record."""
    rows = fetch(tx, _RUNNING, (school_year, json.dumps(sorted(codes))))
    return frozenset((row[0], row[1]) for row in rows)


def uids_of(tx: Transaction, keys: Iterable[int]) -> tuple[str, ...]:
    """Return these students by name; who is gone is left out."""
    return tuple(row[0] for row in fetch(tx, _UIDS, (json.dumps(sorted(keys)),)))


def took_courses(
    tx: Transaction, students: Collection[int], codes: Collection[str], first: int, last: int
) -> list[tuple[int, int, str]]:
    """Return (student, school year, course) of what they took of these, from year to year."""
    values = (json.dumps(sorted(students)), first, last, json.dumps(sorted(codes)))
    return [(row[0], row[1], row[2]) for row in fetch(tx, _TOOK, values)]


def completed_years(tx: Transaction) -> list[tuple[int, str, int | None]]:
    """Return (student, pathway, school year of completion or None) of every pathway."""
    return [(row[0], row[1], row[2]) for row in fetch(tx, _COMPLETED_IN)]


def explorers(tx: Transaction, graduating_by: int) -> tuple[KeptExplorer, ...]:
    """Return the students of the classes that graduate in that calendar year or before."""
    return tuple(KeptExplorer(*row) for row in fetch(tx, _EXPLORERS, (graduating_by,)))
