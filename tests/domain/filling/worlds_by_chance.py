"""Small worlds by chance: courses building on each other, sections, fixed times, plans, wishes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from cte_desktop.domain.catalog.course import Course, ExtendedDay
from cte_desktop.domain.catalog.section import Section
from cte_desktop.domain.planning.plan import Placement
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.domain.students.record import RecordRow
from tests.domain.filling.small_worlds import (
    GRADE_11,
    GRADE_12,
    OTHER,
    Question,
    catalog_of,
    course,
    section,
    want,
)
from tests.domain.planning.situations import placed, placed_year, taken, year_of

CODES = tuple(f"C{n}" for n in range(6))
_NEEDS = ("", "", "C0", "C1", "C0|C1", "C0&C1", "C0:C", "+C1", "C5")
_WHEN = ("P1", "P2", "P3", "P7", "TR 16:00-18:30", "MW 15:30-17:00")
_MARKS = ("A", "C", "D", "F", "")


@st.composite
def courses(draw: st.DrawFn) -> tuple[Course, ...]:
    """Six courses, some of a semester, some by evening, some building on others."""
    made = []
    for code in CODES:
        low = draw(st.sampled_from((9, 9, 11, 12)))
        made.append(
            course(
                code,
                draw(st.sampled_from(_NEEDS)),
                year=draw(st.sampled_from((True, True, False))),
                grades=(low, 12),
                extended_day=draw(st.sampled_from((ExtendedDay.NO, *ExtendedDay))),
                repeatable=draw(st.sampled_from((False, False, False, True))),
            )
        )
    return tuple(made)


@st.composite
def sections(draw: st.DrawFn) -> tuple[Section, ...]:
    """Some sections of grades 11 and 12, by day and in the evening, full and kept ones too."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        when = draw(st.sampled_from(_WHEN))
        found.append(
            section(
                draw(st.sampled_from(CODES)),
                when,
                name=f"s{number}",
                school_year=draw(st.sampled_from((GRADE_11, GRADE_12))),
                term=draw(st.sampled_from(("year", "fall", "spring"))),
                site=draw(st.sampled_from((OTHER, "AA"))) if " " in when else "AA",
                seats=draw(st.sampled_from((None, 0, 30))),
                reserved_for=draw(st.sampled_from(("", "", "grade 12"))),
            )
        )
    return tuple(found)


@st.composite
def records(draw: st.DrawFn) -> tuple[RecordRow, ...]:
    """What was taken of the first courses, passed or not, or runs now."""
    rows: list[RecordRow] = []
    for code in CODES[:3]:
        for mark in draw(st.sampled_from(((), (), *((m,) for m in _MARKS)))):
            both = year_of(code, mark, 2025 if mark else 2026)
            rows += both if mark else both[:1]
    if draw(st.booleans()):
        rows.append(taken("ELSE", "B", 2025, Term.FALL))
    return tuple(dict.fromkeys(rows))


@st.composite
def plans(draw: st.DrawFn) -> tuple[Placement, ...]:
    """What lies in the plan now, not always where it can be."""
    found: list[Placement] = []
    for code in draw(st.lists(st.sampled_from(CODES), max_size=3, unique=True)):
        grade = draw(st.sampled_from((11, 12)))
        period = draw(st.sampled_from(("", "P1", "P2")))
        if draw(st.booleans()):
            found += placed_year(code, grade, period)
        else:
            found.append(
                placed(code, grade, draw(st.sampled_from((Term.FALL, Term.SPRING))), period)
            )
    return tuple(replace(p, uid=f"p{n}") for n, p in enumerate(found))


WISHES = (
    want("course C3", "like"),
    want("course C4"),
    want("avoid C2"),
    want("avoid C1", "like"),
    want("extended_day 2"),
    want("extended_day no", "like"),
    want("earliest_start 09:00"),
    want("latest_end 17:00"),
    want("load 1-4"),
    want("free_period 2", "like"),
    want("period7 no"),
)


@st.composite
def wishes(draw: st.DrawFn) -> tuple[Wish, ...]:
    """Some wishes; every course is liked at the end, so that none is pruned."""
    some = draw(st.lists(st.sampled_from(WISHES), max_size=3, unique=True))
    return (*some, *(want(f"course {code}", "like") for code in CODES))


@st.composite
def busy(draw: st.DrawFn) -> tuple[BusyTime, ...]:
    """A fixed time or none, in the day or after it."""
    start = draw(st.sampled_from((510, 580, 900, 960)))
    days = draw(st.sampled_from(("M", "TR")))
    one = BusyTime(
        GRADE_11, draw(st.sampled_from((Term.FALL, Term.SPRING))), days, start, start + 45
    )
    return draw(st.sampled_from(((), (one,))))


@st.composite
def worlds(draw: st.DrawFn) -> Question:
    """A whole small world."""
    return Question(
        catalog_of(*draw(courses())),
        record=draw(records()),
        plan=draw(plans()),
        sections=draw(sections()),
        wishes=draw(wishes()),
        busy=draw(busy()),
    )
