"""The judge of a filled plan: what the filling brings about, and what of the wants is left."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.filling.checking import faults
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.wants import Strength, Want
from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.school_year import SEMESTERS, Term, moment
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.domain.students.file import StudentFile
from tests.builders import TODAY, catalog, file_of, plan_of, rules
from tests.domain.planning.situations import day_section, section

GRADUATION = Want("default:graduation", "graduation", "", Strength.MUST)
AUTO = Want("1", "pathway", "Automotive Technology", Strength.MUST)
ANIMATION = Want("1", "pathway", "Graphic Design and Animation", Strength.MUST)


def problem(
    *wants: Want, file: StudentFile | None = None, plan: Plan | None = None, **more: Any
) -> Problem:
    """A student in 10th grade with nothing in the way; `plan` is what stays."""
    sections = more.pop("sections", {})
    settings = PlanningSettings()
    given = Situation(file or file_of(), plan, catalog(), sections, settings, TODAY)
    return Problem(given, plan, rules(), AuditSettings(), wants, (), (), (), **more)


def codes(asked: Problem, plan: Plan) -> list[str]:
    return [finding.code for finding in faults(asked, plan).findings]


def test_a_plan_that_breaks_no_rule_is_valid() -> None:
    checked = faults(problem(), plan_of("11 year GD1"))
    assert (checked.findings, checked.unmet, checked.is_valid) == ((), (), True)


def test_what_the_filling_breaks_is_a_fault() -> None:
    assert codes(problem(), plan_of("11 year GD2")) == ["prerequisite_missing"]
    assert codes(problem(), plan_of("9 year CO1", "12 year GD1", "12 year BM1")) == []
    assert codes(problem(), plan_of("11 fall GD1", "11 spring GD1", "12 year GD1")) == [
        "repeated_course"
    ]


def test_what_stands_already_is_no_fault_of_the_filling() -> None:
    standing = plan_of("10 year SM1")  # of grades 11 and 12
    asked = problem(plan=standing)
    more = replace(standing, placements=standing.placements + plan_of("11 year GD1").placements)
    assert faults(asked, standing).is_valid
    assert faults(asked, more).is_valid
    assert codes(problem(), standing) == ["grade_range"]


def test_a_placement_that_had_to_stay_may_not_get_lost() -> None:
    standing = plan_of("10 year GD1")
    checked = faults(problem(plan=standing), plan_of("11 year GD1"))
    assert (len(checked.lost), checked.is_valid) == (2, False)


def test_a_must_that_is_open_makes_the_plan_no_answer_and_a_like_does_not() -> None:
    plan = plan_of("11 year GD1")
    must = faults(problem(ANIMATION), plan)
    assert [(one.program, one.requirements) for one in must.unmet] == [
        ("pathway:Graphic Design and Animation", (("capstone",),))
    ]
    assert not must.is_valid
    like = faults(problem(replace(ANIMATION, strength=Strength.LIKE)), plan)
    assert (len(like.unmet), like.is_valid) == (1, True)
    unwanted = faults(problem(replace(ANIMATION, strength=Strength.NO)), plan)
    assert (unwanted.unmet, unwanted.is_valid) == ((), True)


def test_a_pathway_that_nobody_knows_can_not_come_true() -> None:
    checked = faults(problem(replace(ANIMATION, value="Alchemy")), plan_of("11 year GD1"))
    assert [one.program for one in checked.unmet] == ["pathway:Alchemy"]


def test_it_tells_when_a_wanted_pathway_ends() -> None:
    checked = faults(problem(ANIMATION), plan_of("11 year GD1", "12 year GD2"))
    assert checked.is_valid
    assert checked.values == (("pathway:Graphic Design and Animation", moment(2028, Term.SPRING)),)


def test_a_pathway_wanted_by_a_grade_is_open_when_it_ends_later() -> None:
    plan = plan_of("11 year GD1", "12 year GD2")
    by_eleven = faults(problem(replace(ANIMATION, by_grade=11)), plan)
    assert [one.requirements for one in by_eleven.unmet] == [(("by_grade",),)]
    assert faults(problem(replace(ANIMATION, by_grade=12)), plan).is_valid


def test_capstone_before_concentrator_is_out_of_order() -> None:
    plan = plan_of("11 year EDD", "12 year POE")
    wanted = Want("1", "pathway", "Engineering (Project Lead the Way)", Strength.LIKE)
    assert "pathway_out_of_order" in codes(problem(wanted), plan)


def test_graduation_names_the_innermost_requirements_that_are_open() -> None:
    checked = faults(problem(GRADUATION), plan_of("11 year GD1"))
    paths = checked.unmet[0].requirements
    assert ("english",) in paths
    assert ("social_studies", "social_studies.USHIST") in paths


def test_what_is_dropped_on_trial_is_held_against_nobody() -> None:
    plan = plan_of("11 year GD1")
    wish = Reason(Kind.WISH, "1")
    assert faults(problem(ANIMATION, dropped=frozenset({wish})), plan).is_valid
    about = values(program="pathway:Graphic Design and Animation", requirement="capstone")
    level = Reason(Kind.RULE, "pathway_missing", about)
    assert faults(problem(ANIMATION, dropped=frozenset({level})), plan).is_valid
    grade = Reason(Kind.RULE, "grade_range", values(course="SM1"))
    other = Reason(Kind.RULE, "grade_range", values(course="EM1"))
    early = plan_of("10 year SM1")
    assert faults(problem(dropped=frozenset({grade})), early).is_valid
    assert not faults(problem(dropped=frozenset({other})), early).is_valid


def test_a_fixed_time_binds_until_it_is_dropped() -> None:
    auto = section("A-1", "AU1", "CN", "TR", "15:45", "17:15")
    busy = tuple(BusyTime(2027, term, "TR", 15 * 60, 16 * 60 + 30, "sport") for term in SEMESTERS)
    plan = plan_of("11 year AU1 extended CN")
    seated = replace(plan, placements=tuple(replace(p, section_id="A-1") for p in plan.placements))
    asked = problem(file=replace(file_of(), busy=busy), sections={(2027, "A-1"): auto})
    assert codes(asked, seated) == ["time_clash", "time_clash"]
    rows = frozenset(Reason(Kind.BUSY, str(row)) for row in (1, 2))
    assert codes(replace(asked, dropped=rows), seated) == []
    one = frozenset({Reason(Kind.BUSY, "1")})
    assert codes(replace(asked, dropped=one), seated) == ["time_clash"]


def test_a_course_may_be_repeated_when_its_mark_is_too_low_for_what_follows() -> None:
    needing = next(
        (course.code, need.course_code)
        for course in catalog().courses
        for needs in course.prerequisites.alternatives
        for need in needs
        if need.minimum_mark == "C"
    )
    low = problem(file=file_of(f"9 year {needing[1]} C-/C-"))
    again = plan_of(f"11 year {needing[1]}", f"12 year {needing[0]}")
    alone = plan_of(f"11 year {needing[1]}")
    assert not {"repeated_course", "repeat_51228_2"} & set(codes(low, again))
    assert "repeated_course" in codes(low, alone)


def test_a_section_that_was_never_offered_is_a_fault() -> None:
    plan = plan_of("11 year GD1")
    seated = replace(plan, placements=tuple(replace(p, section_id="X") for p in plan.placements))
    assert set(codes(problem(), seated)) == {"section_gone"}
    known = {(2027, "X"): day_section("X", "GD1", "VL", "P2")}
    assert set(codes(problem(sections=known), seated)) == {"empty_period_51228_1"}


def test_periods_stay_empty_where_they_are_wanted_free_and_no_more_of_them() -> None:
    plan = plan_of("11 year GD1")
    seated = replace(plan, placements=tuple(replace(p, section_id="X") for p in plan.placements))
    known = {(2027, "X"): day_section("X", "GD1", "VL", "P2")}
    five, four = (Want("1", "free_period", count, Strength.LIKE) for count in ("5", "4"))
    assert codes(problem(five, sections=known), seated) == []
    assert set(codes(problem(four, sections=known), seated)) == {"empty_period_51228_1"}
