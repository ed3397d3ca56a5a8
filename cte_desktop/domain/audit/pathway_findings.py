"""What there is to say about a student's pathway, and whether it can still be completed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.last_chance import group_courses, last_chance
from cte_desktop.domain.audit.missing import CREDITS_A_SEMESTER_COURSE, Wanted, severity_of
from cte_desktop.domain.audit.openings import Openings, OpenTerm, fixes
from cte_desktop.domain.audit.pathway import PATHWAY_CREDITS, SCHOOL_YEARS, Progress
from cte_desktop.domain.audit.result import ProgramStatus, RequirementResult, RequirementStatus
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.semesters import A_YEAR
from cte_desktop.domain.school_year import grade_in, school_year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.audit.last_chance import Steps
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.domain.students.student import Student

LAST_GRADE_TO_SIGN_UP = 10  # a pathway is picked in grade 9 or 10 (`DOSSIER.md` section 1)


def with_pathway_status(progress: Progress, ahead: Openings, catalog: Catalog) -> Progress:
    """Return the progress as not met when the missing levels can't be placed any more.

    Where they can, it tells until when.
    """
    if progress.result.status is not ProgramStatus.AT_RISK:
        return progress
    if _can(progress, ahead, catalog):
        until = last_chance(progress, ahead, catalog)
        return replace(progress, result=replace(progress.result, last_chance=until))
    return replace(progress, result=replace(progress.result, status=ProgramStatus.NOT_MET))


def pathway_findings(
    progress: Progress, file: StudentFile, ahead: Openings, catalog: Catalog, grade_level: int
) -> Iterator[Finding]:
    """Yield what is missing, out of order, elsewhere, late, or at its last chance."""
    yield from _missing(progress, ahead, catalog, grade_level)
    yield from _out_of_order(progress)
    if not progress.result.completer:
        yield from _last_chance(progress, ahead, catalog)
        yield from _late(progress, file)
    yield from _elsewhere(progress, file.student)


def _missing(
    progress: Progress, ahead: Openings, catalog: Catalog, grade_level: int
) -> Iterator[Finding]:
    can = progress.result.status is not ProgramStatus.NOT_MET
    for row in progress.result.requirements:
        if row.status is not RequirementStatus.NOT_MET:
            continue
        courses = _courses(progress, row.id, catalog)
        yield Finding(
            "pathway_missing",
            severity_of(Wanted(duty=True), grade_level, can_be_placed=can),
            values(program=progress.result.id, requirement=row.id),
            values(
                missing=row.missing,
                unit=row.unit.value,
                courses=tuple(c.code for c in courses) or None,
            ),
            fixes(courses, ahead),
        )


def _out_of_order(progress: Progress) -> Iterator[Finding]:
    for code in progress.way.out_of_order:
        yield Finding(
            "pathway_out_of_order",
            Severity.WARNING,
            values(program=progress.result.id, course=code),
        )


def _elsewhere(progress: Progress, student: Student) -> Iterator[Finding]:
    """Yield the capstone taken at another school: its reporting to the State needs care."""
    told = set()
    for group, pairs in progress.way.filled:
        for work, _ in pairs:
            semester, school = work.semester, work.semester.school
            key = (work.course_code, school)
            if group.level is not Level.CAPSTONE or school in {"", student.school} or key in told:
                continue
            told.add(key)
            yield Finding(
                "capstone_elsewhere",
                Severity.WARNING,
                values(
                    program=progress.result.id,
                    course=work.course_code,
                    section_id=semester.section_id or None,
                    grade_level=semester.grade_level,
                    term=semester.term.value,
                ),
                values(site=school),
            )


def _late(progress: Progress, file: StudentFile) -> Iterator[Finding]:
    for enrollment in file.enrollments:
        begun = enrollment.action in {"signed_up", "changed"}
        if f"pathway:{enrollment.pathway}" != progress.result.id or not begun:
            continue
        year = enrollment.school_year
        if year is None and enrollment.on is not None:
            year = school_year_of(enrollment.on)
        if year is None:
            continue
        grade = grade_in(year, file.student.graduation_year)
        if grade > LAST_GRADE_TO_SIGN_UP:
            yield Finding(
                "pathway_late_sign_up",
                Severity.INFORMATION,
                values(program=progress.result.id, grade_level=grade),
            )
            return


def _last_chance(progress: Progress, ahead: Openings, catalog: Catalog) -> Iterator[Finding]:
    """Yield the last term in which the capstone can start, when there is only one left."""
    row = next((r for r in progress.result.requirements if r.id == Level.CAPSTONE.value), None)
    if row is None or row.status is not RequirementStatus.NOT_MET:
        return
    chances: dict[int, tuple[Course, OpenTerm]] = {}
    for course in _courses(progress, row.id, catalog):
        for spot in _later_spots(course, progress, ahead, catalog):
            chances.setdefault(spot.school_year, (course, spot))
    if len(chances) == 1:
        course, spot = next(iter(chances.values()))
        yield Finding(
            "capstone_last_chance",
            Severity.WARNING,
            values(
                program=progress.result.id,
                course=course.code,
                grade_level=spot.grade_level,
                term=spot.term.value,
            ),
        )


def _can(progress: Progress, ahead: Openings, catalog: Catalog) -> bool:
    """Tell whether every unfilled step can still be placed after the one before it."""
    if not ahead.terms or not all(_span_can(row, ahead) for row in progress.result.requirements):
        return False
    return _end_of_levels(ahead, catalog, progress.way.filled) is not None


def _span_can(row: RequirementResult, ahead: Openings) -> bool:
    """Tell whether the school years and credits of the pathway can still be reached."""
    if row.status is not RequirementStatus.NOT_MET:
        return True
    if row.id == SCHOOL_YEARS:
        fresh = {t.school_year for t in ahead.terms} - {u.school_year for u in row.used}
        return len(fresh) * A_YEAR >= row.missing
    return row.id != PATHWAY_CREDITS or row.missing <= ahead.room * CREDITS_A_SEMESTER_COURSE


def _later_spots(
    course: Course, progress: Progress, ahead: Openings, catalog: Catalog
) -> list[OpenTerm]:
    """Return the terms in which the capstone can start once the levels below it are passed."""
    below = tuple(step for step in progress.way.filled if step[0].level is not Level.CAPSTONE)
    after = _end_of_levels(ahead, catalog, below)
    if after is None:
        return []
    return [s for s in ahead.spots_without_prerequisites(course) if s.moment > after]


def _end_of_levels(ahead: Openings, catalog: Catalog, steps: Steps) -> int | None:
    """Return the earliest moment at which the steps are all passed, or None when they can't be."""
    after = -1
    for group, pairs in steps:
        if sum(amount for _, amount in pairs) >= group.share:
            after = max([after, *(work.semester.moment for work, _ in pairs)])
            continue
        ends = [
            spot.moment + (1 if course.is_year else 0)
            for course in group_courses(group, catalog)
            for spot in ahead.spots_without_prerequisites(course)
            if spot.moment > after
        ]
        if not ends:
            return None
        after = min(ends)
    return after


def _courses(progress: Progress, level: str, catalog: Catalog) -> tuple[Course, ...]:
    return tuple(
        course
        for group in progress.groups
        if group.level.value == level
        for course in group_courses(group, catalog)
    )
