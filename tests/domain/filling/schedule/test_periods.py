"""Periods: what is locked in one of them keeps it, also where nobody wrote down the bells."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from cte_desktop.domain.filling.answer import Proof
from cte_desktop.domain.school_year import Term
from cte_desktop.solving.best import best_plan
from tests.domain.filling.small_worlds import Question, catalog_of, course, want
from tests.domain.planning.situations import placed as placement
from tests.domain.planning.situations import placed_year

MANY = tuple(course(f"C{n}", grades=(11, 11)) for n in range(6))


def test_a_locked_course_keeps_its_period_at_a_school_without_bells() -> None:
    locked = tuple(replace(p, locked=True) for p in placed_year("C0", 11, "P2"))
    wishes = tuple(want(f"course C{n}") for n in range(1, 5))
    q = Question(catalog_of(*MANY, bells=()), plan=locked, wishes=wishes)
    numbers = count(1)
    filled = best_plan(q.problem, new_uid=lambda: f"n{next(numbers)}")
    assert filled.proof is Proof.PROVEN
    assert filled.plan is not None
    fall = [p for p in filled.plan.placed if p.spot and p.spot.term.value == "fall"]
    assert len({p.spot.period for p in fall if p.spot}) == len(fall) >= 5


def test_two_locked_in_one_period_cannot_both_stay_there() -> None:
    locked = tuple(
        replace(p, locked=True) for code in ("C0", "C1") for p in placed_year(code, 11, "P2")
    )
    q = Question(catalog_of(*MANY, bells=()), plan=locked)
    numbers = count(1)
    filled = best_plan(q.problem, new_uid=lambda: f"n{next(numbers)}")
    assert filled.proof is Proof.NONE


def test_a_year_course_finds_a_period_that_is_free_in_both_terms() -> None:
    half = course("HALF", year=False, grades=(11, 11))
    other = course("OTHER", year=False, grades=(11, 11))
    planned = (
        placement("HALF", 11, Term.FALL, "P1"),
        placement("OTHER", 11, Term.SPRING, "P6"),
    )
    years = tuple(course(f"Y{n}", grades=(11, 11)) for n in range(5))
    names = [f"Y{n} 11" for n in range(5)]
    wishes = tuple(want(f"course {one.code}", "like") for one in (half, other, *years))
    q = Question(catalog_of(half, other, *years), plan=planned, wishes=wishes)
    plan = q.filled(*names, "HALF 11 fall", "OTHER 11 spring")
    assert all(p.spot and p.spot.period for p in plan.placed)
    assert q.faults_of(plan) == []
