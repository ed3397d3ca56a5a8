"""What figures are counted from: kept completions, capstones, awards, and totals of earlier years.

Light questions alone. Whose standings are not current is told, so that the caller decides anew.
"""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.perkins import CteStudent, EarnedCourse
from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.storage.transaction import Transaction

_LISTED = "(SELECT value FROM json_each(?))"
_OF_PATHWAYS = "program >= 'pathway:' AND program < 'pathway;'"
# The stage stands in the index of the figures: only completers are looked up.
_COMPLETIONS = (
    "SELECT t.student, substr(t.program, 9), t.completed_in FROM standing t "
    f"WHERE t.{_OF_PATHWAYS} AND t.stage = 'completer' AND t.completed_in IS NOT NULL"
)
_COUNTS = (
    "SELECT t.completed_in, count(DISTINCT t.student), count(*) FROM standing t "
    'JOIN student s ON s."key" = t.student '
    f"WHERE t.{_OF_PATHWAYS} AND t.stage = 'completer' AND t.completed_in IS NOT NULL "
    "AND (? = '' OR s.school = ?) AND (? = '' OR s.counselor = ?) GROUP BY 1"
)
_STUDENTS = (
    'SELECT "key", uid, student_id, school, graduation_year, entry_class, "groups", gender '
    f'FROM student WHERE "key" IN {_LISTED}'
)
_CAPSTONES = (
    "SELECT r.student, r.school_year, r.term, r.course_code, r.recovers, r.pathway, "
    "r.pathway_level, r.mark, r.school, coalesce(c.kind, '') FROM record r "
    "LEFT JOIN section c ON c.school_year = r.school_year AND c.section_id = r.section_id "
    "AND r.section_id <> '' "
    f"WHERE r.student IN {_LISTED} AND r.earned > 0 "
    f"AND (r.course_code IN {_LISTED} OR r.recovers <> '' OR r.pathway_level = 'capstone')"
)
# What a level can't do without: the row of a course of it, or a decision about a pathway.
_MAY_HAVE = (
    f"SELECT DISTINCT student FROM record WHERE student IN {_LISTED} AND "
    f"(course_code IN {_LISTED} OR recovers <> '' OR pathway_level = ?) "
    "UNION SELECT student FROM decision WHERE program LIKE 'pathway:%'"
)
_AWARDS = (
    'SELECT a.student_uid, a.pathway, a.completed_in, s."key", s.school FROM award a '
    "LEFT JOIN student s ON s.uid = a.student_uid WHERE a.state = 'in_force'"
)
# What makes another course good is told under the code of that one.
_CODE = "CASE r.recovers WHEN '' THEN r.course_code ELSE r.recovers END"
_EARNED = (
    f"SELECT s.uid, {_CODE}, r.school_year, sum(r.earned), sum(r.attempted), max(r.pathway) "
    'FROM record r JOIN student s ON s."key" = r.student '
    f"WHERE r.earned > 0 AND ({_CODE} IN {_LISTED} OR r.pathway_level <> '') GROUP BY 1, 2, 3"
)
_CTE_STUDENTS = (
    'SELECT s.uid, s.graduation_year, g.student IS NOT NULL, c.student IS NOT NULL, s."key" '
    "FROM student s "
    "LEFT JOIN standing g ON g.student = s.\"key\" AND g.program = 'graduation' "
    "AND g.status = 'met' "
    "LEFT JOIN standing c ON c.student = s.\"key\" AND c.program = 'cci' AND c.status = 'met'"
)
_LEVELS = (
    "SELECT student, test, max(score) FROM test_score WHERE test IN ('SBAC_ELA', 'SBAC_MATH') "
    "AND length(trim(score)) = 1 AND trim(score) BETWEEN '1' AND '4' GROUP BY 1, 2"
)
_CERTIFIED = (
    "SELECT DISTINCT student FROM experience "
    "WHERE kind = 'certification' AND passed_on IS NOT NULL AND removed = 0"
)
_WORKED = (
    "SELECT DISTINCT student FROM experience WHERE kind IN ('wbl', 'practicum') AND removed = 0"
)
_UNITS = (
    "SELECT student FROM experience WHERE kind = 'college' AND units > 0 AND removed = 0 "
    "UNION SELECT student FROM record WHERE earned > 0 AND college_units > 0 "
    f"UNION SELECT student FROM record WHERE earned > 0 AND course_code IN {_LISTED}"
)
_PASSED = (
    "SELECT t.student, substr(t.program, 9), s.uid FROM standing t "
    'JOIN student s ON s."key" = t.student '
    f"WHERE {_OF_PATHWAYS} AND t.stage IN ('concentrator_course_passed', 'completer')"
)
_GROUPS = 'SELECT DISTINCT "groups" FROM student WHERE "groups" <> \'\''


@dataclass(frozen=True, slots=True)
class KeptCompletion:
    """A completed pathway as kept; `student` is the key of the store."""

    student: int
    pathway: str
    completed_in: int


@dataclass(frozen=True, slots=True)
class CountedStudent:
    """What figures tell students apart by; `groups` as the import wrote it."""

    key: int
    uid: str
    student_id: str
    school: str
    graduation_year: int
    entry_class: int
    groups: str
    gender: str


@dataclass(frozen=True, slots=True)
class CapstoneRow:
    """A semester of a capstone that earned credit; `kind` is that of its section, "" if unknown."""

    student: int
    school_year: int
    term: str
    course_code: str
    recovers: str
    pathway: str
    pathway_level: str
    mark: str
    school: str
    kind: str


@dataclass(frozen=True, slots=True)
class KeptAward:
    """An award in force; without a student's key that student is no longer in the database."""

    student_uid: str
    pathway: str
    completed_in: int
    student: int | None
    school: str | None


def kept_completions(tx: Transaction) -> list[KeptCompletion]:
    """Return every completion by the kept standings, in no order."""
    return [KeptCompletion(*row) for row in fetch(tx, _COMPLETIONS)]


def count_completions(
    tx: Transaction, *, site: str = "", counselor: str = ""
) -> dict[int, tuple[int, int]]:
    """Return (students, completions) of each school year by the kept standings.

    Of one school or one counselor alone when it is named.
    """
    rows = fetch(tx, _COUNTS, (site, site, counselor, counselor))
    return {year: (students, many) for year, students, many in rows}


def counted_students(tx: Transaction, keys: Collection[int]) -> dict[int, CountedStudent]:
    """Return these students by their keys; who is gone is left out."""
    rows = fetch(tx, _STUDENTS, (json.dumps(sorted(keys)),))
    return {row[0]: CountedStudent(*row) for row in rows}


def capstone_rows(
    tx: Transaction, keys: Collection[int], codes: Collection[str]
) -> dict[int, list[CapstoneRow]]:
    """Return what these students have earned of these capstone courses, or in their place."""
    found: dict[int, list[CapstoneRow]] = {}
    for row in fetch(tx, _CAPSTONES, (json.dumps(sorted(keys)), json.dumps(sorted(codes)))):
        found.setdefault(row[0], []).append(CapstoneRow(*row))
    return found


def may_have_passed(
    tx: Transaction, keys: Collection[int], codes: Collection[str], level: str
) -> frozenset[int]:
    """Return who of these students has anything that a level can't be passed without."""
    if not keys:
        return frozenset()
    values = (json.dumps(sorted(keys)), json.dumps(sorted(codes)), level)
    return frozenset(row[0] for row in fetch(tx, _MAY_HAVE, values)) & frozenset(keys)


def kept_awards(tx: Transaction) -> list[KeptAward]:
    """Return every award in force."""
    return [KeptAward(*row) for row in fetch(tx, _AWARDS)]


def earned_courses(tx: Transaction, codes: Collection[str]) -> list[EarnedCourse]:
    """Return what everyone earned of these courses, and of what stands in their place, by year."""
    values = (json.dumps(sorted(codes)),)
    return [EarnedCourse(*row) for row in fetch(tx, _EARNED, values)]


def cte_students(tx: Transaction, college_courses: Collection[str]) -> list[CteStudent]:
    """Return every student with what the measures ask for; standings as they are kept."""
    levels: dict[int, list[tuple[str, int]]] = {}
    for key, test, level in fetch(tx, _LEVELS):
        levels.setdefault(key, []).append((test, int(level)))
    certified = {row[0] for row in fetch(tx, _CERTIFIED)}
    worked = {row[0] for row in fetch(tx, _WORKED)}
    units = {row[0] for row in fetch(tx, _UNITS, (json.dumps(sorted(college_courses)),))}
    return [
        CteStudent(
            uid,
            graduation_year,
            bool(graduated),
            bool(prepared),
            tuple(levels.get(key, ())),
            key in certified,
            key in units,
            key in worked,
        )
        for uid, graduation_year, graduated, prepared, key in fetch(tx, _CTE_STUDENTS)
    ]


def concentrator_courses_passed(tx: Transaction) -> list[tuple[int, str, str]]:
    """Return (student, pathway, uid) of those who passed it, by the kept standings."""
    return [(student, pathway, uid) for student, pathway, uid in fetch(tx, _PASSED)]


def class_of(tx: Transaction, graduation_year: int) -> frozenset[int]:
    """Return the keys of the students who graduate in a year."""
    rows = fetch(tx, 'SELECT "key" FROM student WHERE graduation_year = ?', (graduation_year,))
    return frozenset(row[0] for row in rows)


def group_texts(tx: Transaction) -> tuple[str, ...]:
    """Return every text that the column of groups holds, each once."""
    return tuple(sorted(row[0] for row in fetch(tx, _GROUPS)))


def worked_out(tx: Transaction) -> tuple[object, ...]:
    """Return what changes when standings are worked out or the register grows.

    Neither is always a step of the history.
    """
    waiting = fetch(tx, "SELECT count(*) FROM standing_due")
    basis = fetch(tx, "SELECT part, basis FROM standing_basis ORDER BY part")
    entries = fetch(tx, "SELECT coalesce(max(number), 0) FROM register_entry")
    return (*waiting, *basis, *entries)
