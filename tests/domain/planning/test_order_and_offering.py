"""Prerequisites, grades, terms, sites, repeats and load."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.findings import Finding
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.passing import halves_made_good, is_passed
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.semesters import from_record
from cte_desktop.domain.planning.situation import PlanningSettings
from cte_desktop.domain.school_year import Term
from tests.builders import catalog
from tests.domain.planning.situations import (
    day_section,
    placed,
    placed_year,
    situation,
    taken,
    year_of,
)


def codes(findings: tuple[Finding, ...], course: str) -> set[str]:
    return {f.code for f in findings if f.about("course") == course}


def test_a_course_without_its_prerequisite_says_which() -> None:
    found = conflicts(situation(*placed_year("SPAN2", 11, "P1")))
    missing = next(f for f in found if f.code == "prerequisite_missing")
    assert missing.about("needed") in {"SPAN1", "SPAN1J", "SPANSP"}
    assert missing.about("minimum_mark") == "C"


def test_a_mark_below_the_minimum_is_told_as_such() -> None:
    found = conflicts(
        situation(*placed_year("SPAN2", 11, "P1"), record=year_of("SPAN1", "D", 2025))
    )
    assert codes(found, "SPAN2") == {"prerequisite_mark"}


def test_a_failed_prerequisite_that_asks_for_no_mark_is_missing() -> None:
    found = conflicts(
        situation(*placed_year("ENG10", 10, "P1"), record=year_of("ENG09", "F", 2025))
    )
    assert "prerequisite_missing" in codes(found, "ENG10")


def test_a_semester_course_planned_twice_in_a_year_is_repeated() -> None:
    twice = (placed("HEALTH", 11, Term.FALL, "P1"), placed("HEALTH", 11, Term.SPRING, "P1"))
    repeated = [f for f in conflicts(situation(*twice)) if f.code == "repeated_course"]
    assert [f.about("term") for f in repeated] == ["spring"]


def test_a_section_has_a_grade_range_of_its_own() -> None:
    seniors = replace(day_section("G12", "ART1", "VL", "P2"), grade_min=12, grade_max=12)
    found = conflicts(situation(*placed_year("ART1", 11, section="G12"), sections=(seniors,)))
    (wrong,) = [f for f in found if f.code == "grade_range"]
    assert (wrong.about("section_id"), wrong.about("low")) == ("G12", 12)


def test_a_prerequisite_in_the_same_year_comes_too_late() -> None:
    found = conflicts(situation(*placed_year("SPAN1", 11, "P1"), *placed_year("SPAN2", 11, "P2")))
    assert codes(found, "SPAN2") == {"prerequisite_order"}


def test_a_planned_prerequisite_in_an_earlier_year_is_taken_to_be_passed() -> None:
    found = conflicts(situation(*placed_year("SPAN1", 11, "P1"), *placed_year("SPAN2", 12, "P2")))
    assert not codes(found, "SPAN2")


def test_a_year_course_of_which_the_first_half_runs_now_is_taken_to_be_passed() -> None:
    running = (taken("SPAN1", "", 2026, Term.FALL),)
    found = conflicts(situation(*placed_year("SPAN2", 11, "P1"), record=running))
    assert not codes(found, "SPAN2")


def test_a_corequisite_may_run_beside_its_course() -> None:
    geometry = (*year_of("ALG1", "B", 2025), *year_of("GEOM", "B", 2026))
    alone = conflicts(situation(*placed_year("PHYS", 11, "P1"), record=geometry))
    beside = conflicts(
        situation(*placed_year("PHYS", 11, "P1"), *placed_year("ALG2", 11, "P2"), record=geometry)
    )
    assert codes(alone, "PHYS") == {"corequisite_missing"}
    assert not codes(beside, "PHYS")


def test_both_of_two_needed_courses_must_be_passed() -> None:
    biology = year_of("BIO", "A", 2025)
    found = conflicts(situation(*placed_year("ANAT", 11, "P1"), record=biology))
    assert codes(found, "ANAT") == {"prerequisite_missing"}


def test_grade_term_and_site_are_held_against_a_plan() -> None:
    found = conflicts(
        situation(
            *placed_year("USHIST", 12, "P1"),
            placed("HEALTH", 11, Term.SUMMER, lane=Lane.SUMMER),
            *placed_year("WD1", 11, "P3"),
        )
    )
    assert "grade_range" in codes(found, "USHIST")
    assert "term_not_offered" in codes(found, "HEALTH")
    assert "site_without_course" in codes(found, "WD1")  # welding is taught at Castaic alone


def test_an_extended_day_course_of_another_site_has_a_site() -> None:
    found = conflicts(situation(*placed_year("WD1", 11, lane=Lane.EXTENDED)))
    assert "site_without_course" not in codes(found, "WD1")


def test_a_course_passed_without_a_letter_can_be_planned_again_and_is_told_as_repeated() -> None:
    for mark in ("P", "CR"):
        again = placed_year("GEOM", 11)
        found = conflicts(situation(*again, record=year_of("GEOM", mark, 2025)))
        assert "repeated_course" in codes(found, "GEOM")


def test_a_passed_course_again_is_told_but_a_d_may_be_improved() -> None:
    again = placed_year("BIO", 11, "P1")
    assert "repeated_course" in codes(
        conflicts(situation(*again, record=year_of("BIO", "B", 2025))), "BIO"
    )
    assert not codes(conflicts(situation(*again, record=year_of("BIO", "D", 2025))), "BIO")


def test_band_may_be_taken_every_year() -> None:
    found = conflicts(situation(*placed_year("BAND", 11, "P1"), *placed_year("BAND", 12, "P1")))
    assert not codes(found, "BAND")


def test_more_courses_than_periods_are_too_many() -> None:
    many = ("ENG11", "USHIST", "ART1", "CER1", "FREN1", "ASL1", "BAND", "CHOIR")
    placements = [
        placed(code, 11, Term.FALL, f"P{number % 7 + 1}") for number, code in enumerate(many)
    ]
    overload = next(f for f in conflicts(situation(*placements)) if f.code == "overload")
    assert (overload.about("courses"), overload.about("most")) == (8, 7)


def test_a_failed_half_is_made_good_by_a_summer_row() -> None:
    thresholds = PlanningSettings().thresholds
    rows = [
        taken("ALG1", "F", 2025, Term.FALL),
        taken("ALG1", "C", 2025, Term.SPRING),
        taken("ALG1", "B", 2025, Term.SUMMER),
    ]
    semesters = [from_record(row, catalog(), thresholds) for row in rows]
    course = catalog().course("ALG1")
    assert not is_passed(course, semesters[:2])
    assert is_passed(course, semesters)


def test_a_whole_year_in_one_summer_makes_good_both_halves() -> None:
    row = taken("ALG1", "B", 2025, Term.SUMMER, credits=1000)
    semester = from_record(row, catalog(), PlanningSettings().thresholds)
    assert is_passed(catalog().course("ALG1"), [semester])


def test_a_row_that_says_its_half_makes_good_no_other() -> None:
    thresholds = PlanningSettings().thresholds
    rows = [
        taken("ALG1", "C", 2025, Term.FALL),
        taken("ALG1", "F", 2025, Term.SPRING),
        taken("ALG1", "B", 2025, Term.SUMMER, half=1),
    ]
    semesters = [from_record(row, catalog(), thresholds) for row in rows]
    assert halves_made_good(semesters) == {1}
    assert not is_passed(catalog().course("ALG1"), semesters)
