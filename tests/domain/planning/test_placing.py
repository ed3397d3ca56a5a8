"""Courses are put where the rules allow it; what no term takes is parked with its reason."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.placing import (
    CourseAsked,
    PlacedAll,
    WhyNot,
    place_all,
    place_parked,
)
from cte_desktop.domain.planning.plan import Lane, Placement, Spot
from cte_desktop.domain.planning.sections.offers import offers_of
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import Term
from tests.domain.planning.situations import day_section, placed_year, situation, year_of


def _place(one: Situation, *asked: CourseAsked) -> PlacedAll:
    numbers = count()
    return place_all(one, asked, lambda: f"new {next(numbers)}")


def _where(found: PlacedAll) -> list[tuple[str, int, str]]:
    return [
        (p.course_code, p.spot.grade_level, p.spot.term.value) for p in found.plan.placed if p.spot
    ]


def test_each_course_goes_into_the_earliest_term_after_the_one_before() -> None:
    found = _place(situation(), CourseAsked(("WD1",)), CourseAsked(("WD2",), follows=True))
    assert _where(found) == [
        ("WD1", 11, "fall"),
        ("WD1", 11, "spring"),
        ("WD2", 12, "fall"),
        ("WD2", 12, "spring"),
    ]
    assert not found.parked


def test_what_lies_in_the_plan_stays_and_a_full_day_is_passed_over() -> None:
    codes = ("ENG11", "USHIST", "ALG2", "CHEM", "SPAN1", "PSYCH", "ART1")
    full = tuple(
        p for number, code in enumerate(codes) for p in placed_year(code, 11, f"P{number + 1}")
    )
    before = situation(*full)
    found = _place(before, CourseAsked(("APCSP",)))
    assert found.plan.placements[: len(full)] == full
    assert _where(found)[len(full) :] == [("APCSP", 12, "fall"), ("APCSP", 12, "spring")]


def test_a_course_that_is_passed_running_or_planned_is_not_placed_again() -> None:
    record = year_of("ALG1", "B", 2025)
    one = situation(*placed_year("GEOM", 11), record=record)
    found = _place(one, CourseAsked(("ALG1",)), CourseAsked(("GEOM",)), CourseAsked(("ALG2",)))
    assert found.there == ("ALG1", "GEOM")
    assert [p.course for p in found.placed] == ["ALG2"]


def test_a_higher_course_that_is_passed_serves_for_the_ones_below() -> None:
    one = situation(record=year_of("GEOM", "B", 2025))
    found = _place(one, CourseAsked(("ALG1",), served_by=("ALG1B", "GEOM")))
    assert found.there == ("GEOM",)
    assert not found.plan.placements


def test_of_alternatives_the_first_is_taken_in_the_earliest_term() -> None:
    one = situation(record=year_of("ALG1", "B", 2025))
    found = _place(one, CourseAsked(("GEOMH", "GEOM")))
    assert [p.course for p in found.placed] == ["GEOMH"]
    found = _place(situation(record=year_of("ALG1", "C", 2025)), CourseAsked(("GEOMH", "GEOM")))
    assert [p.course for p in found.placed] == ["GEOM"]


def test_what_fits_nowhere_is_parked_and_says_why() -> None:
    found = _place(
        situation(),
        CourseAsked(("MF1",)),
        CourseAsked(("MF2",), follows=True),
        CourseAsked(("ENG09",)),
        CourseAsked(("NOWHERE",)),
    )
    why = [(p.course, p.why, p.reason and p.reason.code) for p in found.parked]
    assert why == [
        ("MF1", WhyNot.RULE, "site_without_course"),
        ("MF2", WhyNot.RULE, "prerequisite_missing"),
        ("ENG09", WhyNot.GRADES, None),
        ("NOWHERE", WhyNot.UNKNOWN, None),
    ]
    assert [p.course_code for p in found.plan.parked] == ["MF1", "MF2", "ENG09"]
    assert not found.plan.placed


def test_a_course_too_late_for_the_years_left_is_parked() -> None:
    asked = [CourseAsked((code,), follows=True) for code in ("SPAN1", "SPAN2", "SPAN3")]
    found = _place(situation(), *asked)
    assert [(p.course, p.why) for p in found.parked] == [("SPAN3", WhyNot.LATE)]


def test_a_spot_that_is_asked_for_is_taken_before_others_may_and_else_another_one() -> None:
    fall_12 = Spot(12, Term.FALL, Lane.DAY)
    past = Spot(10, Term.FALL, Lane.DAY)
    found = _place(
        situation(),
        CourseAsked(("APCSP",)),
        CourseAsked(("PSYCH",), Spot(12, Term.SPRING, Lane.DAY)),
        CourseAsked(("SPAN1",), past),
        CourseAsked(("FREN1",), fall_12),
    )
    assert [(p.course, p.spots[0].grade_level, p.elsewhere) for p in found.placed] == [
        ("APCSP", 11, False),
        ("PSYCH", 12, False),
        ("SPAN1", 11, True),
        ("FREN1", 12, False),
    ]


def test_a_course_that_can_be_had_again_is_there_once_for_each_time_it_lies_there() -> None:
    spot = Spot(11, Term.FALL, Lane.DAY)
    one = situation(*placed_year("BAND", 11, "P1"))
    again = Spot(12, Term.FALL, Lane.DAY)
    found = _place(one, CourseAsked(("BAND",), spot), CourseAsked(("BAND",), again))
    assert found.there == ("BAND",)
    assert [p.spots[0].grade_level for p in found.placed] == [12]


def test_no_placing_breaks_a_rule_that_held_before() -> None:
    one = situation(*placed_year("ENG11", 11, "P1"))
    asked = [CourseAsked((c.code,)) for c in one.catalog.courses[:40]]
    found = _place(one, *asked)
    after = Situation(one.file, found.plan, one.catalog, one.sections, one.settings, one.day)
    grave = {f.code for f in conflicts(after) if f.severity.value == "must_fix"}
    assert not grave - {f.code for f in conflicts(one)}
    assert len(found.placed) + len(found.parked) == 39


def test_of_sites_after_school_the_nearest_is_taken() -> None:
    found = _place(situation(school="SG"), CourseAsked(("WD1",)))
    (welding,) = found.placed
    catalog = situation().catalog
    sites = {
        site.school
        for site in catalog.sites_by_course["WD1"]
        if site.runs_in(2027) and site.extended.value != "no"
    }
    minutes = {site: catalog.travel_minutes("SG", site) for site in sites}
    assert minutes[welding.site] == min(m for m in minutes.values() if m is not None)


def test_what_is_parked_is_placed_where_it_fits_and_else_stays_as_it_is() -> None:
    parked = tuple(
        Placement(f"tray {code}", code, None, alternates=("CHOIR",))
        for code in ("FREN1", "ENG09", "BAND")
    )
    one = situation(*placed_year("BAND", 11, "P1"), *parked)
    numbers = count()
    found = place_parked(one, lambda: f"new {next(numbers)}")
    assert [p.course for p in found.placed] == ["FREN1"]
    assert found.there == ("BAND",)
    assert found.plan.parked == parked[1:]
    assert [p.why for p in found.parked] == [WhyNot.GRADES]
    assert place_parked(situation(), lambda: "new").placed == ()


def test_in_a_timetabled_year_a_section_with_a_seat_left_is_taken() -> None:
    full = replace(day_section("W1", "APCSP", "VL", "P2"), seats=0)
    late = day_section("W2", "APCSP", "VL", "P3")
    elsewhere = day_section("W0", "APCSP", "SG", "P1")
    one = situation(sections=(full, late, elsewhere))
    offers = offers_of((full, late, elsewhere))
    numbers = count()
    found = place_all(one, (CourseAsked(("APCSP",)),), lambda: f"n{next(numbers)}", offers)
    assert [p.section_id for p in found.plan.placed] == ["W2", "W2"]
    assert {p.spot.period for p in found.plan.placed if p.spot} == {"P3"}
    assert [p.section for p in found.placed] == [late]
    taken_already = situation(*placed_year("ENG11", 11, "P3"), sections=(full, late, elsewhere))
    found = place_all(
        taken_already, (CourseAsked(("APCSP",)),), lambda: f"n{next(numbers)}", offers
    )
    assert [(p.spots[0].grade_level, p.section) for p in found.placed] == [(12, None)]


def test_without_a_seat_within_reach_the_reason_is_said() -> None:
    full = [replace(day_section("W1", "APCSP", "VL", "P2", year), seats=0) for year in (2027, 2028)]
    one = situation(sections=tuple(full))
    found = place_all(one, (CourseAsked(("APCSP",)),), lambda: "n", offers_of(full))
    assert [p.why for p in found.parked] == [WhyNot.SEATS]
    spot = Spot(11, Term.FALL, Lane.DAY)
    found = place_all(one, (CourseAsked(("APCSP",), spot),), lambda: "n", offers_of(full))
    assert [p.why for p in found.parked] == [WhyNot.SEATS]


def test_a_course_asked_for_twice_is_placed_once() -> None:
    found = _place(situation(), CourseAsked(("FREN1",)), CourseAsked(("FREN1",)))
    assert len(found.plan.placed) == 2
    assert found.there == ("FREN1",)
