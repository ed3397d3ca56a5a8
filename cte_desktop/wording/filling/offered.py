"""When courses can be had at all: "Auto 2 meets only Tue/Thu 15:45 at Canyon"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.filling.building import whole_problem
from cte_desktop.domain.filling.options.pruning import with_prerequisites
from cte_desktop.domain.filling.radar import closings, had_to_start, taught_around
from cte_desktop.domain.school_year import Term
from cte_desktop.wording.clock import clock_words
from cte_desktop.wording.filling.lacking import PATHWAY, open_rows
from cte_desktop.wording.labels import (
    course_label,
    days_label,
    grade_label,
    level_label,
    moment_label,
    one_of_label,
    place_label,
)
from cte_desktop.wording.papers import school_year_heading
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.filling.problem import Arrangement, Problem

MOST_TIMES = 2
"""Times of a course that a sentence names; one with more is not what stands in the way."""


_NO_TERM = noop("no term is left for the {level} course of {pathway}")
_NO_SITE = noop("no site teaches a {level} course of {pathway} any more")
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

    "Auto 2 can only be taken in 12th grade", so for what must come before it; "no capstone course
    of Auto Technology is taught at any site any more".
    """
    catalog, file = problem.given.catalog, problem.given.file
    still_open = {row.id for row in open_rows(problem, PATHWAY + name)}
    steps = catalog.steps_of(name, file.student.graduation_year)
    missing: dict[bool, list[str]] = {False: [], True: []}
    told: set[str] = set()
    for level in (Level.CONCENTRATOR, Level.CAPSTONE):
        codes = {step.course_code for step in steps if step.level is level}
        if not codes or level.value not in still_open:
            continue
        options = [one for one in problem.options if one.course.code in codes]
        if options:
            first = [code for code in sorted(_needed(problem, codes)) if code not in told]
            yield from (text for code in first if (text := _in_one_grade(problem, {code})))
            told.update(first, codes)
            yield _in_one_grade(problem, codes)
        else:
            missing[_is_taught(problem, codes)].append(level_label(level))
    for taught, labels in missing.items():
        told_as = _NO_TERM if taught else _NO_SITE
        if labels:
            yield tr(told_as, level=one_of_label(labels), pathway=name)


def _is_taught(problem: Problem, codes: set[str]) -> bool:
    """Tell whether courses are taught for the student's class, though in terms that have begun."""
    taught = taught_around(problem.given, problem.offers)
    return any(taught.ways(code) for code in codes)


def closed_texts(problem: Problem, name: str) -> Iterator[str]:
    """Yield until when a pathway that must be completed could start: "the capstone ... at latest".

    Of one that is closed when its levels had to start, of an open one when they can.
    """
    given, settings = problem.given, problem.auditing
    taught = taught_around(given, problem.offers)
    (closing,) = closings(given, taught, settings, (name,), frozenset())
    if not closing.is_open:
        for level, start in had_to_start(name, given, taught, settings):
            when = moment_label(start.grade_level, start.term)
            yield tr("the {level} had to start in {when} at the latest",
                     level=level_label(level), when=when)  # fmt: skip
        return
    by_level = (
        (Level.CONCENTRATOR, closing.concentrator_by),
        (Level.CAPSTONE, closing.capstone_by),
    )
    for level, last in by_level:
        if last is not None:
            when = moment_label(last.grade_level, last.term)
            yield tr("the {level} could start until {when} at the latest",
                     level=level_label(level), when=when)  # fmt: skip


def _in_one_grade(problem: Problem, codes: set[str]) -> str:
    """Return "Auto 2 can only be taken in 12th grade", "" where there are more grades.

    "Auto 2 can't be taken before 11th grade" where it could be by its grades alone.
    """
    catalog = problem.given.catalog
    options = [one for one in problem.options if one.course.code in codes]
    grades = {one.grade_level for one in options}
    ahead = [t.grade_level for t in problem.terms if t.term is Term.FALL]
    if not grades:
        return ""
    usual = max(min(one.course.grade_min for one in options), min(ahead, default=0))
    titles = dict.fromkeys(course_label(one.course.code, catalog) for one in options)
    told = {"course": one_of_label(list(titles)), "grade": grade_label(min(grades))}
    if len(grades) == 1:
        return tr("{course} can only be taken in {grade} grade", **told)
    if min(grades) > usual:
        return tr("{course} can't be taken before {grade} grade", **told)
    return ""


def _needed(problem: Problem, codes: set[str]) -> frozenset[str]:
    """Return what must come before all of these courses and is not passed yet."""
    given = problem.given
    return with_prerequisites(codes, given, given.catalog) - codes


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
