"""What stays whatever is chosen, and the terms that lie ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cte_desktop.domain.filling.options.ahead import GIVEN, given_of, standing_of, terms_ahead
from cte_desktop.domain.planning.plan import Placement
from cte_desktop.domain.school_year import Term
from tests.domain.filling.small_worlds import GRADE_11, Question, catalog_of, course, section
from tests.domain.planning.situations import placed, placed_year, taken, year_of

ONE, HALF = course("ONE"), course("HALF", year=False)


def ask(**more: object) -> Question:
    return Question(catalog_of(ONE, HALF), **more)  # type: ignore[arg-type]


def given(q: Question) -> set[str]:
    plan = given_of(q.situation).plan
    assert plan is not None
    return {
        f"{p.spot.grade_level}:{p.spot.term.value}:{p.course_code}" for p in plan.placed if p.spot
    }


def test_the_terms_ahead_have_not_begun_and_end_with_the_spring_of_grade_12() -> None:
    found = terms_ahead(2029, date(2026, 10, 1))
    assert (found[0].grade_level, found[0].term) == (10, Term.SPRING)
    assert (found[-1].grade_level, found[-1].term) == (12, Term.SPRING)
    assert len(found) == 7
    assert terms_ahead(2029, date(2029, 2, 1)) == ()
    assert terms_ahead(2026, date(2026, 10, 1)) == ()  # a fifth year has no term of a grade


def test_a_class_that_is_not_in_high_school_yet_has_all_four_grades_ahead() -> None:
    found = terms_ahead(2032, date(2026, 10, 1))
    assert [t.grade_level for t in found if t.term is Term.FALL] == [9, 10, 11, 12]


def test_placements_of_begun_terms_unknown_courses_and_the_tray_stay() -> None:
    parked = Placement("p", "ONE", None)
    now, gone = placed("HALF", 10, Term.FALL), placed("GONE", 11, Term.FALL)
    later = placed("HALF", 11, Term.FALL)
    q = ask(plan=(now, gone, later, parked))
    assert given(q) == {"10:fall:HALF", "11:fall:GONE"}
    stays = given_of(q.situation).plan
    assert stays is not None
    assert parked in stays.placements
    (one,) = standing_of(q.situation, given_of(q.situation))
    assert one.placements == (later,)


def test_the_second_half_of_a_course_that_runs_is_added() -> None:
    q = ask(record=(taken("ONE", "", 2026, Term.FALL),))
    assert given(q) == {"10:spring:ONE"}
    plan = given_of(q.situation).plan
    assert plan is not None
    assert plan.placements[0].uid.startswith(GIVEN)


def test_it_is_added_in_its_section() -> None:
    whole = replace(section("ONE", "P4", name="s4"), school_year=2026)
    q = ask(record=(taken("ONE", "", 2026, Term.FALL, section_id="s4"),), sections=(whole,))
    plan = given_of(q.situation).plan
    assert plan is not None
    (half,) = plan.placements
    assert (half.section_id, half.spot and half.spot.period) == ("s4", "P4")


def test_it_is_not_added_where_the_record_or_the_plan_has_it_or_it_was_made_good_before() -> None:
    both = year_of("ONE", "", 2026)
    assert given(ask(record=both)) == set()
    planned = placed_year("ONE", 10, "P2")
    q = ask(record=both[:1], plan=planned)
    stays = given_of(q.situation).plan
    assert stays is not None
    assert stays.placements == planned
    again = (taken("ONE", "F", 2025, Term.FALL), taken("ONE", "C", 2025, Term.SPRING), both[0])
    assert given(ask(record=again)) == set()


def test_a_course_that_was_dropped_has_no_second_half() -> None:
    assert given(ask(record=(taken("ONE", "W", 2026, Term.FALL),))) == set()


def test_both_halves_in_one_lane_stand_together() -> None:
    q = ask(plan=placed_year("ONE", 11, "P2"))
    (one,) = standing_of(q.situation, given_of(q.situation))
    assert (one.course_code, one.grade_level, len(one.terms)) == ("ONE", 11, 2)


def test_the_plan_that_is_laid_out_has_real_ids_only() -> None:
    q = ask(record=(taken("ONE", "", 2026, Term.FALL),))
    plan = q.filled()
    assert [p.uid for p in plan.placements] == ["new2"]
    assert GRADE_11 in {term.school_year for term in q.problem.terms}


def test_a_whole_course_that_is_taken_again_goes_on_in_the_spring() -> None:
    record = (
        taken("ONE", "D-", 2025, Term.FALL),
        taken("ONE", "F", 2025, Term.SPRING),
        taken("ONE", "", 2026, Term.FALL),
    )
    assert given(ask(record=record)) == {"10:spring:ONE"}
    alone = (*record[:2], replace(record[2], half=2))
    assert given(ask(record=alone)) == set()
