"""Prerequisites as rows: what must be passed before a course, or beside it."""

from __future__ import annotations

from cte_desktop.domain.catalog.course import Course
from cte_desktop.domain.school_year import Term
from tests.domain.filling.small_worlds import Question, catalog_of, course, placed, want
from tests.domain.planning.situations import taken, year_of

ONE, TWO = course("ONE"), course("TWO", "ONE")


def ask(*courses: Course, wishes: str = "", **more: object) -> Question:
    """The courses are wished for, so that none of them is pruned."""
    liked = tuple(want(f"course {c.code}", "like") for c in courses)
    return Question(catalog_of(*courses), wishes=liked, **more)  # type: ignore[arg-type]


def test_what_comes_before_must_be_passed_before() -> None:
    q = ask(ONE, TWO)
    assert q.can("ONE 11", "TWO 12")
    assert not q.can("TWO 11")
    assert not q.can("ONE 12", "TWO 12")


def test_what_the_record_has_is_passed() -> None:
    q = ask(ONE, TWO, record=year_of("ONE", "C", 2025))
    assert q.can("TWO 11")


def test_what_runs_now_is_taken_to_be_passed_with_its_second_half() -> None:
    running = (taken("ONE", "", 2026, Term.FALL),)
    q = ask(ONE, TWO, record=running)
    assert q.can("TWO 11")
    assert "10:spring:ONE" in placed(q.filled("TWO 11"))


def test_a_minimum_mark_not_reached_asks_for_the_course_again() -> None:
    marked = course("TWO", "ONE:C")
    q = ask(ONE, marked, record=year_of("ONE", "D", 2025))
    assert not q.can("TWO 11")
    assert q.can("ONE 11", "TWO 12")


def test_a_missing_half_alone_makes_the_prerequisite_good() -> None:
    halves = (taken("ONE", "F", 2025, Term.FALL), taken("ONE", "B", 2025, Term.SPRING))
    q = ask(ONE, TWO, record=halves)
    assert q.can("ONE 11 fall", "TWO 12")
    assert q.can("ONE 10 spring", "TWO 11")
    assert not q.can("ONE 10 spring", "ONE 11 fall")  # one half is missing, not two


def test_one_of_several_alternatives_is_enough_and_all_of_one_are_needed() -> None:
    a, b, c = course("A1"), course("B1"), course("C1")
    either = course("EITHER", "A1|B1&C1")
    q = ask(a, b, c, either)
    assert q.can("A1 11", "EITHER 12")
    assert q.can("B1 11", "C1 11", "EITHER 12")
    answer = q.solved("B1 11", "EITHER 12")
    got = placed(q.filled("B1 11", "EITHER 12"))
    assert answer.values
    assert "11:fall:A1" in got or "11:fall:C1" in got


def test_a_course_beside_may_lie_in_the_same_year_but_not_after() -> None:
    beside = course("BESIDE", "+ONE")
    q = ask(ONE, beside)
    assert q.can("ONE 11", "BESIDE 11")
    assert not q.can("ONE 12", "BESIDE 11")


def test_a_circle_of_prerequisites_can_be_asked_and_reaches_nothing() -> None:
    a, b = course("A1", "B1"), course("B1", "A1")
    pruned, whole = ask(a, b), ask(a, b, whole=True)
    assert not pruned.places("A1")
    assert whole.places("A1")
    assert not whole.can("A1")


def test_a_prerequisite_nobody_offers_is_told_as_missing() -> None:
    q = ask(course("LAST", "GONE"), whole=True)
    assert not q.can("LAST")
    reasons = {r.id for r in q.built.model.reasons}
    assert "prerequisite_missing" in reasons


def test_without_the_row_of_its_reason_the_order_binds_nothing() -> None:
    q = ask(ONE, TWO, whole=True)
    order = [r for r in q.built.model.reasons if r.id.startswith("prerequisite")]
    assert not q.can("TWO 11")
    assert q.can("TWO 11", without=order)


def test_courses_that_need_each_other_in_the_same_term_begin_together() -> None:
    one, two = course("COA", "+COB"), course("COB", "+COA")
    q = Question(catalog_of(one, two), wishes=(want("course COA", "like"),))
    assert {"COA", "COB"} <= {key.split(":")[2] for key in placed(q.best(1))}
