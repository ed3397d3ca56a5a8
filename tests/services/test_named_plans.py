"""A student's plans: one in force, others under names of their own, every change undone."""

from __future__ import annotations

import pytest

from cte_desktop.domain.planning.plan import Plan, PlanStatus
from cte_desktop.services import history
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.named_plans import (
    activate_plan,
    add_plan,
    copy_plan,
    delete_plan,
    free_name,
    list_plans,
    rename_plan,
)
from cte_desktop.services.students import list_students
from cte_desktop.system.errors import WrongCall


@pytest.fixture
def active(desk: Desk) -> Plan:
    """The plan in force of a student who plans something."""
    for line in list_students(desk):
        plan = open_case_of(desk, line.uid).plan
        if plan is not None and len(plan.placed) > 5:
            return plan
    raise LookupError


def _names(desk: Desk, plan: Plan) -> list[tuple[str, bool]]:
    plans = list_plans(desk, plan.student_uid)
    return [(one.name, one.status is PlanStatus.ACTIVE) for one in plans]


def test_a_copy_has_the_same_courses_and_is_not_in_force(desk: Desk, active: Plan) -> None:
    made = copy_plan(desk, active, "  With  welding ").plan
    assert made is not None
    assert made in list_plans(desk, active.student_uid)
    assert _names(desk, active) == [(active.name, True), ("With welding", False)]
    assert [(p.course_code, p.spot) for p in made.placements] == [
        (p.course_code, p.spot) for p in active.placements
    ]
    assert not {p.uid for p in made.placements} & {p.uid for p in active.placements}
    assert history.undo(desk).text == "Copy the plan as “With welding”"
    assert _names(desk, active) == [(active.name, True)]


def test_putting_a_plan_in_force_leaves_the_other_under_its_name(desk: Desk, active: Plan) -> None:
    made = add_plan(desk, active.student_uid, "College").plan
    assert made is not None
    activate_plan(desk, made.uid)
    assert _names(desk, active) == [("College", True), (active.name, False)]
    case = open_case_of(desk, active.student_uid)
    assert case.plan is not None
    assert case.plan.name == "College"
    assert activate_plan(desk, made.uid).step is None
    history.undo(desk)
    assert _names(desk, active) == [(active.name, True), ("College", False)]


def test_names_are_unique_for_the_student(desk: Desk, active: Plan) -> None:
    made = add_plan(desk, active.student_uid, "College").plan
    assert made is not None
    for name, code in (
        (active.name.upper(), "plan_name_taken"),
        (" ", "no_name"),
        ("x" * 61, "name_too_long"),
    ):
        with pytest.raises(WrongCall) as refused:
            rename_plan(desk, made.uid, name)
        assert refused.value.code == code
    rename_plan(desk, made.uid, "college")
    assert ("college", False) in _names(desk, active)
    assert history.undo(desk).text == "Rename the plan “College” to “college”"
    plans = list_plans(desk, active.student_uid)
    assert free_name(plans, "COLLEGE") == "COLLEGE 2"
    assert free_name(plans, "Plan Z") == "Plan Z"


def test_the_plan_in_force_is_deleted_only_when_it_is_the_last(desk: Desk, active: Plan) -> None:
    made = add_plan(desk, active.student_uid, "College").plan
    assert made is not None
    with pytest.raises(WrongCall, match="is the active plan"):
        delete_plan(desk, active.uid)
    delete_plan(desk, made.uid)
    delete_plan(desk, active.uid)
    assert _names(desk, active) == []
    with pytest.raises(WrongCall, match="no longer there"):
        delete_plan(desk, active.uid)
    history.undo(desk)
    history.undo(desk)
    assert _names(desk, active) == [(active.name, True), ("College", False)]
    assert active in list_plans(desk, active.student_uid)
