"""Plans that no longer fit the record, the catalog or the sections: what is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cte_desktop.domain.planning.misfit_records import (
    Asks,
    MisfitKind,
    Surroundings,
)
from cte_desktop.domain.planning.misfits import misfits_of
from cte_desktop.domain.planning.plan import Placement
from cte_desktop.domain.school_year import Term
from tests.builders import catalog
from tests.domain.planning.misfit_cases import only, repaired, site, ways, where, with_plan, without
from tests.domain.planning.situations import (
    day_section,
    placed,
    placed_year,
    situation,
    taken,
    year_of,
)

FALL, SPRING, SUMMER = Term.FALL, Term.SPRING, Term.SUMMER
FULL = tuple(taken(code, "B", 2025, FALL) for code in ("ENG09", "BIO", "SPAN1", "ART1", "BAND"))


def test_a_plan_that_the_record_bears_out_fits() -> None:
    before = situation(
        *placed_year("ALG1", 9, "P1"),
        *placed_year("GEOM", 11, "P1"),
        record=year_of("ALG1", "B", 2025),
    )
    assert misfits_of(before) == ()
    assert misfits_of(replace(before, plan=None)) == ()


def test_a_course_planned_again_although_passed_is_taken_out_with_both_halves() -> None:
    before = situation(*placed_year("ALG1", 11, "P1"), record=year_of("ALG1", "B", 2025))
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.about("term")) == (MisfitKind.ALREADY_PASSED, "year")
    assert len(misfit.placements) == 2
    assert where(repaired(before, misfit.recommended), "ALG1") == set()


@pytest.mark.parametrize(
    ("code", "mark"),
    [("BAND", "A"), ("ALG1", "D")],
    ids=["repeatable", "a better mark is an ordinary aim"],
)
def test_taking_again_what_may_be_repeated_fits(code: str, mark: str) -> None:
    assert (
        misfits_of(situation(*placed_year(code, 11, "P1"), record=year_of(code, mark, 2025))) == ()
    )


def test_a_course_passed_before_high_school_asks_first() -> None:
    before = situation(*placed_year("ALG1", 11, "P1"), record=year_of("ALG1", "B", 2024))
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.recommended) == (MisfitKind.ALREADY_PASSED, None)
    assert {repair.because for repair in misfit.repairs} == {Asks.EARLY}


def test_a_half_that_only_a_repeat_of_the_other_one_makes_good_asks_first() -> None:
    tried = (
        taken("ALG1", "F", 2025, FALL),
        taken("ALG1", "C", 2025, SPRING),
        taken("ALG1", "F", 2026, FALL),
        taken("ALG1", "B", 2026, SPRING),
    )
    before = situation(*placed_year("ALG1", 11, "P1"), record=tried)
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.recommended) == (MisfitKind.ALREADY_PASSED, None)
    assert {repair.because for repair in misfit.repairs} == {Asks.HALF}


@pytest.mark.parametrize(
    "again",
    [{"half": 1, "term": SPRING}, {"term": SUMMER}, {"term": FALL}],
    ids=["its half is named", "in summer it is the missing one", "it is the missing one"],
)
def test_a_half_that_is_made_good_for_sure_does_not_ask(again: dict[str, Any]) -> None:
    tried = (
        taken("ALG1", "F", 2025, FALL),
        taken("ALG1", "C", 2025, SPRING),
        replace(taken("ALG1", "C", 2026, again["term"]), half=again.get("half")),
    )
    misfit = only(misfits_of(situation(*placed_year("ALG1", 11, "P1"), record=tried)))
    assert misfit.recommended is not None
    assert misfit.recommended.do == "remove"


def test_one_passed_half_is_no_passed_course() -> None:
    half = (taken("ALG1", "B", 2025, FALL), taken("ALG1", "F", 2025, SPRING))
    assert misfits_of(situation(*placed_year("ALG1", 11, "P1"), record=half)) == ()


def test_an_alternate_may_take_the_place_of_a_passed_course() -> None:
    again = tuple(replace(p, alternates=("ART1",)) for p in placed_year("ALG1", 11, "P1"))
    before = situation(*again, record=year_of("ALG1", "B", 2025))
    misfit = only(misfits_of(before))
    assert ways(misfit) == ["remove", "replace"]
    then = repaired(before, misfit.repairs[1])
    assert where(then, "ART1") == {(11, "fall"), (11, "spring")}


def test_a_failed_half_is_placed_again_in_the_next_term_that_has_it() -> None:
    record = (taken("ALG1", "F", 2025, FALL), taken("ALG1", "B", 2025, SPRING))
    before = situation(*placed_year("ALG1", 9, "P1"), record=record)
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.about("mark")) == (MisfitKind.FAILED, "F")
    assert misfit.about("term") == "fall"
    assert where(repaired(before, misfit.recommended), "ALG1") == {
        (9, "fall"),
        (9, "spring"),
        (11, "fall"),
    }
    assert [r.about("term") for r in misfit.repairs] == ["fall", "fall"]


def test_a_failed_half_can_be_recovered_in_summer_when_the_years_are_full() -> None:
    full = [
        placed("ART1" if n == 1 else "BAND", grade, term, f"P{n}")
        for grade in (11, 12)
        for term in (FALL, SPRING)
        for n in range(1, 8)
    ]
    record = (taken("BIO", "F", 2025, FALL), taken("BIO", "B", 2025, SPRING))
    before = situation(*placed_year("BIO", 9, "P1"), *full, record=record)
    failed = next(m for m in misfits_of(before) if m.kind is MisfitKind.FAILED)
    assert failed.recommended is not None
    assert failed.recommended.about("term") == "summer"


def test_a_failed_fall_is_found_in_a_plan_that_has_the_spring_alone() -> None:
    before = situation(
        placed("ALG1", 9, SPRING, "P1"),
        record=(taken("ALG1", "F", 2025, FALL), taken("ALG1", "B", 2025, SPRING)),
    )
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.about("term")) == (MisfitKind.FAILED, "fall")
    assert where(repaired(before, misfit.recommended), "ALG1") == {(9, "spring"), (11, "fall")}


def test_a_failed_fall_is_found_while_the_spring_is_to_come() -> None:
    before = situation(placed("BIO", 10, SPRING, "P1"), record=(taken("BIO", "F", 2026, FALL),))
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.about("term")) == (MisfitKind.FAILED, "fall")
    assert misfits_of(repaired(before, misfit.recommended)) == ()


def test_a_failed_year_is_placed_again_as_a_year() -> None:
    before = situation(*placed_year("ALG1", 9, "P1"), record=year_of("ALG1", "NC", 2025))
    misfit = only(misfits_of(before))
    assert misfit.recommended is not None
    assert misfit.recommended.about("term") == "year"
    then = repaired(before, misfit.recommended)
    assert {(11, "fall"), (11, "spring")} < where(then, "ALG1")
    assert misfits_of(then) == ()


def test_a_failed_course_that_is_planned_again_fits() -> None:
    before = situation(
        *placed_year("ALG1", 9), *placed_year("ALG1", 11), record=year_of("ALG1", "F", 2025)
    )
    assert misfits_of(before) == ()


def test_a_course_that_the_record_lacks_moves_to_a_coming_term_or_goes() -> None:
    record = (taken("ENG09", "B", 2025, SPRING),)
    before = situation(placed("HEALTH", 9, SPRING, "P1"), record=record)
    misfit = only(misfits_of(before))
    assert misfit.kind is MisfitKind.TERM_OVER
    assert ways(misfit) == ["move", "move", "remove"]
    assert where(repaired(before, misfit.recommended), "HEALTH") == {(10, "spring")}
    assert where(repaired(before, misfit.repairs[-1]), "HEALTH") == set()


def test_an_elective_of_a_term_that_is_over_had_better_go() -> None:
    record = (taken("ENG09", "B", 2025, SPRING),)
    misfit = only(misfits_of(situation(placed("ETHNIC", 9, SPRING, "P1"), record=record)))
    assert ways(misfit)[0] == "remove"


def test_a_term_of_which_nothing_is_recorded_asks_first() -> None:
    misfit = only(misfits_of(situation(placed("HEALTH", 9, SPRING, "P1"))))
    assert misfit.recommended is None
    assert {repair.because for repair in misfit.repairs} == {Asks.UNRECORDED}


def test_another_course_in_a_full_term_takes_the_place_of_the_planned_one() -> None:
    plan = [placed(row.course_code, 9, FALL) for row in FULL[:4]]
    before = situation(*plan, placed("HEALTH", 9, FALL), record=FULL)
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.about("other")) == (MisfitKind.OTHER_TAKEN, "BAND")
    assert ways(misfit) == ["remove"]


def test_a_full_term_without_any_unplanned_course_has_nothing_taken_instead() -> None:
    plan = [placed(row.course_code, 9, FALL) for row in FULL]
    misfit = only(misfits_of(situation(*plan, placed("HEALTH", 9, FALL), record=FULL)))
    assert (misfit.kind, misfit.about("rows")) == (MisfitKind.TERM_OVER, len(FULL))
    assert ways(misfit)[0] == "move"


def test_a_code_that_is_gone_becomes_the_one_that_somebody_has_said() -> None:
    before = with_plan(without("ALG1"), *placed_year("ALG1", 11, "P1"))
    around = Surroundings(successors={"ALG1": "BIO"})
    misfit = only(misfits_of(before, around))
    assert (misfit.kind, misfit.about("by")) == (MisfitKind.RENAMED, "BIO")
    then = repaired(before, misfit.recommended, around)
    assert where(then, "BIO") == {(11, "fall"), (11, "spring")}
    assert misfits_of(then, around) == ()


def test_a_code_that_is_gone_becomes_the_only_course_of_its_title() -> None:
    before = with_plan(without("ART1"), *placed_year("ART1", 11, "P1"))
    around = Surroundings(titles={"ART1": "concert  band"})
    assert only(misfits_of(before, around)).about("by") == "BAND"


def test_two_courses_of_one_title_leave_the_successor_open() -> None:
    known = without("ART1")
    twin = replace(catalog().course_by_code["BAND"], code="BAND2")
    two = replace(known.catalog, courses=(*known.catalog.courses, twin))
    before = with_plan(replace(known, catalog=two), *placed_year("ART1", 11, "P1"))
    around = Surroundings(titles={"ART1": "Concert Band"})
    misfit = only(misfits_of(before, around))
    assert (misfit.kind, misfit.about("title")) == (MisfitKind.RETIRED, "Concert Band")
    assert ways(misfit) == ["remove"]


def test_a_parked_course_whose_code_is_gone_is_found_too() -> None:
    before = with_plan(without("ART1"), Placement("tray", "ART1", None))
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.about("grade_level")) == (MisfitKind.RETIRED, None)
    then = repaired(before, misfit.recommended)
    assert then.plan is not None
    assert then.plan.placements == ()


def test_a_semester_course_takes_one_place_of_a_year_course_and_a_year_course_two() -> None:
    before = with_plan(without("ART1"), *placed_year("ART1", 11, "P1"))
    around = Surroundings(successors={"ART1": "HEALTH"})
    then = repaired(before, only(misfits_of(before, around)).recommended, around)
    assert where(then, "HEALTH") == {(11, "fall")}
    before = with_plan(without("HEALTH"), placed("HEALTH", 11, SPRING, "P1"))
    around = Surroundings(successors={"HEALTH": "ART1"})
    then = repaired(before, only(misfits_of(before, around)).recommended, around)
    assert where(then, "ART1") == {(11, "fall"), (11, "spring")}


def test_a_course_that_ended_everywhere_gives_way_to_its_alternate() -> None:
    known = replace(catalog(), course_sites=(*catalog().course_sites, site("ART1", "VL", 2026)))
    wished = tuple(replace(p, alternates=("BIO",)) for p in placed_year("ART1", 11, "P1"))
    before = with_plan(replace(situation(), catalog=known), *wished)
    misfit = only(misfits_of(before))
    assert misfit.kind is MisfitKind.RETIRED
    assert ways(misfit) == ["replace", "remove"]
    assert where(repaired(before, misfit.recommended), "BIO") == {(11, "fall"), (11, "spring")}


def test_a_course_that_ended_at_the_school_is_retired_there() -> None:
    sites = (site("ART1", "VL", 2026), site("ART1", "SG", None))
    known = replace(catalog(), course_sites=(*catalog().course_sites, *sites))
    before = with_plan(replace(situation(), catalog=known), *placed_year("ART1", 11, "P1"))
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.about("site")) == (MisfitKind.RETIRED, "VL")


def test_a_course_that_only_the_former_school_has_is_told_alone() -> None:
    known = replace(catalog(), course_sites=(*catalog().course_sites, site("ART1", "SG", None)))
    record = tuple(replace(row, school="SG") for row in year_of("ENG09", "B", 2025))
    before = with_plan(
        replace(situation(record=record), catalog=known), *placed_year("ART1", 11, "P1")
    )
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.repairs) == (MisfitKind.MOVED_SCHOOL, ())


def test_a_section_at_the_former_school_is_told_alone() -> None:
    record = tuple(replace(row, school="SG") for row in year_of("ENG09", "B", 2025))
    there = day_section("S1", "ART1", "SG", "P1")
    before = situation(
        *placed_year("ART1", 11, "P1", section="S1"), record=record, sections=(there,)
    )
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.about("former")) == (MisfitKind.MOVED_SCHOOL, "SG")


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("unknown", {}),
        ("cancelled", {"cancelled": True}),
        ("another course", {"other": "BIO"}),
        ("another term", {"term_lost": True}),
    ],
)
def test_a_section_that_is_gone_is_dropped_and_told_why(why: str, told: dict[str, object]) -> None:
    known = day_section("S1", "BIO" if why == "another course" else "ART1", "VL", "P1")
    known = replace(known, cancelled=why == "cancelled")
    known = replace(known, term="summer" if why == "another term" else "year")
    sections = () if why == "unknown" else (known,)
    before = situation(*placed_year("ART1", 11, "P1", section="S1"), sections=sections)
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.about("section_id")) == (MisfitKind.SECTION_GONE, "S1")
    reasons = {"cancelled", "other", "term_lost"}
    assert {key: value for key, value in misfit.values if key in reasons} == told
    then = repaired(before, misfit.recommended)
    assert then.plan is not None
    assert {p.section_id for p in then.plan.placed} == {""}
    assert where(then, "ART1") == {(11, "fall"), (11, "spring")}


MAY = date(2027, 5, 15)
TWO_YEARS = tuple(
    taken(code, "B", 2026, term)
    for term in (FALL, SPRING)
    for code in ("ENG10", "CHEM", "SPAN2", "ART1", "BAND", "MODCIVH")
)


def test_a_course_replaced_for_the_year_goes_with_the_half_that_is_still_open() -> None:
    before = replace(situation(*placed_year("MODCIV", 10), record=TWO_YEARS), day=MAY)
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.about("term")) == (MisfitKind.OTHER_TAKEN, "year")
    assert len(misfit.placements) == 2
    assert where(repaired(before, misfit.recommended), "MODCIV") == set()


def test_a_course_not_taken_moves_to_another_year_with_both_halves() -> None:
    record = tuple(row for row in TWO_YEARS if row.course_code != "MODCIVH")
    others = [placed(row.course_code, 10, row.term) for row in record]
    before = replace(situation(*placed_year("GD1", 10), *others, record=record), day=MAY)
    misfit = only(misfits_of(before))
    assert (misfit.kind, misfit.about("term")) == (MisfitKind.TERM_OVER, "fall")
    assert len(misfit.placements) == 2
    move = next(repair for repair in misfit.repairs if repair.do == "move")
    assert where(repaired(before, move), "GD1") == {(11, "fall"), (11, "spring")}


def test_a_second_half_stays_when_the_first_is_in_the_record_or_the_record_is_late() -> None:
    first = replace(situation(*placed_year("MODCIV", 10), record=(
        *TWO_YEARS, taken("MODCIV", "B", 2026, FALL),
    )), day=MAY)  # fmt: skip
    assert misfits_of(first) == ()
    late = replace(situation(*placed_year("MODCIV", 10)), day=MAY)
    misfit = only(misfits_of(late))
    assert (misfit.kind, misfit.about("term")) == (MisfitKind.TERM_OVER, "fall")


def test_a_second_half_stays_when_the_first_was_passed_before() -> None:
    before = situation(
        *placed_year("ALG1", 10),
        record=(*TWO_YEARS, taken("ALG1", "B", 2025, FALL), taken("ALG1", "F", 2025, SPRING)),
    )
    misfit = only(misfits_of(replace(before, day=MAY)))
    assert (misfit.kind, misfit.about("term")) == (MisfitKind.OTHER_TAKEN, "fall")
