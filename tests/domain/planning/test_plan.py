"""Edits of a plan return new plans; a year course goes and comes as two halves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.planning import plan as plans
from cte_desktop.domain.planning.grid import plan_grid
from cte_desktop.domain.planning.lanes import lane_of
from cte_desktop.domain.planning.plan import Lane, Plan, Spot
from cte_desktop.domain.planning.semesters import from_record, semesters
from cte_desktop.domain.planning.situation import PlanningSettings
from cte_desktop.domain.school_year import Term
from tests.builders import catalog
from tests.domain.planning.situations import (
    DAY,
    placed_year,
    section,
    situation,
    taken,
    year_of,
)

EMPTY = Plan("plan", "s1")
FALL_11 = Spot(11, Term.FALL, Lane.DAY)


def numbered() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"u{next(numbers)}"


def test_a_year_course_takes_both_semesters_of_the_first_free_period() -> None:
    art = catalog().course_by_code["ART1"]
    plan = plans.place(EMPTY, art, FALL_11, numbered())
    plan = plans.place(plan, catalog().course_by_code["CER1"], FALL_11, numbered())
    assert [(p.course_code, p.spot.term, p.spot.period) for p in plan.placed if p.spot] == [
        ("ART1", Term.FALL, "P1"),
        ("ART1", Term.SPRING, "P1"),
        ("CER1", Term.FALL, "P2"),
        ("CER1", Term.SPRING, "P2"),
    ]


def test_a_semester_course_takes_one_term() -> None:
    plan = plans.place(EMPTY, catalog().course_by_code["HEALTH"], FALL_11, numbered())
    assert len(plan.placed) == 1


def test_moving_takes_the_other_half_along_and_forgets_the_section() -> None:
    first, second = placed_year("ART1", 11, "P1", section="S1", site="CN")
    plan = Plan("plan", "s1", placements=(first, second))
    moved = plans.move(plan, first.uid, Spot(12, Term.SPRING, Lane.DAY, "P3"))
    assert {(p.spot.grade_level, p.spot.term, p.spot.period) for p in moved.placed if p.spot} == {
        (12, Term.FALL, "P3"),
        (12, Term.SPRING, "P3"),
    }
    assert all(p.section_id == "" and p.site == "" for p in moved.placed)


def test_a_locked_course_neither_moves_nor_goes() -> None:
    first, second = placed_year("ART1", 11, "P1")
    plan = plans.change(Plan("plan", "s1", placements=(first, second)), first.uid, locked=True)
    assert plans.move(plan, first.uid, Spot(12, Term.FALL, Lane.DAY)) == plan
    assert plans.remove(plan, first.uid) == plan
    assert plans.park(plan, first.uid) == plan


def test_a_course_set_aside_waits_in_the_tray_and_comes_back() -> None:
    first, second = placed_year("ART1", 11, "P1")
    parked = plans.park(Plan("plan", "s1", placements=(first, second)), second.uid)
    assert [p.course_code for p in parked.parked] == ["ART1"]
    assert not parked.placed
    art = catalog().course_by_code["ART1"]
    back = plans.unpark(parked, parked.parked[0].uid, art, FALL_11, numbered())
    assert len(back.placed) == 2
    assert not back.parked


@given(st.lists(st.sampled_from(["ART1", "HEALTH", "BAND", "USGOV"]), max_size=5), st.data())
def test_placing_and_removing_again_gives_the_same_plan(
    codes: list[str], data: st.DataObject
) -> None:
    new_uid, plan = numbered(), EMPTY
    for code in codes:
        plan = plans.place(plan, catalog().course_by_code[code], FALL_11, new_uid)
    grade = data.draw(st.sampled_from(plans.GRADES))
    spot = Spot(grade, Term.FALL, Lane.DAY)
    more = plans.place(plan, catalog().course_by_code["CHOIR"], spot, new_uid)
    added = next(p for p in more.placements if p.course_code == "CHOIR")
    assert plans.remove(more, added.uid) == plan


def test_what_the_record_has_is_not_planned_twice() -> None:
    record = (taken("ART1", "", 2026, Term.FALL),)
    case = situation(*placed_year("ART1", 10, "P1"), record=record)
    found = semesters(case.file, case.plan, catalog(), DAY, case.settings.thresholds)
    assert [(s.term, s.state.value) for s in found] == [
        (Term.FALL, "in_progress"),
        (Term.SPRING, "planned"),
    ]


def test_a_placement_of_a_term_that_is_over_counts_no_more() -> None:
    case = situation(*placed_year("ART1", 9, "P1"))
    assert case.semesters == ()


def test_the_grid_lays_year_courses_out_as_one_card() -> None:
    case = situation(*placed_year("ART1", 11, "P3"), record=year_of("BIO", "B", 2025))
    grid = plan_grid(case)
    cards = {card.first.course_code: card for year in grid.years for card in year.cards}
    assert cards["ART1"].terms == (Term.FALL, Term.SPRING)
    assert cards["ART1"].row.period == "P3"
    assert cards["BIO"].row.period == "P1"


def test_the_record_lies_in_the_lane_that_section_or_course_tells() -> None:
    evening = section("E1", "ART1", "VL", "MW", "16:15", "18:15")
    art, college = catalog().course("ART1"), catalog().course("COC-ENGL101")
    after_school = catalog().course("MF2")  # is taught in Extended Day alone
    by_course = {
        code: from_record(
            taken(code, "B", 2025, Term.FALL), catalog(), PlanningSettings().thresholds
        )
        for code in ("ART1", "COC-ENGL101", "MF2")
    }
    assert lane_of(by_course["ART1"], None, art) is Lane.DAY
    assert lane_of(by_course["ART1"], evening, art) is Lane.EXTENDED
    assert lane_of(by_course["COC-ENGL101"], None, college) is Lane.COLLEGE
    assert lane_of(by_course["MF2"], None, after_school) is Lane.EXTENDED


def test_a_course_from_elsewhere_with_college_units_is_a_college_course() -> None:
    row = taken("BIO110", "B", 2025, Term.SPRING, college_units=400)
    thresholds = PlanningSettings().thresholds
    assert lane_of(from_record(row, catalog(), thresholds), None, None) is Lane.COLLEGE
    summer = replace(row, term=Term.SUMMER)
    assert lane_of(from_record(summer, catalog(), thresholds), None, None) is Lane.SUMMER
