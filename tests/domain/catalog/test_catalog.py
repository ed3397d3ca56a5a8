"""The look-ups of the catalog: courses, schools, sites, steps, bells and ways."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.course import CourseSite, ExtendedDay, Level
from cte_desktop.domain.catalog.pathway import Pathway, Step
from cte_desktop.domain.catalog.school import JUNIOR_HIGH, School
from cte_desktop.domain.catalog.section import Section, SectionKind
from cte_desktop.domain.catalog.timetable import Bell, Travel
from cte_desktop.domain.catalog.verified import Verified, parse_verified
from cte_desktop.domain.school_year import TERMS
from tests import builders


def school(short: str, cds_code: str = "") -> School:
    return School(short, f"{short} School", cds_code, JUNIOR_HIGH, 7, 8, 900, district_run=True)


def site(course: str, school: str, first: int = 2020, last: int | None = None) -> CourseSite:
    terms = frozenset({"year"})
    return CourseSite(course, school, first, last, terms, "", uc_honors=False, extended=NEVER)


def step(order: int, course: str, first_class: int = 2020, last_class: int = 2099) -> Step:
    level = Level.CONCENTRATOR
    return Step("Welding", first_class, last_class, level, order, course, required=True)


NEVER = ExtendedDay.NO
SMALL = Catalog(
    pathways=(Pathway("174", "Welding", "MPD", "Welding"), Pathway("175", "Machining", "MPD")),
    steps=(step(2, "W2"), step(1, "WB"), step(1, "WA"), step(3, "WOLD", last_class=2027)),
    course_sites=(site("WA", "CN"), site("WA", "VL", 2020, 2025), site("WB", "VL", 2028)),
    schools=(school("RN", "19652460000001"), school("VL", "19652460000002"), school("XX")),
    bells=(
        Bell("VL", "regular", "MTRF", "P1", 510, 570, optional=False),
        Bell("RN", "regular", "MTWRF", "P1", 500, 550, optional=False),
        Bell("VL", "late_start", "W", "P1", 540, 590, optional=False),
    ),
    travel=(Travel("VL", "CN", 9), Travel("CN", "RN", 15), Travel("RN", "CN", 17)),
)


@pytest.mark.parametrize("text", ["VL", "19652460000002"])
def test_a_school_is_found_by_short_name_and_by_cds_code(text: str) -> None:
    found = SMALL.find_school(text)
    assert found is not None
    assert found.short == "VL"


@pytest.mark.parametrize("text", ["", "vl", "VL School", "19652460000009"])
def test_nothing_else_names_a_school(text: str) -> None:
    assert SMALL.find_school(text) is None


def test_a_course_from_elsewhere_is_in_no_catalog() -> None:
    assert builders.catalog().course("NOWHERE") is None
    assert builders.catalog().course("BIO") is builders.catalog().course_by_code["BIO"]


def test_only_pathways_with_a_name_of_the_district_are_offered() -> None:
    assert list(SMALL.pathway_by_name) == ["Welding"]


def test_steps_stand_in_order_and_only_those_of_the_class() -> None:
    assert [s.course_code for s in SMALL.steps_of("Welding", 2029)] == ["WA", "WB", "W2"]
    assert [s.course_code for s in SMALL.steps_of("Welding", 2027)][-1] == "WOLD"
    assert SMALL.steps_of("Machining", 2029) == ()


def test_a_course_may_fill_steps_of_two_pathways() -> None:
    both = Catalog(steps=(step(1, "WA"), replace(step(2, "WA"), pathway="Machining")))
    assert [s.pathway for s in both.steps_by_course["WA"]] == ["Welding", "Machining"]


def test_a_course_is_taught_where_it_is_listed_in_that_year() -> None:
    assert SMALL.schools_teaching("WA", 2025) == ("CN", "VL")
    assert SMALL.schools_teaching("WA", 2026) == ("CN",)
    assert SMALL.course_at("WA", "VL", 2025) == site("WA", "VL", 2020, 2025)
    assert SMALL.course_at("WA", "VL", 2026) is None


def test_an_approval_that_has_ended_counts_no_more() -> None:
    assert SMALL.approval_at("WA", "VL", 2025) == site("WA", "VL", 2020, 2025)
    ended = SMALL.approval_at("WA", "VL", 2026)
    assert ended is not None
    assert (ended.ag_area, ended.uc_honors) == ("", False)
    assert SMALL.approval_at("WA", "VL", 2019) is None  # before the list begins
    assert SMALL.approval_at("WA", "SG", 2026) is None  # a school that lists nothing
    assert SMALL.approval_at("W2", "VL", 2026) is None


def test_no_list_means_taught_everywhere_and_an_empty_one_nowhere_yet() -> None:
    assert SMALL.schools_teaching("W2", 2026) is None
    assert SMALL.schools_teaching("WB", 2026) == ()


def test_bells_lie_with_their_school() -> None:
    assert {short: len(bells) for short, bells in SMALL.bells_by_school.items()} == {
        "VL": 2, "RN": 1,
    }  # fmt: skip


def test_a_way_that_is_listed_once_holds_both_ways() -> None:
    assert (SMALL.travel_minutes("VL", "CN"), SMALL.travel_minutes("CN", "VL")) == (9, 9)
    assert (SMALL.travel_minutes("CN", "RN"), SMALL.travel_minutes("RN", "CN")) == (15, 17)


def test_a_way_that_nobody_wrote_down_is_unknown_and_the_same_site_is_no_way() -> None:
    assert SMALL.travel_minutes("VL", "RN") is None
    assert SMALL.travel_minutes("XX", "XX") == 0


def test_a_year_course_is_two_halves() -> None:
    art, health = (builders.catalog().course_by_code[code] for code in ("ART1", "HEALTH"))
    assert (art.credits, art.half_credits, art.half_ag_years) == (1000, 500, 50)
    assert health.half_credits == health.credits
    assert [art.is_offered(term) for term in TERMS] == [True, True, False]


@pytest.mark.parametrize(
    ("term", "meets"),
    [
        ("year", [True, True, False]),
        ("spring", [False, True, False]),
        ("summer", [False, False, True]),
    ],
)
def test_a_section_meets_in_its_terms(term: str, meets: list[bool]) -> None:
    section = Section("S1", 2026, term, "ART1", "VL", SectionKind.DAY)
    assert [section.meets_in(each) for each in TERMS] == meets


def test_only_what_is_confirmed_counts_as_verified() -> None:
    assert parse_verified(" YES ") is Verified.YES
    assert parse_verified("partial") is Verified.PARTIAL
    assert parse_verified("perhaps") is Verified.NO
