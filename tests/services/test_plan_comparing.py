"""What two plans come to: programs, evenings, load and findings, with which does better."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.services.cases import Case, open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.plan_comparing import Measure, compare_cases
from cte_desktop.services.students import list_students


@pytest.fixture
def case(desk: Desk) -> Case:
    """An eleventh grader in a pathway with a plan."""
    lines = (one for one in list_students(desk) if one.grade_level == 11 and one.pathway)
    cases = (open_case_of(desk, line.uid) for line in lines)
    return next(one for one in cases if one.plan is not None and len(one.plan.placed) > 8)


def _measures(one: Case, other: Case) -> dict[str, Measure]:
    return {m.title: m for m in reversed(compare_cases(one, other).measures)}


def test_a_plan_against_itself_differs_in_nothing(case: Case) -> None:
    found = compare_cases(case, case)
    assert found.comparison.changed == 0
    assert not any(one.differs or one.gain for one in found.measures)
    titles = [one.title for one in found.measures]
    assert titles[:3] == ["Graduation", "UC A-G", "CSU A-G"] or titles[0] == "Graduation"
    assert all(pathway in titles for pathway in case.file.pathways)


def test_an_empty_plan_does_worse_and_says_what_is_missing(case: Case) -> None:
    assert case.plan is not None
    empty = case.with_plan(replace(case.plan, placements=()))
    graduation = _measures(case, empty)["Graduation"]
    assert graduation.gain < 0
    assert "missing" in graduation.after
    assert _measures(empty, case)["Graduation"].gain > 0
    assert _measures(case, empty)["Planned"].after == "0 courses, 0 credits"


def test_evenings_without_known_times_count_two_a_week(case: Case) -> None:
    assert case.plan is not None
    spots = [Spot(12, term, Lane.EXTENDED) for term in (Term.FALL, Term.SPRING)]
    evening = tuple(Placement(f"e{n}", "WD1", spot) for n, spot in enumerate(spots))
    bare = case.with_plan(replace(case.plan, placements=()))
    more = case.with_plan(replace(case.plan, placements=evening))
    measure = _measures(bare, more)["Evenings a week, at most"]
    assert (measure.before, measure.after, measure.gain) == ("none", "2 evenings", -2)


def test_grave_findings_of_one_plan_are_told_on_its_side(case: Case) -> None:
    assert case.plan is not None
    wrong = Placement("x", "APCALBC", Spot(12, Term.FALL, Lane.DAY, "P0"))
    worse = case.with_plan(replace(case.plan, placements=(*case.plan.placements, wrong)))
    told = [m for m in compare_cases(case, worse).measures if m.gain < 0 and not m.before]
    assert any("Calculus BC" in one.after for one in told)


def test_a_pathway_that_a_plan_completes_is_compared_without_a_sign_up(desk: Desk) -> None:
    lines = (one for one in list_students(desk) if one.grade_level == 9 and not one.pathway)
    case = open_case_of(desk, next(lines).uid)
    empty = case.with_plan(Plan("p", case.file.student.uid, "Plan A"))
    after, name = next(
        (after, name)
        for name in case.district.catalog.pathway_by_name
        if not (after := empty.with_plan(_steps_of(empty, name))).pathway_program(name).missing
        and name not in _measures(empty, empty)
    )
    assert after.audit.program(f"pathway:{name}") is None
    measure = _measures(empty, after)[name]
    assert measure.gain > 0
    assert "12th grade" in measure.after


def _steps_of(case: Case, pathway: str) -> Plan:
    """Return a plan of two of a pathway's courses, a year each."""
    assert case.plan is not None
    steps = case.district.catalog.steps_by_course
    codes = [code for code, of in steps.items() if any(step.pathway == pathway for step in of)][-2:]
    return replace(
        case.plan,
        placements=tuple(
            Placement(f"{code} {term.value}", code, Spot(grade, term, Lane.DAY, "P6"))
            for code, grade in zip(codes, (11, 12), strict=False)
            for term in (Term.FALL, Term.SPRING)
        ),
    )
