"""Who names a section or plans a course: whom a change of the timetable strikes."""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_of_grade
from cte_desktop.storage import planning
from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.storage.transaction import Transaction

    SectionKey = tuple[int, str]

_PLACED = (
    'FROM placement l JOIN "plan" p ON p."key" = l."plan" JOIN student s ON s."key" = p.student'
)
_YEAR = "s.graduation_year + l.grade_level - 13"  # of a placement: school_year_of_grade
_NAMES_IT = f"l.section_id = ? AND l.section_id <> '' AND {_YEAR} = ?"
_SITS_IN_IT = (
    "SELECT r.student FROM record r WHERE r.school_year = ? AND r.section_id = ? "
    "AND r.mark = '' AND r.section_id <> ''"
)


def students_naming(tx: Transaction, key: SectionKey) -> tuple[int, ...]:
    """Return the keys of the students whom the record has in a section now, or whose active plan
    names it, by student id.
    """
    year, section_id = key
    planned = f"SELECT p.student {_PLACED} WHERE p.status = 'active' AND {_NAMES_IT}"
    return _by_student_id(
        tx, f"{_SITS_IN_IT} UNION {planned}", (year, section_id, section_id, year)
    )


def students_planning(tx: Transaction, course_code: str, from_year: int) -> tuple[int, ...]:
    """Return the keys of the students whose active plan has a course in that school year or later,
    by student id.
    """
    planned = (
        f"SELECT p.student {_PLACED} WHERE p.status = 'active' AND l.course_code = ? "
        f"AND {_YEAR} >= ?"
    )
    return _by_student_id(tx, planned, (course_code, from_year))


def count_naming(tx: Transaction, key: SectionKey) -> tuple[int, int]:
    """Return how many students have rows of the record in a section, whatever their marks, and how
    many plans name it, active or not.
    """
    year, section_id = key
    recorded = "SELECT count(DISTINCT student) FROM record WHERE school_year = ? AND section_id = ?"
    planned = f'SELECT count(DISTINCT l."plan") {_PLACED} WHERE {_NAMES_IT}'
    return (
        int(fetch(tx, recorded, (year, section_id))[0][0]),
        int(fetch(tx, planned, (section_id, year))[0][0]),
    )


def rename_in_plans(tx: Transaction, key: SectionKey, section_id: str) -> frozenset[str]:
    """Let every plan that names a section name it by another id, as part of the transaction's step.

    Returns the uids of the students whose plans these are.
    """
    year, before = key
    query = f"SELECT DISTINCT p.uid, s.graduation_year {_PLACED} WHERE {_NAMES_IT}"
    changed = set()
    for uid, graduation_year in fetch(tx, query, (before, year)):
        plan = planning.find_plan(tx, uid)
        if plan is None:
            raise LookupError("no such plan")
        placements = tuple(
            replace(placement, section_id=section_id)
            if _is_in(placement, key, graduation_year)
            else placement
            for placement in plan.placements
        )
        planning.save_plan(tx, replace(plan, placements=placements), follows=True)
        changed.add(plan.student_uid)
    return frozenset(changed)


def _is_in(placement: Placement, key: SectionKey, graduation_year: int) -> bool:
    if placement.spot is None or placement.section_id != key[1]:
        return False
    return school_year_of_grade(placement.spot.grade_level, graduation_year) == key[0]


def _by_student_id(tx: Transaction, keys: str, values: tuple[int | str, ...]) -> tuple[int, ...]:
    query = f'SELECT "key" FROM student WHERE "key" IN ({keys}) ORDER BY student_id'
    return tuple(key for (key,) in fetch(tx, query, values))
