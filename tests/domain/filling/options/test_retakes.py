"""What may be planned again: what was failed, and what is marked below what comes after it."""

from __future__ import annotations

from tests.domain.filling.small_worlds import Question, catalog_of, course, placed, want
from tests.domain.planning.situations import year_of

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
