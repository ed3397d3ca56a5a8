"""Who wants a course in a school year: by the active plans, their alternates and the record.

Every semester that a student asks of a course is one word: how it is asked (a digit, the strongest
wins) and, if it is said, the site. The store counts students with the same words; what they mean
for a place (halves of a year, home schools) `domain/planning/sections/asking.py` says.
"""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.planning.sections.demand.asking import Asked, Asking
from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.school_year import Term
    from cte_desktop.storage.transaction import Transaction

_GRADE = "13 + :year - st.graduation_year"  # of a student in that school year
_SITE = (
    "LEFT JOIN section s ON {of}.section_id <> '' AND s.school_year = :year "
    "AND s.section_id = {of}.section_id"
)
_OPEN = "p.status = 'active' AND c.term IN (SELECT value FROM json_each(:terms))"
_PLANNED = (
    "SELECT p.student AS student, c.course_code AS course, c.term AS term, "
    f"'{Asking.PLANNED}' || coalesce(s.site, c.site) AS how "
    'FROM plan p JOIN student st ON st."key" = p.student '
    f'JOIN placement c ON c.plan = p."key" AND c.grade_level = {_GRADE} '
    f"{_SITE.format(of='c')} WHERE {_OPEN} {{course}}"
)
# From the few placements that have any; "A;B" in one cell is taken apart as a list of JSON.
_ALTERNATES = (
    f"SELECT p.student, a.value, c.term, '{Asking.ALTERNATE}' || c.site "
    'FROM placement c CROSS JOIN plan p ON p."key" = c.plan '
    f'CROSS JOIN student st ON st."key" = p.student AND c.grade_level = {_GRADE} '
    """JOIN json_each('[' || replace(json_quote(c.alternates), ';', '","') || ']') a """
    f"WHERE c.alternates <> '' AND {_OPEN} {{alternate}}"
)
_RECORDED = (
    "SELECT r.student, r.course_code, r.term, "
    f"CASE WHEN r.mark <> '' THEN '{Asking.MARKED}' "
    f"WHEN s.term = 'year' THEN '{Asking.RECORDED_YEAR}' ELSE '{Asking.RECORDED}' END "
    f"|| coalesce(s.site, r.school) FROM {{record}} {_SITE.format(of='r')} "
    "WHERE r.school_year = :year {recorded}"
)
_EACH = (
    "SELECT student, course, max(CASE term WHEN 'fall' THEN how END) AS fall, "
    "max(CASE term WHEN 'spring' THEN how END) AS spring, "
    "max(CASE term WHEN 'summer' THEN how END) AS summer "
    f"FROM ({_PLANNED} UNION ALL {_RECORDED} UNION ALL {_ALTERNATES}) GROUP BY student, course"
)
_ASKED = "e.course, e.fall, e.spring, e.summer, st.school, st.graduation_year"
_OF_STUDENTS = f'FROM ({_EACH}) e JOIN student st ON st."key" = e.student'
_COUNTS = f"SELECT {_ASKED}, count(*) {_OF_STUDENTS} GROUP BY 1, 2, 3, 4, 5, 6"
_STUDENTS = (
    f"SELECT {_ASKED}, 1, st.uid, st.student_id, st.last_name, "
    "coalesce(nullif(st.preferred_name, ''), st.first_name), st.name_key, "
    f"{_GRADE}, st.school {_OF_STUDENTS} ORDER BY st.name_key, st.student_id"
)
_UIDS = f"SELECT {_ASKED}, st.uid {_OF_STUDENTS}"
# Most rows of the record are of years before. A year that runs now is read in one go; of a year
# ahead the index of the record tells at once that there is nothing.
_RUNNING = "record r NOT INDEXED"
_AHEAD = 'student st CROSS JOIN record r ON r.student = st."key"'
_OF_COURSES = "AND {of} IN (SELECT value FROM json_each(:courses))"


@dataclass(frozen=True, slots=True)
class Asker:
    """A student who asks for a course, as a list shows them; the grade is that of the year."""

    asked: Asked
    uid: str
    student_id: str
    name: str  # last name first, by the preferred name where there is one
    name_key: str  # every name and the id, folded
    grade_level: int
    school: str


def count_asked(
    tx: Transaction, school_year: int, terms: Iterable[Term], *, runs: bool
) -> tuple[Asked, ...]:
    """Return what is asked for in a school year, students who ask the same together.

    Plans count in `terms` only: those that are not over. `runs` says that the year has begun.
    """
    statement = _statement(_COUNTS, runs=runs, of_courses=False)
    return tuple(Asked(*row) for row in fetch(tx, statement, _named(school_year, terms)))


def list_askers(
    tx: Transaction,
    school_year: int,
    terms: Iterable[Term],
    courses: Iterable[str],
    *,
    runs: bool,
) -> tuple[Asker, ...]:
    """Return every student who asks for one of these courses, by name; once for each course."""
    statement = _statement(_STUDENTS, runs=runs, of_courses=True)
    values = _named(school_year, terms) | {"courses": json.dumps(sorted(set(courses)))}
    return tuple(_asker(row) for row in fetch(tx, statement, values))


def list_asked(
    tx: Transaction,
    school_year: int,
    terms: Iterable[Term],
    courses: Iterable[str],
    *,
    runs: bool,
) -> tuple[tuple[str, Asked], ...]:
    """Return each student's uid with what is asked of one of these courses, in no order."""
    statement = _statement(_UIDS, runs=runs, of_courses=True)
    values = _named(school_year, terms) | {"courses": json.dumps(sorted(set(courses)))}
    known: dict[tuple[Any, ...], Asked] = {}  # many ask the same
    found = []
    for *words, uid in fetch(tx, statement, values):
        asked = known.get(key := tuple(words))
        if asked is None:
            asked = known[key] = Asked(*words)
        found.append((uid, asked))
    return tuple(found)


def seats_of_sections(tx: Transaction, school_year: int) -> tuple[tuple[str, int | None], ...]:
    """Return (course, seats) of each open section of a school year."""
    query = "SELECT course_code, seats FROM section WHERE school_year = ? AND state <> 'cancelled'"
    return tuple((course, seats) for course, seats in fetch(tx, query, (school_year,)))


def _statement(template: str, *, runs: bool, of_courses: bool) -> str:
    columns = {"course": "c.course_code", "alternate": "a.value", "recorded": "r.course_code"}
    only = {
        name: _OF_COURSES.format(of=column) if of_courses else ""
        for name, column in columns.items()
    }
    return template.format(record=_RUNNING if runs else _AHEAD, **only)


def _named(school_year: int, terms: Iterable[Term]) -> dict[str, Any]:
    return {"year": school_year, "terms": json.dumps([term.value for term in terms])}


def _asker(row: tuple[Any, ...]) -> Asker:
    uid, number, last, first, *rest = row[7:]
    name = ", ".join(dict.fromkeys(part for part in (last, first) if part))
    return Asker(Asked(*row[:7]), uid, number, name, *rest)
