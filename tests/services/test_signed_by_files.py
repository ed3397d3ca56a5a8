"""The day of signing that a file brings, beside what was said of the plan here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cte_desktop.domain.planning.approval import STUDENT, ApprovalState
from cte_desktop.domain.planning.plan import Plan, PlanStatus
from cte_desktop.services.approvals import Signing, open_again, plan_standing, propose, sign
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.services.named_plans import copy_plan
from cte_desktop.services.plan_locks import lock_plan
from cte_desktop.services.students import list_students
from cte_desktop.system.clock import Clock
from tests.plan_days import keep_signed_on
from tests.services.conftest import CLOCK

TODAY = CLOCK.today()
NAMES = {STUDENT: "Zoraida Quispe"}


@pytest.fixture
def draft(desk: Desk) -> Plan:
    """A plan on which nothing is agreed yet."""
    for line in list_students(desk):
        plan = open_case_of(desk, line.uid).plan
        if plan is not None and len(plan.placed) > 8:
            return keep_signed_on(desk, plan, None)
    raise LookupError


def _file(
    desk: Desk, folder: Path, plan: Plan, signed_on: date | str, status: str | None = None
) -> Path:
    student = open_case_of(desk, plan.student_uid).file.student.student_id
    rows = ["student_id,plan,grade_level,term,lane,course_code,section_id,signed_on"]
    rows[0] += "" if status is None else ",status"
    for one in plan.placed:
        if one.spot is not None:
            spot = (one.spot.grade_level, one.spot.term, one.spot.lane)
            own = (student, plan.name, *spot, one.course_code, one.section_id, signed_on)
            values: tuple[object, ...] = own if status is None else (*own, status)
            rows.append(",".join(map(str, values)))
    file = folder / "plans.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


def _days_pass(desk: Desk, days: int) -> None:
    desk.clock = desk.database.clock = Clock(desk.today() + timedelta(days=days))


def _state(desk: Desk, plan: Plan) -> tuple[ApprovalState, date | None]:
    case = open_case_of(desk, plan.student_uid)
    assert case.plan is not None
    return plan_standing(desk, case).state, case.plan.signed_on


def test_an_old_file_does_not_sign_a_plan_that_was_opened_again(
    desk: Desk, draft: Plan, tmp_path: Path
) -> None:
    sign(desk, draft.uid, Signing(TODAY, names=NAMES))
    file = _file(desk, tmp_path, draft, TODAY)
    _days_pass(desk, 10)
    open_again(desk, draft.uid)
    (told,) = import_paths(desk, (file,)).files
    assert [entry.code for entry in told.reported] == ["opened_again"]
    assert (told.refused, told.unchanged) == (1, len(draft.placed) - 1)
    assert _state(desk, draft) == (ApprovalState.REOPENED, None)
    propose(desk, (draft.uid,), desk.today())
    import_paths(desk, (file,))
    assert _state(desk, draft) == (ApprovalState.PROPOSED, None)


def test_a_later_signing_on_paper_counts(desk: Desk, draft: Plan, tmp_path: Path) -> None:
    sign(desk, draft.uid, Signing(TODAY, names=NAMES))
    open_again(desk, draft.uid)
    _days_pass(desk, 10)
    propose(desk, (draft.uid,), desk.today())
    (told,) = import_paths(desk, (_file(desk, tmp_path, draft, desk.today()),)).files
    assert not told.reported
    assert _state(desk, draft) == (ApprovalState.SIGNED, desk.today())


def test_an_old_file_leaves_the_day_of_who_signed_anew(
    desk: Desk, draft: Plan, tmp_path: Path
) -> None:
    sign(desk, draft.uid, Signing(TODAY, names=NAMES))
    open_again(desk, draft.uid)
    _days_pass(desk, 10)
    sign(desk, draft.uid, Signing(desk.today(), names=NAMES))
    (told,) = import_paths(desk, (_file(desk, tmp_path, draft, TODAY),)).files
    assert not told.reported
    assert _state(desk, draft) == (ApprovalState.SIGNED, desk.today())


def test_a_locked_plan_takes_the_day_of_signing_from_a_file_and_nothing_else(
    desk: Desk, draft: Plan, tmp_path: Path
) -> None:
    lock_plan(desk, draft.uid)
    (told,) = import_paths(desk, (_file(desk, tmp_path, draft, TODAY),)).files
    assert not told.reported
    assert (told.changed, told.unchanged) == (1, len(draft.placed) - 1)
    assert _state(desk, draft) == (ApprovalState.SIGNED, TODAY)
    less = replace(draft, placements=draft.placed[1:])
    more = replace(draft, placements=(replace(draft.placed[0], course_code="GD2"), *less.placed))
    (told,) = import_paths(desk, (_file(desk, tmp_path, more, ""),)).files
    assert [entry.code for entry in told.reported] == ["plan_locked"]
    assert open_case_of(desk, draft.student_uid).plan == replace(draft, signed_on=TODAY)


def test_a_file_puts_a_locked_plan_in_force_and_none_over_a_locked_one(
    desk: Desk, draft: Plan, tmp_path: Path
) -> None:
    other = copy_plan(desk, draft, "Other").plan
    assert other is not None
    lock_plan(desk, other.uid)
    file = _file(desk, tmp_path, other, "", "active")
    (told,) = import_paths(desk, (file,)).files
    assert (told.refused, told.changed) == (0, 1)
    now = open_case_of(desk, draft.student_uid).plan
    assert now == replace(other, status=PlanStatus.ACTIVE)
    (told,) = import_paths(desk, (_file(desk, tmp_path, draft, "", "active"),)).files
    assert {entry.code for entry in told.reported} == {"plan_locked"}
    assert told.refused == len(draft.placed)
    assert open_case_of(desk, draft.student_uid).plan == now


def test_alternates_that_a_file_has_otherwise_are_a_change_of_a_locked_plan(
    desk: Desk, draft: Plan, tmp_path: Path
) -> None:
    lock_plan(desk, draft.uid)
    file = _file(desk, tmp_path, draft, "")
    head, first, *rest = file.read_text(encoding="utf-8").splitlines()
    student, name, grade, term, lane, *_ = first.split(",")
    also = f"{student},{name},{grade},{term},{lane},GD2,,,1"
    rows = [f"{head},choice", f"{first},0", also, *(f"{row},0" for row in rest)]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    (told,) = import_paths(desk, (file,)).files
    assert {entry.code for entry in told.reported} == {"plan_locked"}
    assert open_case_of(desk, draft.student_uid).plan == draft
