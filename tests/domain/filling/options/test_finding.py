"""What may stay as the student planned it."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.planning.plan import Lane
from tests.domain.filling.small_worlds import Question, catalog_of, course, placed, section
from tests.domain.filling.small_worlds import want as wish
from tests.domain.planning.situations import placed_year

CORE = tuple(
    course(code, graduation_subject=subject)
    for code, subject in (
        ("ENG", "english"),
        ("MAT", "mathematics"),
        ("SCI", "science_life"),
        ("SOC", "social_studies"),
    )
)
TIMETABLE = tuple(section(one.code, f"P{at}") for at, one in enumerate(CORE, start=1))
OWN, AFTER = course("OWN"), course("AFTER", needs="OWN")


def test_a_planned_course_without_any_section_may_stay_in_a_whole_timetable() -> None:
    world = catalog_of(*CORE, OWN, AFTER)
    nobody = Question(world, sections=TIMETABLE, wishes=(wish("course OWN", "like"),))
    assert not nobody.places("OWN", 11)
    planned = placed_year("OWN", 11, "P6")
    q = Question(world, plan=planned, sections=TIMETABLE, wishes=(wish("course AFTER"),))
    best = q.best()
    assert {"11:fall:OWN", "11:spring:OWN"} <= placed(best)
    assert [p for p in best.placed if p.course_code == "OWN"] == list(planned)
    assert q.faults_of(best) == []
    assert q.can("OWN 11", "AFTER 12")  # what comes after it can be reached


def test_a_planned_course_that_breaks_a_rule_by_itself_may_not_stay_so() -> None:
    late = course("LATE", grades=(12, 12))
    q = Question(catalog_of(*CORE, late), plan=placed_year("LATE", 11, "P6"), sections=TIMETABLE)
    assert not q.places("LATE", 11)


def test_a_planned_course_with_sections_gets_one_of_them() -> None:
    sections = (*TIMETABLE, section("OWN", "P5"))
    q = Question(catalog_of(*CORE, OWN), plan=placed_year("OWN", 11, "P6"), sections=sections)
    (place,) = q.places("OWN", 11)
    lying = [q.problem.arrangements[n].sections for n in q.problem.options[place].arrangements]
    assert lying == [("OWN-P5", "OWN-P5")]


def test_a_planned_college_course_without_a_section_may_stay_beside_a_whole_timetable() -> None:
    planned = tuple(
        replace(p, spot=replace(p.spot, lane=Lane.COLLEGE, period=""))
        for p in placed_year("OWN", 11, "P6")
        if p.spot is not None
    )
    q = Question(catalog_of(*CORE, OWN), plan=planned, sections=TIMETABLE)
    (place,) = q.places("OWN", 11)
    (arrangement,) = q.problem.options[place].arrangements
    assert q.problem.arrangements[arrangement].kept == planned
