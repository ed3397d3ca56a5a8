"""School years that were begun: students moved up as one bulk step, which can be taken back."""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.school_year import grade_in
from cte_desktop.domain.students.moving_up import LAST_OF_JUNIOR_HIGH, Enrolled
from cte_desktop.storage.bulk import BulkStep
from cte_desktop.storage.bulk_undo import require_unchanged, take_back
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.undo import BulkNoun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

YEAR_START = "year_start"
_ENROLLED = (
    'SELECT "key", uid, grade_level, graduation_year, school, counselor FROM student '
    "ORDER BY student_id"
)
# Seniors whose class graduated before the year are long gone; what they lack, nobody will enter.
_MISSING = (
    'SELECT count(*) FROM record r JOIN student s ON s."key" = r.student '
    "WHERE r.mark = '' AND r.school_year = :year AND r.term IN ('fall', 'spring') "
    "AND NOT (s.grade_level >= 12 AND s.graduation_year <= :year)"
)
# Where those who went to a school in grades 7 and 8 are now.
_FED = (
    "SELECT was, now, count(*) FROM (SELECT DISTINCT r.student, r.school AS was, s.school AS now "
    'FROM record r JOIN student s ON s."key" = r.student '
    f"WHERE r.grade_level = {LAST_OF_JUNIOR_HIGH} AND s.grade_level > {LAST_OF_JUNIOR_HIGH} "
    "AND r.school <> s.school) GROUP BY was, now ORDER BY count(*), now DESC"
)


@dataclass(frozen=True, slots=True)
class YearBegun:
    """A school year that was begun: on which day, of how many students something changed."""

    school_year: int
    on: date
    students: int
    step: int


def list_enrolled(tx: Transaction) -> tuple[Enrolled, ...]:
    """Return where every student is, in order of student_id."""
    return tuple(Enrolled(*row) for row in fetch(tx, _ENROLLED))


def list_begun(tx: Transaction) -> tuple[YearBegun, ...]:
    """Return the school years that were begun and not taken back, newest first."""
    query = f'SELECT school_year, "on", students, step FROM {YEAR_START} ORDER BY school_year DESC'
    return tuple(
        YearBegun(year, date.fromisoformat(on), students, step)
        for year, on, students, step in fetch(tx, query)
    )


def count_missing_marks(tx: Transaction, school_year: int) -> int:
    """Return how many semesters of that school year have no mark yet, of those still there."""
    return int(fetch(tx, _MISSING, {"year": school_year})[0][0])


def usual_high_schools(tx: Transaction) -> dict[str, str]:
    """Return where most of those went who were in grade 8 at a school, by the record."""
    return {str(was): str(now) for was, now, _ in fetch(tx, _FED)}  # the most come last


def write_start(
    tx: Transaction, school_year: int, changed: Sequence[tuple[Enrolled, Enrolled]]
) -> int:
    """Put students where they are in the new year, as part of the transaction's step.

    `changed` has each student before and after. Returns the number of the step.
    """
    bulk = BulkStep(tx)
    _keep_grades_of_the_past(bulk, [was for was, now in changed if _of_another_class(was, now)])
    keys = json.dumps([was.key for was, _ in changed])
    bulk.keep("student", '"key" IN (SELECT value FROM json_each(?))', (keys,))
    tx.connection.exec_driver_sql(
        "UPDATE student SET grade_level = ?, graduation_year = ?, school = ?, counselor = ?, "
        'step = ? WHERE "key" = ?',
        [
            (now.grade_level, now.graduation_year, now.school, now.counselor, bulk.number, was.key)
            for was, now in changed
        ],
    )
    tx.connection.exec_driver_sql(
        f'INSERT INTO {YEAR_START} (uid, school_year, "on", students, step) VALUES (?, ?, ?, ?, ?)',
        (
            new_id(tx.clock.now()),
            school_year,
            tx.clock.today().isoformat(),
            len(changed),
            bulk.number,
        ),
    )
    bulk.added(YEAR_START, 1)
    bulk.write(NOUN.name, _summary(school_year, changed))
    return bulk.number


def _keep_grades_of_the_past(bulk: BulkStep, of_others: Sequence[Enrolled]) -> None:
    """Write into the record in which grade a class was, where no file said so.

    Without it the rows of those whose class is another one would count a grade too low.
    """
    for one in of_others:
        condition = "student = ? AND grade_level IS NULL"
        years = fetch(
            bulk.tx, f"SELECT DISTINCT school_year FROM record WHERE {condition}", (one.key,)
        )
        if years:
            bulk.keep("record", condition, (one.key,))
        for (year,) in years:
            grade = grade_in(int(year), one.graduation_year)
            bulk.tx.connection.exec_driver_sql(
                f"UPDATE record SET grade_level = ?, step = ? WHERE {condition} "
                "AND school_year = ?",
                (grade, bulk.number, one.key, year),
            )


def _of_another_class(was: Enrolled, now: Enrolled) -> bool:
    return was.graduation_year != now.graduation_year


def _repeats(was: Enrolled, now: Enrolled) -> bool:
    return _of_another_class(was, now) and was.grade_level == now.grade_level


def _summary(school_year: int, changed: Sequence[tuple[Enrolled, Enrolled]]) -> Content:
    grades: dict[str, Any] = {}
    for was, now in changed:
        if now.grade_level != was.grade_level:
            name = str(now.grade_level)
            grades[name] = grades.get(name, 0) + 1
    return {
        "school_year": school_year,
        "grades": grades,
        "stay": sum(1 for was, now in changed if _repeats(was, now)),
        "schools": _schools(changed),
    }


def _schools(changed: Sequence[tuple[Enrolled, Enrolled]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for was, now in changed:
        if was.school != now.school:
            name = f"{was.school} {now.school}"
            found[name] = found.get(name, 0) + 1
    return found


def _revert(tx: Transaction, number: int, new_number: int) -> Content:
    tables = take_back(tx, number, new_number)
    return {"taken_back": number, "tables": list(tables)}


NOUN = BulkNoun(YEAR_START, _revert, require_unchanged)
