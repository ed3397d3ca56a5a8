"""Periods: what is locked in one of them keeps it, also where nobody wrote down the bells."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from cte_desktop.domain.filling.answer import Proof
from cte_desktop.solving.best import best_plan
from tests.domain.filling.small_worlds import Question, catalog_of, course, want
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
