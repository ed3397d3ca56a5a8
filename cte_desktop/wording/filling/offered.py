"""When courses can be had at all: "Auto 2 meets only Tue/Thu 15:45 at Canyon"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.filling.building import whole_problem
from cte_desktop.wording.clock import clock_words
from cte_desktop.wording.filling.lacking import PATHWAY, open_rows
from cte_desktop.wording.labels import (
    course_label,
    days_label,
    grade_label,
    level_label,
    one_of_label,
    place_label,
)
from cte_desktop.wording.papers import school_year_heading
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.filling.problem import Arrangement, Problem

MOST_TIMES = 2
"""Times of a course that a sentence names; one with more is not what stands in the way."""


_WHOLE = "wording.whole"
"""Under which a problem keeps itself with nothing pruned."""


def whole(problem: Problem) -> Problem:
    """Return the problem with every option, also what a must or a fixed time forbids."""
    kept: Problem | None = problem.__dict__.get(_WHOLE)
    if kept is None:
        kept = problem.__dict__[_WHOLE] = whole_problem(problem)
    return kept


def pathway_texts(problem: Problem, name: str) -> Iterator[str]:
    """Yield what is to be had of the levels that a pathway still lacks, where that is little.

    "Auto 2 can only be taken in 12th grade"; "no capstone course of Auto Technology can be had any
    more".
    """
    catalog, file = problem.given.catalog, problem.given.file
    still_open = {row.id for row in open_rows(problem, PATHWAY + name)}
    steps = catalog.steps_of(name, file.student.graduation_year)
    missing: list[str] = []
    for level in (Level.CONCENTRATOR, Level.CAPSTONE):
        codes = {step.course_code for step in steps if step.level is level}
        if not codes or level.value not in still_open:
            continue
        options = [one for one in problem.options if one.course.code in codes]
        if not options:
            missing.append(level_label(level))
        elif len(grades := {one.grade_level for one in options}) == 1:
            titles = dict.fromkeys(course_label(one.course.code, catalog) for one in options)
            grade = grade_label(min(grades))
            course = one_of_label(list(titles))
            yield tr("{course} can only be taken in {grade} grade", course=course, grade=grade)
    if missing:
        what = one_of_label(missing)
        yield tr("no {level} course of {pathway} can be had any more", level=what, pathway=name)


def offered_text(problem: Problem, code: str, school_year: int | None = None) -> str:
    """Return when a course meets where it meets at very few times; "" for any other.

    In that school year alone where one is given: others may not have their timetable yet.
    """
    times: dict[str, None] = {}
    years: set[int] = set()
    for arrangement in problem.arrangements:
        option = problem.options[arrangement.option]
        if option.course.code != code:
            continue
        years.add(option.school_year)
        if school_year not in {None, option.school_year}:
            continue
        said = _times(problem, arrangement)
        if not said:
            return ""
        times.update(dict.fromkeys(said))
    if not times or len(times) > MOST_TIMES:
        return ""
    course = course_label(code, problem.given.catalog)
    told = {"course": course, "times": one_of_label(list(times))}
    if school_year is not None and len(years) > 1:
        year = school_year_heading(school_year)
        return tr("{course} meets only {times} in {year}", year=year, **told)
    return tr("{course} meets only {times}", **told)


def _times(problem: Problem, arrangement: Arrangement) -> tuple[str, ...]:
    """Return "Tue/Thu 15:45 at Canyon" for each time of an arrangement; nothing if unknown."""
    catalog = problem.given.catalog
    found: dict[str, None] = {}
    for week in arrangement.weeks:
        if week is None or not week.is_known:
            return ()
        site = place_label(week.site or arrangement.site, catalog)
        for when in _starts(week):
            said = tr("{when} at {site}", when=when, site=site) if site else when
            found[said] = None
    return tuple(found)


def _starts(week: Week) -> tuple[str, ...]:
    """Return "Tue/Thu 15:45": the weekdays of each time at which a class begins."""
    days: dict[int, str] = {}
    for meeting in week.meetings:
        if meeting.weekday not in days.get(meeting.start, ""):
            days[meeting.start] = days.get(meeting.start, "") + meeting.weekday
    return tuple(f"{days_label(on)} {clock_words(start)}" for start, on in days.items())
