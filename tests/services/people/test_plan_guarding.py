"""Edit windows bind counselors, and not registrars and administrators."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cte_desktop.domain.people.roles import Role
from cte_desktop.domain.planning.edit_windows import EditWindow
from cte_desktop.domain.planning.plan import Plan, PlanStatus
from cte_desktop.services import history
from cte_desktop.services.approvals import open_again
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.edit_windows import set_windows
from cte_desktop.services.filling.many.keeping import ToKeep, keep_plans
from cte_desktop.services.named_plans import activate_plan, copy_plan
from cte_desktop.services.plan_locks import lock_plan, unlock_plan
from cte_desktop.services.planning import save_plan
from cte_desktop.services.students import list_students
from cte_desktop.system.errors import KnownError
from tests.services.people.conftest import OpenAs

OPENS = date(2027, 1, 11)


def _own_plan(desk: Desk, grades: int = 1) -> Plan:
    for line in list_students(desk):
        plan = open_case_of(desk, line.uid).plan
        if desk.person.may_touch(line.counselor) and plan is not None and len(plan.placed) > 5:
            if len({p.spot.grade_level for p in plan.placed if p.spot}) < grades:
                continue
            return plan
    raise LookupError


def _without_last_grade(plan: Plan) -> tuple[int, Plan]:
    last = max(p.spot.grade_level for p in plan.placed if p.spot)
    kept = tuple(p for p in plan.placements if p.spot is None or p.spot.grade_level != last)
    return last, replace(plan, placements=kept)


def _closed(desk: Desk, grade: int) -> None:
    set_windows(desk, (EditWindow(grade, OPENS),))
    desk.close()


def test_a_counselor_changes_a_grade_only_while_its_window_is_open(open_as: OpenAs) -> None:
    reader = open_as(Role.COUNSELOR)
    plan = _own_plan(reader)
    reader.close()
    grade, less = _without_last_grade(plan)
    _closed(open_as(Role.ADMINISTRATOR), grade)
    desk = open_as(Role.COUNSELOR)
    with pytest.raises(KnownError) as refused:
        save_plan(desk, less, "edit_plan")
    assert refused.value.code == "window_closed"
    assert "January 11, 2027" in refused.value.text
    other = copy_plan(desk, plan, "Tried out").plan  # a plan that isn't in force may be tried
    assert other is not None
    tried = replace(_without_last_grade(other)[1])
    save_plan(desk, tried, "edit_plan")
    with pytest.raises(KnownError) as refused:
        activate_plan(desk, other.uid)
    assert refused.value.code == "window_closed"
    assert open_case_of(desk, plan.student_uid).plan == plan


def _in_force(desk: Desk, plan: Plan) -> Plan | None:
    return open_case_of(desk, plan.student_uid).plan


def test_what_a_counselor_may_put_in_force_may_be_undone_and_done_again(open_as: OpenAs) -> None:
    reader = open_as(Role.COUNSELOR)
    plan = _own_plan(reader, grades=2)
    reader.close()
    first = min(p.spot.grade_level for p in plan.placed if p.spot)
    _closed(open_as(Role.ADMINISTRATOR), first)
    desk = open_as(Role.COUNSELOR)
    other = copy_plan(desk, plan, "Tried out").plan
    assert other is not None
    save_plan(desk, _without_last_grade(other)[1], "edit_plan")
    activate_plan(desk, other.uid)
    undone = history.undo(desk)
    assert _in_force(desk, plan) == plan
    assert undone.changes.step is not None
    history.undo(desk, undone.changes.step)
    now = _in_force(desk, plan)
    assert now is not None
    assert now.uid == other.uid


def test_a_closed_window_holds_against_taking_the_plan_out_of_force(open_as: OpenAs) -> None:
    owner = open_as()
    plan = _own_plan(owner)
    grade, _ = _without_last_grade(plan)
    named = replace(plan, status=PlanStatus.NAMED)
    save_plan(owner, named, "edit_plan")
    step = activate_plan(owner, plan.uid).step
    _closed(owner, grade)
    desk = open_as(Role.COUNSELOR)
    for way in (lambda: save_plan(desk, named, "edit_plan"), lambda: history.undo(desk, step)):
        with pytest.raises(KnownError) as refused:
            way()
        assert refused.value.code == "window_closed"
    assert _in_force(desk, plan) == plan


def test_work_on_many_tells_whose_grade_is_closed(open_as: OpenAs) -> None:
    reader = open_as(Role.COUNSELOR)
    plan = _own_plan(reader)
    reader.close()
    grade, less = _without_last_grade(plan)
    _closed(open_as(Role.ADMINISTRATOR), grade)
    desk = open_as(Role.COUNSELOR)
    file = open_case_of(desk, plan.student_uid).file
    kept = keep_plans(desk, [ToKeep(file, plan, less)], "drop_for_many", {"course": "X"})
    assert kept.step is None
    assert "may be changed from January 11, 2027 on" in kept.kept_apart[0].text


def test_a_registrar_changes_it_at_any_time(open_as: OpenAs) -> None:
    owner = open_as()
    plan = _own_plan(owner)
    grade, less = _without_last_grade(plan)
    _closed(owner, grade)
    assert save_plan(open_as(Role.REGISTRAR), less, "edit_plan").step is not None


def test_a_lock_holds_for_everybody_and_the_counselor_may_take_it_away(open_as: OpenAs) -> None:
    desk = open_as(Role.COUNSELOR)
    plan = _own_plan(desk)
    lock_plan(desk, plan.uid)
    desk.close()
    desk = open_as()
    with pytest.raises(KnownError) as refused:
        save_plan(desk, _without_last_grade(plan)[1], "edit_plan")
    assert refused.value.code == "plan_locked"
    desk.close()
    assert unlock_plan(open_as(Role.COUNSELOR), plan.uid).step is not None


def test_a_counselor_is_told_at_once_that_a_plan_is_of_another_caseload(open_as: OpenAs) -> None:
    desk = open_as(Role.COUNSELOR)
    plan = next(
        plan
        for line in list_students(desk)
        if not desk.person.may_touch(line.counselor)
        and (plan := open_case_of(desk, line.uid).plan) is not None
    )
    for change in (unlock_plan, lock_plan, open_again):
        with pytest.raises(KnownError) as refused:
            change(desk, plan.uid)
        assert refused.value.code == "not_allowed"


def test_only_who_may_change_settings_sets_windows(open_as: OpenAs) -> None:
    with pytest.raises(KnownError) as refused:
        set_windows(open_as(Role.COUNSELOR), (EditWindow(9, OPENS),))
    assert refused.value.code == "not_allowed"
