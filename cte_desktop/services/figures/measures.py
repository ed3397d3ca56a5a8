"""The measures of Perkins V, the State and the College/Career Indicator, and courses passed.

They are read from the whole record: about a quarter of a second for 22,000 students. So they are
read in the background once and kept until the database changes.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import EVERY_PART
from cte_desktop.domain.completion.perkins import (
    CompletedCourses,
    CteStudent,
    Measure,
    completed_courses,
    cte_courses,
    indicator_measures,
    perkins_measures,
)
from cte_desktop.services.figures.completers import completions
from cte_desktop.services.standings import present_basis
from cte_desktop.storage import figures as store
from cte_desktop.storage.certificates.candidates import last_step
from cte_desktop.storage.standings import count_due

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.figures.completers import Completions


@dataclass(frozen=True, slots=True)
class MeasureSheet:
    """The measures of a school year.

    Graduation, the Indicator and courses passed are by kept standings: `stale` students have some
    that are not current. `courses_passed` has (pathway, students) whose concentrator course is
    passed by now, the most first.
    """

    school_year: int
    measures: tuple[Measure, ...]
    indicator: tuple[Measure, ...]
    courses_passed: tuple[tuple[str, tuple[str, ...]], ...]
    stale: int


def measure_sheet(desk: Desk, school_year: int) -> MeasureSheet:
    """Return every measure of a school year that the record allows."""
    found = completions(desk, exact=True)
    read = _everyone(desk)
    if school_year not in read.sheets:
        read.sheets[school_year] = _sheet(read, found, school_year)
    return read.sheets[school_year]


def _sheet(read: _Everyone, found: Completions, school_year: int) -> MeasureSheet:
    now = {one.student_uid for one in found.of_year(school_year)}
    ever = {one.student_uid for one in found.every if one.school_year <= school_year}
    return MeasureSheet(
        school_year,
        perkins_measures(read.students, read.courses, now, school_year),
        indicator_measures(read.students, ever, school_year),
        read.passed,
        read.stale,
    )


@dataclass(frozen=True, slots=True)
class _Everyone:
    students: tuple[CteStudent, ...]
    courses: CompletedCourses
    passed: tuple[tuple[str, tuple[str, ...]], ...]
    stale: int
    sheets: dict[int, MeasureSheet] = field(default_factory=dict)  # made when first asked for


_KEPT: weakref.WeakKeyDictionary[object, tuple[object, _Everyone]] = weakref.WeakKeyDictionary()
"""What was last read of each open database, and the state of the database that it was read in."""


def _everyone(desk: Desk) -> _Everyone:
    catalog = desk.catalog()
    with desk.database.reading() as tx:
        basis = present_basis(tx, desk.today())
        mark = (last_step(tx), store.worked_out(tx), tuple(sorted(basis.items())))
        kept = _KEPT.get(desk.database)
        if kept is not None and kept[0] == mark:
            return kept[1]
        college = {course.code for course in catalog.courses if course.college_units > 0}
        students = tuple(store.cte_students(tx, college))
        earned = store.earned_courses(tx, cte_courses(catalog))
        passed: dict[str, set[str]] = {}
        for pathway, uid in store.concentrator_courses_passed(tx):
            passed.setdefault(pathway, set()).add(uid)
        stale = count_due(tx, basis, EVERY_PART)
    most_first = sorted(passed.items(), key=lambda line: (-len(line[1]), line[0]))
    found = _Everyone(
        students,
        completed_courses(earned, catalog),
        tuple((name, tuple(sorted(uids))) for name, uids in most_first),
        stale,
    )
    _KEPT[desk.database] = mark, found
    return found
