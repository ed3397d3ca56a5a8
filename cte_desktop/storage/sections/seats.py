"""Who has a claim to the seats of a section: by the record, or by an active plan that names it.

A row of the record without a mark sits in the section, a placement only wants to; whoever has both
has one claim, the record's. Terms that are over on the day don't count. All of it is found through
indexes that hold these rows alone (`ix_record_running`, `ix_placement_section`).
"""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.planning.sections.seats.open_order import Claim
from cte_desktop.domain.school_year import TERMS, grade_in, is_over
from cte_desktop.domain.students.file import signed_up_for
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.student_rows import ENROLLMENTS, enrollment_of
from cte_desktop.storage.students import LIST_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cte_desktop.domain.students.experiences import Enrollment
    from cte_desktop.storage.transaction import Transaction

    SectionKey = tuple[int, str]

_LISTED = "(SELECT value FROM json_each(?))"
_YEAR = "(s.graduation_year + l.grade_level - 13)"  # of a placement: school_year_of_grade
_WANTED = (
    "WITH w AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS y, "
    "json_extract(value, '$[1]') AS i, json_extract(value, '$[2]') AS t FROM json_each(?)) "
)
RUNNING = "r.mark = '' AND r.section_id <> ''"
"""The rows of the record that sit in a section now, as the index has it."""
_PLANNED = (
    'CROSS JOIN "plan" p ON p."key" = l."plan" AND p.status = \'active\' '
    'CROSS JOIN student s ON s."key" = p.student'
)
_CLAIMS = (
    f"{_WANTED} SELECT w.y, w.i, r.student, 0 FROM w CROSS JOIN record r "
    "ON r.school_year = w.y AND r.section_id = w.i AND r.term = w.t "
    f"WHERE {RUNNING} UNION ALL "
    "SELECT w.y, w.i, p.student, max(l.step, 1) FROM w CROSS JOIN placement l "
    f"ON l.section_id = w.i AND l.section_id <> '' AND l.term = w.t {_PLANNED} "
    f"WHERE {_YEAR} = w.y"
)
_STUDENTS = (
    f's."key", s.uid, s.student_id, {LIST_NAME}, s.graduation_year, s.pathway FROM student s '
    f'WHERE s."key" IN {_LISTED}'
)
_RECORDED = (
    "SELECT r.section_id, count(DISTINCT r.student) FROM record r "
    f"WHERE r.school_year = ? AND {RUNNING}{{terms}} GROUP BY r.section_id"
)
_PLANNED_BESIDE = (
    "WITH a AS MATERIALIZED ("  # the plans in force, with the grade of that school year
    'SELECT p."key" AS "plan", p.student, ? - s.graduation_year + 13 AS grade_level '
    'FROM "plan" p JOIN student s ON s."key" = p.student WHERE p.status = \'active\') '
    "SELECT l.section_id, count(DISTINCT a.student) FROM placement l "
    'CROSS JOIN a ON a."plan" = l."plan" AND a.grade_level = l.grade_level '
    "WHERE l.section_id <> ''{terms}{beside} GROUP BY l.section_id"
)
NOT_RECORDED = (
    " AND NOT EXISTS (SELECT 1 FROM record r WHERE r.school_year = ? "
    f"AND r.section_id = l.section_id AND r.student = a.student AND {RUNNING}{{terms}})"
)
"""Of the students `a` who plan `l`, those whom the record hasn't in its section already."""


def claims_of(
    tx: Transaction, keys: Iterable[SectionKey], day: date
) -> dict[SectionKey, tuple[Claim, ...]]:
    """Return the claims to each of those sections on a day, by student_id; one of each student."""
    wanted = sorted(set(keys))
    triples = [(year, section, term) for year, section in wanted for term in open_terms(year, day)]
    placed: dict[SectionKey, dict[int, int]] = {key: {} for key in wanted}
    for year, section, student, step in fetch(tx, _CLAIMS, (json.dumps(triples),)):
        of_section = placed[year, section]
        of_section[student] = min(step, of_section.get(student, step))
    students = _students(tx, {key for of_section in placed.values() for key in of_section})
    return {
        key: tuple(
            sorted(
                (_claim(students[student], key[0], step) for student, step in of_section.items()),
                key=_student_id,
            )
        )
        for key, of_section in placed.items()
    }


def tallies(tx: Transaction, school_year: int, day: date) -> dict[str, tuple[int, int]]:
    """Return how many the record has in each section on a day, and how many more have planned it.

    Under the section ids of that school year; sections that nobody names are left out.
    """
    terms = open_terms(school_year, day)
    recorded = dict(fetch(tx, _RECORDED.format(terms=in_terms("r", terms)), (school_year,)))
    beside, values = "", tuple[int, ...]((school_year,))
    if recorded:
        beside, values = NOT_RECORDED.format(terms=in_terms("r", terms)), (school_year,) * 2
    query = _PLANNED_BESIDE.format(terms=in_terms("l", terms), beside=beside)
    planned = dict(fetch(tx, query, values))
    return {
        section: (recorded.get(section, 0), planned.get(section, 0))
        for section in recorded.keys() | planned.keys()
    }


def open_terms(school_year: int, day: date) -> list[str]:
    """Return the terms of a school year that are not over on a day."""
    return [term.value for term in TERMS if not is_over(school_year, term, day)]


def in_terms(rows: str, terms: list[str]) -> str:
    """Return the condition that rows lie in those terms; none when these are all there are."""
    if len(terms) == len(TERMS):
        return ""
    named = ", ".join(f"'{term}'" for term in terms)
    return f" AND {rows}.term IN ({named})"


def _students(
    tx: Transaction, keys: set[int]
) -> dict[int, tuple[str, str, str, int, tuple[str, ...]]]:
    """Return uid, student id, name, graduation year and pathways of each student."""
    if not keys:
        return {}
    listed = (json.dumps(sorted(keys)),)
    enrolled: defaultdict[int, tuple[Enrollment, ...]] = defaultdict(tuple)
    for row in fetch(tx, ENROLLMENTS.query(f"student IN {_LISTED}"), listed):
        enrolled[row[0]] += (enrollment_of(row),)
    return {
        key: (uid, student_id, name, graduation_year, _pathways(pathway, enrolled.get(key, ())))
        for key, uid, student_id, name, graduation_year, pathway in fetch(
            tx, f"SELECT {_STUDENTS}", listed
        )
    }


def _pathways(current: str, enrollments: tuple[Enrollment, ...]) -> tuple[str, ...]:
    if not enrollments:  # as of most students
        return (current,) if current else ()
    return signed_up_for(current, enrollments)


def _claim(student: tuple[Any, ...], school_year: int, step: int) -> Claim:
    uid, student_id, name, graduation_year, pathways = student
    grade = grade_in(school_year, graduation_year)
    return Claim(uid, student_id, name, grade, not step, pathways, step)


def _student_id(claim: Claim) -> str:
    return claim.student_id
