"""How a course is offered before a timetable is known, and a placement that keeps it."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.planning.plan import Lane, Plan, change
from cte_desktop.domain.planning.sections.patterns import (
    Pattern,
    patterns_of,
    term_of_placement,
    with_pattern,
    without_section,
)
from tests.builders import catalog, plan_of


def kept(plan: Plan) -> list[tuple[str, Lane | None, str, str]]:
    return [
        (p.site, p.spot.lane if p.spot else None, p.spot.period if p.spot else "", p.section_id)
        for p in plan.placements
    ]


def offered(code: str, home: str, year: int = 2029) -> tuple[Pattern, ...]:
    return patterns_of(catalog(), catalog().course_by_code[code], year, home)


def test_a_course_of_some_sites_is_offered_there_the_own_school_first() -> None:
    sites = [pattern.site for pattern in offered("AU1", home="SG")]
    assert sites == ["SG", "CN", "HT"]
    assert {pattern.lane for pattern in offered("AU1", home="SG")} == {Lane.EXTENDED}
    assert [pattern.site for pattern in offered("AU1", home="VL")] == ["CN", "HT", "SG"]


def test_an_ordinary_course_is_offered_at_the_students_own_school() -> None:
    assert offered("CHEM", home="VL") == (Pattern("", Lane.DAY, ("year",)),)
    assert offered("PSYCH", home="VL") == (Pattern("", Lane.DAY, ("fall", "spring")),)


def test_a_course_of_the_college_is_a_college_course_wherever_it_is_offered() -> None:
    assert {pattern.lane for pattern in offered("COC-ENGL101", home="VL")} == {Lane.COLLEGE}


def test_a_site_that_ended_is_left_out() -> None:
    known = catalog()
    ended = tuple(
        replace(site, last_year=2027) if site.school == "CN" else site
        for site in known.course_sites
    )
    course = known.course_by_code["AU1"]
    found = patterns_of(replace(known, course_sites=ended), course, 2028, "VL")
    assert [pattern.site for pattern in found] == ["HT", "SG"]


def test_both_halves_keep_site_and_lane_and_lose_the_section() -> None:
    plan = plan_of("12 year WD1", "12 fall ECON")
    named = tuple(replace(p, section_id="W1") for p in plan.placements)
    chosen = with_pattern(replace(plan, placements=named), "p1", "CS", Lane.EXTENDED)
    assert kept(chosen) == [("CS", Lane.EXTENDED, "", "")] * 2 + [("", Lane.DAY, "", "W1")]


def test_back_to_the_day_takes_the_first_free_period() -> None:
    chosen = with_pattern(plan_of("12 year WD1 extended CS"), "p0", "CS", Lane.DAY)
    assert kept(chosen) == [("CS", Lane.DAY, "P1", "")] * 2


def test_in_summer_the_lane_stays() -> None:
    chosen = with_pattern(plan_of("11 summer PSYCH"), "p0", "SG", Lane.DAY)
    assert kept(chosen) == [("SG", Lane.SUMMER, "", "")]


def test_a_locked_placement_and_one_that_is_gone_stay_as_they_are() -> None:
    plan = change(plan_of("12 year WD1"), "p0", locked=True)
    assert with_pattern(plan, "p0", "CS", Lane.EXTENDED) == plan
    assert with_pattern(plan, "nobody", "CS", Lane.EXTENDED) == plan
    assert without_section(plan, "nobody") == plan


def test_without_its_section_a_placement_keeps_where_and_how() -> None:
    plan = with_pattern(plan_of("12 year WD1"), "p0", "CS", Lane.EXTENDED)
    named = tuple(replace(p, section_id="W1") for p in plan.placements)
    assert without_section(replace(plan, placements=named), "p0") == plan


def test_a_section_must_span_both_halves_of_a_year_course() -> None:
    plan = plan_of("12 year WD1", "12 fall ECON")
    assert [term_of_placement(plan, p) for p in plan.placements] == ["year", "year", "fall"]
