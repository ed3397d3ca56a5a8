"""What the record and the plan say of each other and of the law, whatever a program asks.

* A course passed well enough and assigned again needs consent (`planning/assigned_again.py`).
* Planned work whose term is over and that the record doesn't show; nothing counts it any more.
* A mark in a term that has not begun: the record's word stands, but somebody should look.
* An incoming transfer takes five classes a term (`transfers.py`).
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.transfers import too_few_classes
from cte_desktop.domain.findings import Finding, Fix, Severity, values
from cte_desktop.domain.grades import IN_PROGRESS, WAIVED, Thresholds
from cte_desktop.domain.planning.assigned_again import assigned_again, is_assigned_again
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.planning.ways_out import place_of
from cte_desktop.domain.school_year import (
    Term,
    is_over,
    moment,
    school_year_of,
    school_year_of_grade,
    term_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cte_desktop.domain.audit.rules import Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile


def record_findings(
    file: StudentFile,
    plan: Plan | None,
    semesters: Sequence[Semester],
    catalog: Catalog,
    rules: Rules,
    day: date,
    thresholds: Thresholds,
) -> Iterator[Finding]:
    """Yield what there is to say of a student's record and plan on a day.

    `semesters` are the student's with this plan, in order of time.
    """
    yield from _assigned_again(semesters, catalog, thresholds)
    if plan is not None:
        yield from _not_in_record(file, plan, day)
    yield from _marked_too_early(semesters, day)
    yield from too_few_classes(file.student, semesters, rules.transfer_classes_enrolled)


def _assigned_again(
    semesters: Sequence[Semester], catalog: Catalog, thresholds: Thresholds
) -> Iterator[Finding]:
    earned: dict[str, list[Semester]] = {}
    told: set[tuple[str, int]] = set()
    for semester in semesters:
        code = semester.course_code
        if semester.state is State.EARNED:
            earned.setdefault(code, []).append(semester)
            continue
        key = (code, semester.school_year)
        if key in told or code not in earned:
            continue
        if is_assigned_again(semester, earned[code], catalog.course(code), thresholds.ag):
            told.add(key)
            yield assigned_again(semester)


def _not_in_record(file: StudentFile, plan: Plan, day: date) -> Iterator[Finding]:
    """Yield each course, once a school year, of which a planned half is over and not recorded."""
    recorded = Counter((row.school_year, row.term, row.course_code) for row in file.record)
    told: set[tuple[str, int]] = set()
    for placement in plan.placed:
        if placement.spot is None:
            continue
        grade, term = placement.spot.grade_level, placement.spot.term
        year = school_year_of_grade(grade, file.student.graduation_year)
        key = (year, term, placement.course_code)
        if recorded[key]:
            recorded[key] -= 1
            continue
        if not is_over(year, term, day) or (placement.course_code, year) in told:
            continue
        told.add((placement.course_code, year))
        where = values(course=placement.course_code, grade_level=grade, term=term.value)
        ways_out = () if placement.locked else (Fix("remove", where),)
        yield Finding("not_in_record", Severity.INFORMATION, where, (), ways_out)


def _marked_too_early(semesters: Sequence[Semester], day: date) -> Iterator[Finding]:
    told: set[tuple[str, int]] = set()
    for semester in reversed(semesters):  # from the latest on: only they can lie ahead
        if _begins(semester.school_year, semester.term) <= day:
            if semester.moment < moment(school_year_of(day), term_of(day)):
                return
            continue
        key = (semester.course_code, semester.moment)
        if semester.mark in {*IN_PROGRESS, WAIVED} or key in told:
            continue
        told.add(key)
        yield Finding("mark_before_term", Severity.WARNING, place_of(semester))


def _begins(school_year: int, term: Term) -> date:
    """Return the first day on which a term may run: 1 July, 1 January or 1 June."""
    if term is Term.FALL:
        return date(school_year, 7, 1)
    return date(school_year + 1, 1 if term is Term.SPRING else 6, 1)
