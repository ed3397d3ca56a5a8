"""An Extended Day course of a year without a timetable keeps away from fixed times."""

from __future__ import annotations

from cte_desktop.domain.catalog.course import ExtendedDay
from cte_desktop.domain.catalog.section import Section
from cte_desktop.domain.school_year import SEMESTERS
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.wording.filling.brings import unsafe_texts
from tests.domain.filling.small_worlds import (
    GRADE_11,
    GRADE_12,
    Question,
    catalog_of,
    course,
    placed,
    section,
    want,
)

AUTO = course("AUTO", extended_day=ExtendedDay.ONLY)
SPORT = tuple(BusyTime(GRADE_11, term, "MT", 960, 1080, "sport") for term in SEMESTERS)
ALWAYS = (*SPORT, *(BusyTime(GRADE_12, term, "MT", 960, 1080, "sport") for term in SEMESTERS))


def ask(*last: Section, busy: tuple[BusyTime, ...] = ()) -> Question:
    return Question(catalog_of(AUTO), sections=last, busy=busy, wishes=(want("course AUTO"),))


def last(when: str) -> Section:
    return section("AUTO", when, school_year=GRADE_11 - 1)


def years(q: Question) -> set[str]:
    return {key.split(":")[0] for key in placed(q.best())}


def test_a_year_without_the_sport_is_preferred() -> None:
    tuesdays = last("TR 16:15-18:30")
    assert years(ask(tuesdays)) == {"11"}
    assert years(ask(tuesdays, busy=SPORT)) == {"12"}
    assert years(ask(tuesdays, last("WR 16:15-18:30"), busy=SPORT)) == {"11"}  # one would do
    assert years(ask(busy=SPORT)) == {"11"}  # nobody knows when it meets


def test_where_no_place_is_safe_the_proposal_says_so() -> None:
    q = ask(last("TR 16:15-18:30"), busy=ALWAYS)
    plan = q.best()
    assert years(q) == {"11"}
    (said,) = unsafe_texts(q.problem, plan)
    assert said == "Auto met Tue/Thu 16:15 last time: that would clash with the sport"
    safe = ask(last("TR 16:15-18:30"), busy=SPORT)
    assert not list(unsafe_texts(safe.problem, safe.best()))
