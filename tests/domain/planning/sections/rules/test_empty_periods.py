"""Periods of the school day without a class (Education Code 51228.1)."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.catalog.section import Section, SectionMeeting
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.plan import Lane
from tests.domain.planning.sections.school_days import full_day, of
from tests.domain.planning.situations import (
    day_section,
    placed_year,
    section,
    situation,
)


def test_a_period_without_a_class_is_told_by_name_for_seniors_too() -> None:
    day, placements = full_day("P6")
    (fall, spring) = of("empty_period_51228_1", situation(*placements, sections=tuple(day)))
    assert (fall.about("periods"), fall.about("weekdays")) == (("P6",), "MTWRF")
    assert (fall.severity, spring.about("term")) == (Severity.WARNING, "spring")
    day, placements = full_day()
    assert of("empty_period_51228_1", situation(*placements, sections=tuple(day))) == []
    seniors = situation(
        *placed_year("ENG12", 12, section="E12"),
        sections=(replace(day_section("E12", "ENG12", "VL", "P1"), school_year=2028),),
    )
    assert [f.about("grade_level") for f in of("empty_period_51228_1", seniors)] == [12, 12]


def test_empty_periods_are_told_in_order_whichever_weekday_they_are_on() -> None:
    day, placements = full_day("P6")
    early = SectionMeeting("", "MTWR", 8 * 60 + 30, 9 * 60 + 20)  # in place of period 1, not on F
    sections = tuple(replace(s, meetings=(early,)) if _is_first(s) else s for s in day)
    (fall, _) = of("empty_period_51228_1", situation(*placements, sections=sections))
    assert fall.about("periods") == ("P1", "P6")
    assert fall.about("period_days") == ("F", "MTWRF")


def _is_first(section: Section) -> bool:
    return section.meetings[0].period == "P1"


def test_a_class_that_only_touches_a_period_leaves_it_without_one() -> None:
    day, placements = full_day("P1")  # period 1 of Valencia: 08:30 to 09:20

    def told(end: str) -> list[object]:
        early = section("EARLY", "SPAN1", "VL", "MTWRF", "07:30", end)
        class_before = placed_year("SPAN1", 11, section="EARLY", lane=Lane.COLLEGE)
        student = situation(*placements, *class_before, sections=(*day, early))
        return [f.about("periods") for f in of("empty_period_51228_1", student)]

    assert told("08:35") == [("P1",), ("P1",)]
    assert told("08:54") == [("P1",), ("P1",)]
    assert told("08:55") == []
    assert told("09:20") == []


def test_a_term_without_sections_or_with_unknown_times_tells_no_empty_period() -> None:
    assert of("empty_period_51228_1", situation(*placed_year("ENG11", 11, "P1"))) == []
    day, placements = full_day("P6")
    unplaced = situation(*placements, *placed_year("SPAN1", 11), sections=tuple(day))
    assert of("empty_period_51228_1", unplaced) == []  # it will fill the period


def test_other_than_comprehensive_schools_are_left_out_by_the_law() -> None:
    one = day_section("B1", "ENG11", "BW", "P1")
    student = situation(*placed_year("ENG11", 11, section="B1"), sections=(one,), school="BW")
    assert of("empty_period_51228_1", student) == []
