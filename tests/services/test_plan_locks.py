"""Locked plans and closed grades: whatever would change them is refused, by hand, in bulk, by files
and by undo.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cte_desktop.domain.planning.edit_windows import EditWindow
from cte_desktop.domain.planning.plan import Placement, Plan, remove
from cte_desktop.services import history
from cte_desktop.services.as_of import bring_back, desk_as_of
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.edit_windows import list_windows, set_windows
from cte_desktop.services.filling.many.keeping import ToKeep, keep_plans
from cte_desktop.services.history_details import undo_preview
from cte_desktop.services.importing import import_paths
from cte_desktop.services.named_plans import (
    activate_plan,
    copy_plan,
    delete_plan,
    list_plans,
    rename_plan,
)
from cte_desktop.services.plan_locks import (
    WhichCourses,
    lock_of,
    lock_placements,
    lock_plan,
    lock_plans,
    unlock_plan,
    unlock_plans,
)
from cte_desktop.services.planning import save_plan
from cte_desktop.services.students import list_students
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.sections.members import rename_in_plans
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError

TODAY = date(2026, 11, 21)


def _of_grade(desk: Desk, grade: int) -> Plan:
    for line in list_students(desk):
        plan = open_case_of(desk, line.uid).plan
        if line.grade_level == grade and plan is not None and len(plan.placed) > 5:
            return plan
    raise LookupError


@pytest.fixture
def active(desk: Desk) -> Plan:
    return _of_grade(desk, 10)


def _refused(code: str = "plan_locked") -> pytest.RaisesExc[KnownError]:
    return pytest.RaisesExc(KnownError, check=lambda error: error.code == code)


def _less(plan: Plan) -> Plan:
    return remove(plan, plan.placed[-1].uid)


def _without(plan: Plan) -> Plan:
    return replace(plan, placements=plan.placements[1:])


def test_a_locked_plan_is_not_changed_until_it_is_unlocked(desk: Desk, active: Plan) -> None:
    other = copy_plan(desk, active, "Other").plan
    assert other is not None
    lock_plan(desk, active.uid, "signed on Friday")
    present = list_plans(desk, active.student_uid)
    ways: tuple[Callable[[], object], ...] = (
        lambda: save_plan(desk, _less(active), "edit_plan"),
        lambda: rename_plan(desk, active.uid, "Another"),
        lambda: activate_plan(desk, other.uid),
        lambda: bring_back(desk, active.student_uid, _less(active)),
    )
    for way in ways:
        with _refused():
            way()
    assert list_plans(desk, active.student_uid) == present
    with pytest.raises(KnownError) as refused:
        save_plan(desk, _less(active), "edit_plan")
    assert refused.value.text == (
        f"“{active.name}” was locked by A. Lee on November 21, 2026: signed on Friday."
    )
    save_plan(desk, _without(other), "edit_plan")  # another plan may be changed
    unlock_plan(desk, active.uid)
    assert lock_of(desk, active.uid) is None
    assert save_plan(desk, _less(active), "edit_plan").step is not None


def test_a_locked_plan_is_not_deleted(desk: Desk, active: Plan) -> None:
    other = copy_plan(desk, active, "Other").plan
    assert other is not None
    lock_plan(desk, other.uid)
    with _refused():
        delete_plan(desk, other.uid)
    assert other in list_plans(desk, active.student_uid)
    unlock_plan(desk, other.uid)
    delete_plan(desk, other.uid)
    assert list_plans(desk, active.student_uid) == (active,)


def test_the_history_knows_beforehand_that_a_lock_is_in_the_way_and_says_whose(
    desk: Desk, active: Plan
) -> None:
    free = _of_grade(desk, 9)
    wanted = [
        ToKeep(open_case_of(desk, plan.student_uid).file, plan, _less(plan))
        for plan in (active, free)
    ]
    step = keep_plans(desk, wanted, "drop_for_many", {"course": "X"}).step
    assert step is not None
    lock_plan(desk, active.uid, "signed")
    name = open_case_of(desk, active.student_uid).file.student.list_name
    text = f"“{active.name}” of {name} was locked by A. Lee on November 21, 2026: signed."
    told = undo_preview(desk, step).refused
    assert told is not None
    assert told.text == text
    with pytest.raises(KnownError) as refused:
        history.undo(desk, step)
    assert refused.value.text == text
    lock_plan(desk, free.uid)
    with pytest.raises(KnownError) as refused:
        history.undo(desk, step)
    assert refused.value.text.startswith("2 of the plans are locked, among them")


def test_locking_is_a_step_that_undo_takes_back_and_twice_is_once(desk: Desk, active: Plan) -> None:
    assert lock_plan(desk, active.uid).step is not None
    assert lock_plan(desk, active.uid).step is None
    assert history.undo(desk).text == f"Lock “{active.name}”"
    assert lock_of(desk, active.uid) is None
    assert unlock_plan(desk, active.uid).step is None


def test_a_step_from_before_the_lock_is_not_undone(desk: Desk, active: Plan) -> None:
    step = save_plan(desk, _less(active), "edit_plan").step
    lock_plan(desk, active.uid)
    with _refused():
        history.undo(desk, step)
    unlock_plan(desk, active.uid)
    history.undo(desk, step)
    assert open_case_of(desk, active.student_uid).plan == active


def test_a_look_at_an_earlier_day_is_no_change_of_a_locked_plan(desk: Desk, active: Plan) -> None:
    desk.clock = desk.database.clock = Clock(TODAY + timedelta(days=1))
    save_plan(desk, _less(active), "edit_plan")
    lock_plan(desk, active.uid)
    desk.clock = desk.database.clock = Clock(TODAY + timedelta(days=2))
    with desk_as_of(desk, TODAY) as then:
        case = open_case_of(then, active.student_uid)
    assert case.plan == active
    assert not case.locks


def test_work_on_many_leaves_locked_plans_out_and_says_why(desk: Desk, active: Plan) -> None:
    lock_plan(desk, active.uid)
    free = _of_grade(desk, 9)
    wanted = [
        ToKeep(open_case_of(desk, plan.student_uid).file, plan, _less(plan))
        for plan in (active, free)
    ]
    kept = keep_plans(desk, wanted, "drop_for_many", {"course": "X"})
    assert kept.students == {free.student_uid}
    assert [one.uid for one in kept.kept_apart] == [active.student_uid]
    assert kept.kept_apart[0].text == f"“{active.name}” was locked by A. Lee on November 21, 2026."


def test_a_section_that_gets_another_name_keeps_it_in_locked_plans_too(desk: Desk) -> None:
    plans = ((line, open_case_of(desk, line.uid).plan) for line in list_students(desk))
    line, plan, placed = next(
        (line, plan, p) for line, plan in plans if plan for p in plan.placed if p.section_id
    )
    lock_plan(desk, plan.uid)
    assert placed.spot is not None
    year = line.graduation_year - 13 + placed.spot.grade_level
    with desk.database.writing() as tx:
        begin_step(tx, "change_section", {})
        assert plan.student_uid in rename_in_plans(tx, (year, placed.section_id), "NEW-7")
    after = open_case_of(desk, line.uid).plan
    assert after is not None
    assert after.find(placed.uid) == replace(placed, section_id="NEW-7")


def _plans_file(desk: Desk, folder: Path, plan: Plan, *more: str) -> Path:
    """Write the plan as a file has it, with further courses in its first term."""
    student = open_case_of(desk, plan.student_uid).file.student.student_id
    rows = ["student_id,plan,grade_level,term,lane,course_code,section_id,locked,period,status"]
    spots = [(p, p.spot) for p in plan.placed if p.spot]
    wanted = [(p.course_code, p.section_id, int(p.locked), spot) for p, spot in spots]
    wanted += [(code, "", 0, spots[0][1]) for code in more]
    for code, section, locked, spot in wanted:
        place = (student, plan.name, spot.grade_level, spot.term, spot.lane, code, section)
        rows.append(",".join(map(str, (*place, locked, spot.period, "active"))))
    file = folder / "plans.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


def test_a_file_changes_no_locked_plan_and_its_rows_say_so(
    desk: Desk, active: Plan, tmp_path: Path
) -> None:
    lock_plan(desk, active.uid)
    more = next(p.course_code for p in _of_grade(desk, 9).placed if _is_new(p, active))
    file = _plans_file(desk, tmp_path, active, more)
    (told,) = import_paths(desk, (file,), replace=True).files
    assert [entry.code for entry in told.reported] == ["plan_locked"]
    assert told.refused == 1
    assert told.unchanged == len(active.placed)
    assert open_case_of(desk, active.student_uid).plan == active


def _is_new(placement: Placement, plan: Plan) -> bool:
    return placement.course_code not in {p.course_code for p in plan.placements}


def test_an_import_that_wrote_a_plan_is_not_undone_while_it_is_locked(
    desk: Desk, active: Plan, tmp_path: Path
) -> None:
    file = _plans_file(desk, tmp_path, active)
    save_plan(desk, _less(active), "edit_plan")
    step = import_paths(desk, (file,)).step
    assert step is not None
    lock_plan(desk, active.uid)
    name = open_case_of(desk, active.student_uid).file.student.list_name
    told = undo_preview(desk, step).refused
    assert told is not None
    assert f" of {name} was locked" in told.text
    with _refused():
        history.undo(desk, step)
    unlock_plan(desk, active.uid)
    assert undo_preview(desk, step).refused is None
    history.undo(desk, step)


def test_who_was_removed_meanwhile_is_left_out_and_a_reason_keeps_its_letters_alone(
    desk: Desk, active: Plan
) -> None:
    made = lock_plans(desk, ("gone", active.student_uid), "over\ud800 now\x07")
    assert (made.plans, made.kept_apart) == (1, ())
    lock = lock_of(desk, active.uid)
    assert lock is not None
    assert lock.reason == "over now"
    assert unlock_plans(desk, ("gone",)).step is None


def test_many_are_locked_and_unlocked_in_one_step_each(desk: Desk) -> None:
    uids = [line.uid for line in list_students(desk)]
    made = lock_plans(desk, uids, "year is over")
    assert made.plans + len(made.kept_apart) == len(uids)
    again = lock_plans(desk, uids)
    assert (again.plans, again.step) == (0, None)
    back = unlock_plans(desk, uids)
    assert back.students == made.students
    history.undo(desk)
    assert all(lock_of(desk, _active(desk, uid).uid) for uid in made.students)


def _active(desk: Desk, uid: str) -> Plan:
    plan = open_case_of(desk, uid).plan
    assert plan is not None
    return plan


def test_courses_of_many_are_locked_to_their_places_by_grade(desk: Desk) -> None:
    uids = [line.uid for line in list_students(desk)]
    plan = _of_grade(desk, 9)

    def locked(one: Plan) -> list[Placement]:
        return [p for p in one.placed if p.spot and p.spot.grade_level == 9 and not p.locked]

    assert locked(plan)
    made = lock_placements(desk, uids, WhichCourses(9))
    assert plan.student_uid in made.students
    assert not locked(_active(desk, plan.student_uid))
    history.undo(desk)
    assert _active(desk, plan.student_uid) == plan


def test_windows_are_kept_by_grade_and_undone(desk: Desk) -> None:
    spring = EditWindow(9, date(2027, 1, 11), date(2027, 2, 12))
    assert set_windows(desk, (spring, EditWindow(10))).step is not None
    assert list_windows(desk) == (spring,)
    assert set_windows(desk, (spring,)).step is None
    set_windows(desk, (replace(spring, closes=None), EditWindow(12, None, TODAY)))
    history.undo(desk)
    assert list_windows(desk) == (spring,)


@pytest.mark.parametrize(
    ("windows", "code"),
    [
        ((EditWindow(6, TODAY),), "unknown_grade"),
        ((EditWindow(9, TODAY, date(2026, 1, 1)),), "closes_first"),
        ((EditWindow(9, TODAY), EditWindow(9, None, TODAY)), "grade_twice"),
    ],
)
def test_windows_that_cannot_be_are_refused(
    desk: Desk, windows: tuple[EditWindow, ...], code: str
) -> None:
    with _refused(code):
        set_windows(desk, windows)
    assert list_windows(desk) == ()
