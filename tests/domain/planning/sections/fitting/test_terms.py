"""A section of the year must fit where the student is to sit in it, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cte_desktop.domain.catalog.section import Section
from cte_desktop.domain.planning.plan import Placement
from cte_desktop.domain.planning.sections.alternatives.ways import AlternativeKind
from cte_desktop.domain.planning.sections.fitting.fits import Fit, section_fits
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import Term
from tests.domain.planning.sections.timetables import found, offered
from tests.domain.planning.situations import (
    day_section,
    placed,
    placed_year,
    situation,
    taken,
)

ALL_YEAR = day_section("PSYCH-3", "PSYCH", "VL", "P3")
IN_SPRING = placed("SOC", 11, Term.SPRING, "P3")


def fit_of(student: Situation, one: Section, placement: Placement | None = None) -> Fit:
    uid = placement.uid if placement else ""
    (fit,) = section_fits(
        student, one.course_code, (one,), one.school_year, "fall", placement_uid=uid
    )
    return fit


def test_a_half_course_needs_its_own_semester_alone() -> None:
    half = placed("PSYCH", 11, Term.FALL, "P5")
    student = situation(half, IN_SPRING)
    assert fit_of(student, ALL_YEAR, half).fits
    assert fit_of(student, ALL_YEAR).clashes == ("SOC",)  # nobody said which half is meant
    ways = found(student, half.uid, offered(ALL_YEAR))
    assert AlternativeKind.SECTION in {way.kind for way in ways}


def test_both_halves_that_are_planned_count_whichever_is_asked_for() -> None:
    fall, spring = halves = placed_year("ART1", 11, "P5")
    student = situation(*halves, IN_SPRING)
    one = day_section("ART-3", "ART1", "VL", "P3")
    for half in (fall, spring):
        assert fit_of(student, one, half).clashes == ("SOC",)
        kinds = {way.kind for way in found(student, half.uid, offered(one))}
        assert AlternativeKind.SECTION not in kinds


def test_a_half_that_the_record_has_already_asks_for_nothing() -> None:
    now = taken("CER1", "", 2026, Term.FALL, section_id="CER-3")
    begun = taken("ART1", "", 2026, Term.FALL, section_id="ART-5")
    spring = placed("ART1", 10, Term.SPRING, "P5")
    sections = (
        day_section("CER-3", "CER1", "VL", "P3", 2026),
        day_section("ART-5", "ART1", "VL", "P5", 2026),
    )
    student = situation(spring, record=(now, begun), sections=sections)
    one = day_section("ART-3", "ART1", "VL", "P3", 2026)
    assert fit_of(student, one, spring).fits
    assert fit_of(student, one).clashes == ("CER-3",)


def test_a_semester_that_is_over_asks_for_nothing() -> None:
    now = taken("CER1", "", 2026, Term.FALL, section_id="CER-3")
    sections = (day_section("CER-3", "CER1", "VL", "P3", 2026),)
    student = situation(record=(now,), sections=sections)
    one = day_section("ART-3", "ART1", "VL", "P3", 2026)
    assert not fit_of(student, one).fits
    assert fit_of(replace(student, day=date(2027, 1, 4)), one).fits
