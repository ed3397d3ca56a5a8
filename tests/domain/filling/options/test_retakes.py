"""What may be planned again: what was failed, and what is marked below what comes after it."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.planning.passing import is_passed
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.planning.semesters import Semester
from cte_desktop.domain.school_year import Term
from tests.domain.filling.small_worlds import Question, catalog_of, course, placed, want
from tests.domain.planning.situations import taken, year_of

ONE, TWO = course("ONE"), course("TWO", "ONE:B")


def test_a_course_marked_below_what_a_wished_one_asks_may_be_taken_again() -> None:
    q = Question(
        catalog_of(ONE, TWO), wishes=(want("course TWO"),), record=year_of("ONE", "C", 2025)
    )
    assert {"11:fall:ONE", "12:fall:TWO"} <= placed(q.filled())
    assert q.faults_of(q.filled()) == []


def test_a_course_passed_well_enough_is_not_taken_again() -> None:
    q = Question(
        catalog_of(ONE, TWO), wishes=(want("course TWO"),), record=year_of("ONE", "B", 2025)
    )
    assert not q.places("ONE")
    plain = Question(catalog_of(ONE, TWO), record=year_of("ONE", "C", 2025))
    assert not plain.places("ONE")


def test_a_support_course_that_a_wished_one_asks_first_has_a_place() -> None:
    support = course("WBL1", rigor="wbl")
    wished = course("TWO", "WBL1")
    q = Question(catalog_of(support, wished), wishes=(want("course TWO"),))
    assert {"11:fall:WBL1", "12:fall:TWO"} <= placed(q.filled())
    assert not Question(catalog_of(support, ONE)).places("WBL1")


def test_a_missing_fall_half_is_made_good_in_spring_and_a_missing_spring_half_in_fall() -> None:
    for fall, spring in (("F", "B"), ("B", "F")):
        record = (
            taken("ONE", fall, 2025, Term.FALL),
            taken("ONE", spring, 2025, Term.SPRING),
        )
        q = Question(catalog_of(ONE), wishes=(want("course ONE"),), record=record)
        for term in ("10 spring", "11 fall", "11 spring"):
            plan = q.filled(f"ONE {term}")
            assert q.faults_of(plan) == []
            assert is_passed(ONE, (*q.situation.by_course["ONE"], *_semesters(q, plan)))


def test_a_weak_fall_half_is_made_better_in_spring() -> None:
    record = (taken("ONE", "D", 2025, Term.FALL), taken("ONE", "B", 2025, Term.SPRING))
    q = Question(catalog_of(ONE, TWO), wishes=(want("course TWO"),), record=record)
    plan = q.filled("ONE 10 spring", "TWO 11")
    assert {"10:spring:ONE", "11:fall:TWO"} <= placed(plan)
    assert q.faults_of(plan) == []


def _semesters(q: Question, plan: Plan) -> tuple[Semester, ...]:
    return tuple(s for s in replace(q.situation, plan=plan).ahead if s.course_code == "ONE")
