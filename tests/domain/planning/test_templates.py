"""A template holds the courses of a plan by grade and term, and asks for them elsewhere."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from cte_desktop.domain.planning.placing import place_all
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.templates import (
    PlanTemplate,
    TemplateCourse,
    catalog_template,
    courses_of,
    is_for,
    without_unlocked,
)
from cte_desktop.domain.school_year import Term
from tests.builders import catalog
from tests.domain.planning.situations import placed, placed_year, situation, taken, year_of


def test_record_and_plan_become_courses_by_grade_and_term() -> None:
    one = situation(
        *placed_year("WD1", 11, lane=Lane.EXTENDED, site="CN"),
        placed("PSYCH", 12, Term.SPRING),
        record=(*year_of("ALG1", "B", 2025), *year_of("SPAN1", "F", 2025)),
    )
    welding = TemplateCourse("WD1", 11, Term.FALL, Lane.EXTENDED, "CN")
    psychology = TemplateCourse("PSYCH", 12, Term.SPRING)
    assert courses_of(one) == (TemplateCourse("ALG1", 9, Term.FALL), welding, psychology)
    assert courses_of(one, 12) == (psychology,)


def test_a_template_asks_for_what_a_student_lacks_where_it_says() -> None:
    pattern = situation(*placed_year("GEOM", 11), *placed_year("APCSP", 12))
    template = PlanTemplate("t", "Ours", courses=courses_of(pattern))
    numbers = count()
    other = situation(*placed_year("GEOM", 12), record=year_of("ALG1", "B", 2025))
    found = place_all(other, template.asked, lambda: f"new {next(numbers)}")
    assert found.there == ("GEOM",)
    assert [(p.course, p.spots[0].grade_level) for p in found.placed] == [("APCSP", 12)]
    assert template.from_grade == 11


def test_the_catalog_makes_a_template_of_each_pathway() -> None:
    template = catalog_template(catalog(), "Welding", 2029)
    assert [one.courses for one in template.asked] == [("WD1",), ("WD2",)]
    assert template.from_grade == 0


def test_a_template_is_meant_for_its_pathway_and_school() -> None:
    template = PlanTemplate("t", "Ours", "Welding", "VL")
    assert is_for(template, ("Welding",), "VL")
    assert not is_for(template, (), "VL")
    assert not is_for(template, ("Welding",), "SG")
    assert is_for(replace(template, pathway="", school=""), (), "SG")


def test_only_what_is_locked_begun_or_parked_stays_when_planning_anew() -> None:
    locked = replace(placed("PSYCH", 12, Term.FALL), locked=True)
    running = placed("HEALTH", 10, Term.FALL)
    parked = replace(placed("SOC", 12, Term.FALL), spot=None)
    one = situation(locked, running, parked, *placed_year("GEOM", 11))
    left = without_unlocked(one)
    assert left is not None
    assert left.placements == (locked, running, parked)


def test_the_second_half_of_what_runs_now_stays_when_planning_anew() -> None:
    running = taken("GEOM", "", 2026, Term.FALL)
    half, other = placed("GEOM", 10, Term.SPRING), placed("PSYCH", 11, Term.SPRING)
    left = without_unlocked(situation(half, other, record=(running,)))
    assert left is not None
    assert left.placements == (half,)
