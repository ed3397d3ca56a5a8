"""Periods of the school day without a class (Education Code 51228.1).

The law: a school of grades 9 to 12 may not assign a student to a course period without educational
content for more than one week in a semester unless the student (or a parent) has consented in
writing and a school official has found that the student benefits. A period in which the student is
sent home, or is assigned to no course, is without educational content; it holds for seniors too.
Alternative and continuation schools are left out by the law; the middle college is too, since its
students spend part of the day in college classes.

Only a term that is timetabled tells anything: the student sits in a section of the school, or has
one planned there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import PERIODS, WEEKDAYS, Meeting
from cte_desktop.domain.catalog.week import in_week_order, minutes_of
from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.plan import GRADES, Lane
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation

_Running = tuple[tuple["Semester", "Week"], ...]
Slot = tuple[str, str, int]
"""A period on a weekday, with the minutes of the week that it takes as bits."""

COMPREHENSIVE = "comprehensive_high"


def empty_period_findings(situation: Situation) -> Iterator[Finding]:
    """Find each timetabled semester with periods of the school day in which nothing is taught."""
    for running in situation.weeks_by_term:
        finding = empty_period_finding(situation, running)
        if finding is not None:
            yield finding


def empty_period_finding(situation: Situation, running: _Running) -> Finding | None:
    """Return what to say of the periods without a class of one semester, None when all is well."""
    home = situation.home_school(running[0][0].grade_level)
    timetabled = home and any(
        (section := situation.section_of(semester)) is not None
        and section.site == home
        and not section.cancelled
        for semester, _ in running
    )
    empty = empty_periods(situation, running) if timetabled else ()
    return empty_finding(running[0][0], empty) if empty else None


def empty_finding(semester: Semester, empty: Iterable[tuple[str, str]]) -> Finding:
    """Return what to say of periods of a semester, with their weekdays, without a class."""
    days: dict[str, str] = {}
    for period, day in empty:
        days[period] = days.get(period, "") + day
    periods = {period: in_week_order(days[period]) for period in sorted(days)}
    differ = len(set(periods.values())) > 1
    return Finding(
        "empty_period_51228_1",
        Severity.WARNING,
        values(
            grade_level=semester.grade_level,
            term=semester.term.value,
            weekdays=in_week_order("".join(days.values())),
        ),
        values(
            periods=tuple(periods),
            period_days=tuple(periods.values()) if differ else None,
        ),
    )


def empty_periods(situation: Situation, running: _Running) -> tuple[tuple[str, str], ...]:
    """Return the periods, with their weekdays, in which the student has no class that semester."""
    slots, unknown = free_periods(situation, running)
    empty = tuple([(period, day) for period, day, _ in slots])
    return empty if len({period for period, _ in empty}) > unknown else ()


def free_periods(situation: Situation, running: _Running) -> tuple[tuple[Slot, ...], int]:
    """Return the periods without a class, and how many classes of the day have an unknown time.

    Each of those may fill one of the periods.
    """
    if not running:
        return (), 0
    first = running[0][0]
    home = situation.home_school(first.grade_level)
    if first.grade_level < GRADES[0] or first.term not in SEMESTERS or not home:
        return (), 0
    taken, unknown = 0, 0
    for semester, week in running:
        if is_without_content(situation.catalog.course(semester.course_code)):
            continue
        taken |= week.minutes
        unknown += not week.minutes and (semester.lane is Lane.DAY or semester.lane is None)
    slots = school_day(home, situation.catalog)
    free = [slot for slot in slots if slot[2] & taken != slot[2] and not fills(taken, slot[2])]
    return tuple(free), unknown


def fills(taken: int, period: int) -> bool:
    """Tell whether classes take half of a period or more: minutes of the week, as bits.

    A college class that ends a few minutes into period 1 leaves it without a class.
    """
    return 2 * (taken & period).bit_count() >= period.bit_count()


def school_day(school: str, catalog: Catalog) -> tuple[Slot, ...]:
    """Return the periods that every student of a comprehensive school has, by weekday and time."""
    known = catalog.school_by_short.get(school)
    if known is None or known.kind != COMPREHENSIVE:
        return ()
    kept = catalog.school_days.get(school)
    if kept is None:
        kept = catalog.school_days[school] = tuple(
            (bell.block, day, minutes_of((Meeting(day, bell.start, bell.end, school),)))
            for day in WEEKDAYS
            for bell in catalog.bells_by_school.get(school, ())
            if bell.block in PERIODS and not bell.optional and day in bell.days
        )
    return kept


def is_without_content(course: Course | None) -> bool:
    """Tell whether a course of the catalog teaches nothing: no credit, no subject, no A-G area."""
    return course is not None and not (
        course.credits or course.graduation_subject or course.ag_area or course.pathway
    )
