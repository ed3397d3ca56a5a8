"""Lunch that must be: a break around noon stays free, or the clash names the wish."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import BusyTime
from tests.domain.filling.small_worlds import GRADE_11, Question, catalog_of, course, section, want

MANY = tuple(course(f"C{n}", grades=(11, 11)) for n in range(7))
NAMES = tuple(f"C{n} 11" for n in range(7))
LIKED = tuple(want(f"course {one.code}", "like") for one in MANY)
NOON = tuple(section(f"C{n}", f"P{n + 1}") for n in range(7))
"""Periods of 50 minutes with 10 between them; P3 to P5 lie around noon (10:30 to 13:20)."""


def test_sections_leave_the_wished_break() -> None:
    q = Question(catalog_of(*MANY), sections=NOON, wishes=(want("lunch 60"), *LIKED))
    assert q.can(*NAMES[:3], *NAMES[4:])
    assert not q.can(*NAMES)
    assert q.can(*NAMES, without=[Reason(Kind.WISH, "1")])
    plan = q.filled(*NAMES[:3], *NAMES[4:])
    assert q.faults_of(plan) == []


def test_courses_without_sections_leave_it_too() -> None:
    q = Question(catalog_of(*MANY), wishes=(want("lunch 60"), *LIKED))
    assert not q.can(*NAMES)
    plan = q.filled(*NAMES[:6])
    assert q.faults_of(plan) == []


def test_a_fixed_time_at_noon_is_named() -> None:
    noon = tuple(
        BusyTime(GRADE_11, term, "M", 11 * 60, 13 * 60 + 30, "job", "")
        for term in (Term.FALL, Term.SPRING)
    )
    q = Question(catalog_of(*MANY), busy=noon, wishes=(want("lunch 30"), *LIKED))
    assert not q.can()
    assert q.can(without=[Reason(Kind.WISH, "1")])
    other = replace(want("lunch 30"), days="T")
    assert Question(catalog_of(*MANY), busy=noon, wishes=(other, *LIKED)).can()
