"""What is out of the usual gets an answer with its reason: never a hang, never a crash."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.prerequisites import parse_prerequisites
from cte_desktop.domain.filling.answer import Proof
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.proposals import Proposal, answer, ask, propose
from cte_desktop.services.filling.timetable import Timetable
from cte_desktop.wording.filling.told import told_of


def a_case(desk: Desk, grade: int) -> Case:
    return next(
        case
        for case in open_cases(desk)
        if case.file.student.grade_level == grade and not case.file.wishes
    )


def wishing(case: Case, *wishes: Wish) -> Case:
    return case.with_file(replace(case.file, wishes=wishes))


def is_answered(proposal: Proposal) -> bool:
    """Tell whether there is a plan, or in words why there is none."""
    told = told_of(proposal.problem, proposal.filled)
    return bool(told.brings if proposal.filled.plan is not None else told.why)


def test_a_fifth_year_senior_is_answered(desk: Desk) -> None:
    case = a_case(desk, 12)
    student = replace(case.file.student, graduation_year=case.file.student.graduation_year - 1)
    assert is_answered(propose(desk, case.with_file(replace(case.file, student=student))))


@pytest.mark.parametrize("grade", [7, 8, 9, 12])
def test_every_grade_is_answered(desk: Desk, grade: int) -> None:
    assert is_answered(propose(desk, a_case(desk, grade)))


def test_a_student_with_nothing_at_all_is_answered(desk: Desk) -> None:
    case = a_case(desk, 8)
    empty = replace(case.file, record=(), enrollments=(), busy=())
    found = propose(desk, replace(case, file=empty, plans=(), plan=None, recorded=None))
    assert found.filled.plan is not None
    assert found.filled.proof is Proof.PROVEN


def test_without_any_sections_plans_follow_the_patterns(desk: Desk) -> None:
    case = a_case(desk, 10)
    problem = ask(desk, replace(case, plan=None, sections={}), None, Timetable({}, {}, {}))
    found = answer(desk, case, problem)
    assert found.filled.plan is not None
    ahead = [p for p in found.filled.plan.placed if p.spot and p.spot.grade_level > 10]
    assert ahead
    assert not any(p.section_id for p in ahead)


@pytest.mark.parametrize(
    "wish",
    [
        Wish(1, "pathway", "Basket weaving", "must"),
        Wish(1, "course", "NOPE", "must"),
        Wish(1, "course", "", "must"),
        Wish(1, "load", "many", "must"),
        Wish(1, "load", "0-0", "must"),
        Wish(1, "load", "99-99", "must"),
        Wish(1, "free_period", "7", "must"),
        Wish(1, "latest_end", "06:00", "must"),
        Wish(1, "earliest_start", "23:00", "must"),
        Wish(1, "extended_day", "yes", "must", "F"),
        Wish(1, "summer", "yes", "must"),
        Wish(1, "area_goal", "uc", "no"),
        Wish(1, "dance", "yes", "must"),
        Wish(1, "pathway", "Welding by 8", "must"),
    ],
    ids=lambda wish: f"{wish.kind}-{wish.value}",
)
def test_a_wish_that_can_not_be_is_answered(desk: Desk, wish: Wish) -> None:
    assert is_answered(propose(desk, wishing(a_case(desk, 10), wish)))


def test_a_locked_course_that_breaks_a_rule_is_answered(desk: Desk) -> None:
    """A senior course locked into grade 11, twice in one period."""
    case = a_case(desk, 10)
    spots = [Spot(11, term, Lane.DAY, "P1") for term in (Term.FALL, Term.SPRING)]
    placed = [
        Placement(f"{code}{n}", code, spot, locked=True)
        for code in ("ENG12", "USGOV")
        for n, spot in enumerate(spots)
    ]
    plan = Plan("plan", case.file.student.uid, placements=tuple(placed))
    assert is_answered(propose(desk, case.with_plan(plan)))


def test_prerequisites_in_a_circle_do_not_hang(desk: Desk) -> None:
    case = a_case(desk, 9)
    asks = {"ART1": "ART2", "ART2": "ART1"}
    courses = list(case.district.catalog.courses)
    for at, one in enumerate(courses):
        needs = parse_prerequisites(asks.get(one.code, ""))
        if one.code in asks and needs is not None:
            courses[at] = replace(one, prerequisites=needs)
    catalog: Catalog = replace(case.district.catalog, courses=tuple(courses))
    circle = replace(case, district=replace(case.district, catalog=catalog), recorded=None)
    assert is_answered(propose(desk, wishing(circle, Wish(1, "course", "ART2", "must"))))


def test_a_pathway_that_is_retired_this_year_is_answered(desk: Desk) -> None:
    case = a_case(desk, 9)
    sites = tuple(
        replace(site, last_year=2025) if site.course_code in {"WD1", "WD2"} else site
        for site in case.district.catalog.course_sites
    )
    catalog: Catalog = replace(case.district.catalog, course_sites=sites)
    retired = replace(case, district=replace(case.district, catalog=catalog), recorded=None)
    found = propose(desk, wishing(retired, Wish(1, "pathway", "Welding", "must")))
    assert is_answered(found)
