"""When a course can be had at all: "Auto 2 meets only Tue/Thu 15:45 at Canyon"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.clock import clock_words
from cte_desktop.wording.labels import course_label, days_label, one_of_label, place_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.filling.problem import Arrangement, Problem

MOST_TIMES = 2
"""Times of a course that a sentence names; one with more is not what stands in the way."""


def offered_text(problem: Problem, code: str) -> str:
    """Return when a course meets where it meets at very few times; "" for any other."""
    times: dict[str, None] = {}
    for arrangement in problem.arrangements:
        if problem.options[arrangement.option].course.code != code:
            continue
        said = _times(problem, arrangement)
        if not said:
            return ""
        times.update(dict.fromkeys(said))
        if len(times) > MOST_TIMES:
            return ""
    if not times:
        return ""
    course = course_label(code, problem.given.catalog)
    return tr("{course} meets only {times}", course=course, times=one_of_label(list(times)))


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
