"""The measures of Perkins V, the State and the College/Career Indicator, and courses passed.

They are read from the whole record: about a quarter of a second for 22,000 students. So they are
read in the background once and kept until the database changes. Who is not current is audited anew
in memory, so that a database that is only read never has a figure too low.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.completion.figures.perkins import (
    CompletedCourses,
    CteStudent,
    Measure,
    completed_courses,
    cte_courses,
    indicator_measures,
    perkins_measures,
)
from cte_desktop.services.figures.completions import completions
from cte_desktop.services.figures.deciding import concentrator_courses
from cte_desktop.services.figures.met_now import GRADUATION, INDICATOR, MetNow, met_now
from cte_desktop.services.standings import present_basis
from cte_desktop.storage import figures as store
from cte_desktop.storage.certificates.candidates import last_step
from cte_desktop.storage.standings import count_due

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.figures.completions import Completions
    from cte_desktop.services.figures.deciding import CoursesPassed

_RESTS_ON = Part.GRADUATION | Part.AREAS | Part.PATHWAYS


@dataclass(frozen=True, slots=True)
class MeasureSheet:
    """The measures of a school year.

    Graduation, the Indicator and courses passed rest on standings: `stale` students have some that
    are not current. When it is `exact` they were worked out anew, but for the `undecided`, whose
    audit failed; else they count as kept. `courses_passed` has (pathway, students) whose
    concentrator course is passed by now, the most first.
    """

    school_year: int
    measures: tuple[Measure, ...]
    indicator: tuple[Measure, ...]
    courses_passed: tuple[tuple[str, tuple[str, ...]], ...]
    stale: int
    exact: bool = False
    undecided: int = 0


def measure_sheet(desk: Desk, school_year: int, *, exact: bool = True) -> MeasureSheet:
    """Return every measure of a school year that the record allows.

    `exact` works out anew, in memory, whose standings are not current: that may take a while.
    """
    found = completions(desk, exact=exact)
    read = _everyone(desk)
    exact = exact or not read.stale
    key = (school_year, exact)
    if key not in read.sheets:
        read.sheets[key] = _sheet(desk, read, found, school_year, exact=exact)
    return read.sheets[key]


def _sheet(
    desk: Desk, read: _Everyone, found: Completions, school_year: int, *, exact: bool
) -> MeasureSheet:
    now = {one.student_uid for one in found.of_year(school_year)}
    ever = {one.student_uid for one in found.every if one.school_year <= school_year}
    anew = exact and bool(read.stale)
    with desk.database.reading() as tx:
        seniors = met_now(tx, desk, school_year + 1) if anew else MetNow({})
        passed = concentrator_courses(tx, desk, exact=anew)
    students = tuple(_as_it_is(one, seniors) for one in read.students)
    return MeasureSheet(
        school_year,
        perkins_measures(students, read.courses, now, school_year),
        indicator_measures(students, ever, school_year),
        _most_first(passed),
        read.stale,
        exact,
        seniors.undecided + passed.undecided,
    )


def _as_it_is(student: CteStudent, anew: MetNow) -> CteStudent:
    met = anew.met.get(student.uid)
    if met is None:
        return student
    return replace(student, graduated=GRADUATION in met, prepared=INDICATOR in met)


def _most_first(courses: CoursesPassed) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, set[str]] = {}
    for pathway, uid in courses.passed:
        found.setdefault(pathway, set()).add(uid)
    lines = sorted(found.items(), key=lambda line: (-len(line[1]), line[0]))
    return tuple((name, tuple(sorted(uids))) for name, uids in lines)


@dataclass(frozen=True, slots=True)
class _Everyone:
    students: tuple[CteStudent, ...]
    courses: CompletedCourses
    stale: int
    sheets: dict[tuple[int, bool], MeasureSheet] = field(default_factory=dict)  # as asked for


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
        stale = count_due(tx, basis, _RESTS_ON)
    found = _Everyone(students, completed_courses(earned, catalog), stale)
    _KEPT[desk.database] = mark, found
    return found
