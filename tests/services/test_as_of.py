"""What was known on an earlier day: plans, cases, rules and settings of then."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from cte_desktop.domain.planning.plan import Placement, Plan, PlanStatus
from cte_desktop.services import as_of, history, settings
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.named_plans import delete_plan, list_plans, rename_plan
from cte_desktop.services.planning import save_plan
from cte_desktop.services.students import list_students
from cte_desktop.storage.as_of import days
from cte_desktop.storage.database import Database
from cte_desktop.storage.history import list_changes, list_steps
from cte_desktop.storage.tables.history import StepRow
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError, WrongCall
from tests.plan_days import keep_signed_on
from tests.services.conftest import CLOCK
from tests.storage.bringing import a_file, a_student, bring

TODAY = CLOCK.today()
PARKED = Placement("parked", "NOT-IN-CATALOG", None)


def _later(desk: Desk, days_on: int) -> date:
    """Let days pass on the desk; returns the day that it is then."""
    desk.clock = desk.database.clock = Clock(TODAY + timedelta(days=days_on))
    return desk.today()


def _clock_shows(desk: Desk, day: date) -> None:
    desk.database.clock = Clock(day)


@pytest.fixture
def active(desk: Desk) -> Plan:
    """The plan in force of a student who plans something."""
    for line in list_students(desk):
        plan = open_case_of(desk, line.uid).plan
        if plan is not None and len(plan.placed) > 5:
            return plan
    raise LookupError


def _with_less(plan: Plan, left: int) -> Plan:
    return replace(plan, placements=plan.placements[:left])


def test_the_plan_of_a_day_is_the_one_at_its_end(desk: Desk, active: Plan) -> None:
    uid = active.student_uid
    first = _later(desk, 2)
    save_plan(desk, _with_less(active, 5), "edit_plan")
    save_plan(desk, _with_less(active, 4), "edit_plan")
    _later(desk, 4)
    save_plan(desk, _with_less(active, 3), "edit_plan")
    then = as_of.plan_as_of(desk, uid, first)
    assert (then.plan, then.name, then.changes) == (_with_less(active, 4), active.name, 1)
    assert as_of.plan_as_of(desk, uid, first - timedelta(days=1)).plan == active
    assert as_of.plan_as_of(desk, uid, desk.today()).plan == _with_less(active, 3)
    found = as_of.days_of_change(desk, uid)
    assert [(one.day, len(one.steps)) for one in found][:2] == [(desk.today(), 1), (first, 2)]
    assert found[0].steps == ("Change the plan",)


def test_a_day_to_come_and_one_before_the_database_are_refused(desk: Desk, active: Plan) -> None:
    with pytest.raises(WrongCall) as caught:
        as_of.plan_as_of(desk, active.student_uid, desk.today() + timedelta(days=1))
    assert caught.value.code == "day_to_come"
    with pytest.raises(WrongCall) as caught:
        as_of.plan_as_of(desk, active.student_uid, date(2001, 1, 1))
    assert caught.value.code == "before_the_database"


def test_a_student_who_came_later_was_not_there(desk: Desk) -> None:
    day = desk.today()
    _later(desk, 3)
    bring(desk.database, a_file("students", a_student("NEW1")))
    uid = next(line.uid for line in list_students(desk) if line.student_id == "NEW1")
    then = as_of.plan_as_of(desk, uid, day)
    assert (then.there, then.plan) == (False, None)
    assert as_of.plan_as_of(desk, uid, desk.today()).there
    with pytest.raises(WrongCall) as caught:
        as_of.case_as_of(desk, uid, day)
    assert caught.value.code == "unknown_student"
    assert "NEW1" in str(caught.value)


def test_a_student_who_left_since_is_known_as_then(desk: Desk, active: Plan) -> None:
    day, uid = desk.today(), active.student_uid
    before = open_case_of(desk, uid)
    _later(desk, 3)
    bring(desk.database, a_file("students", a_student("NEW1")), replace=True)
    assert [line.student_id for line in list_students(desk)] == ["NEW1"]
    assert as_of.plan_as_of(desk, uid, day).plan == active
    case = as_of.case_as_of(desk, uid, day)
    assert (case.file, case.plan, case.day) == (before.file, active, day)
    assert case.audit == before.audit


def test_rules_and_settings_are_those_of_then(desk: Desk, active: Plan) -> None:
    day = desk.today()
    _later(desk, 1)
    settings.change_setting(desk, "travel_margin_minutes", "17")
    save_plan(desk, _with_less(active, 2), "edit_plan")
    with as_of.desk_as_of(desk, day) as then:
        assert then.today() == day
        assert settings.list_settings(then)["travel_margin_minutes"] != "17"
        assert then.district().planning.travel_margin_minutes != 17
        assert open_case_of(then, active.student_uid).plan == active
    assert desk.district().planning.travel_margin_minutes == 17
    assert open_case_of(desk, active.student_uid).plan == _with_less(active, 2)


def test_nothing_is_copied_for_a_day_since_which_nothing_was_done(desk: Desk) -> None:
    day = desk.today()
    _later(desk, 5)
    with as_of.desk_as_of(desk, day) as then:
        assert then.database is desk.database
        assert then.today() == day


def test_the_order_of_the_steps_rules_when_the_clock_was_wrong(desk: Desk, active: Plan) -> None:
    uid, day = active.student_uid, _later(desk, 9)
    _clock_shows(desk, date(2044, 1, 1))
    save_plan(desk, _with_less(active, 5), "edit_plan")
    assert as_of.plan_as_of(desk, uid, desk.today()).plan == _with_less(active, 5)
    _clock_shows(desk, day - timedelta(days=3))
    save_plan(desk, _with_less(active, 4), "edit_plan")
    set_back = as_of.plan_as_of(desk, uid, day - timedelta(days=3))
    assert set_back.plan == _with_less(active, 4)
    assert as_of.plan_as_of(desk, uid, day - timedelta(days=4)).plan == active
    assert [one.day for one in as_of.days_of_change(desk, uid)][:1] == [day - timedelta(days=3)]


def test_a_deleted_plan_comes_back_as_one_step(desk: Desk, active: Plan) -> None:
    uid, day = active.student_uid, desk.today()
    _later(desk, 1)
    others = [plan for plan in list_plans(desk, uid) if plan.uid != active.uid]
    for plan in (*others, active):
        delete_plan(desk, plan.uid)
    then = as_of.plan_as_of(desk, uid, day)
    assert then.plan == active
    assert as_of.bring_back(desk, uid, active).plan == active
    assert list_plans(desk, uid) == (active,)
    assert history.undo(desk).text == f"Bring back “{active.name}” of an earlier day"
    assert list_plans(desk, uid) == ()


def test_the_plan_of_today_can_be_kept_beside_what_is_brought_back(
    desk: Desk, active: Plan
) -> None:
    uid, day = active.student_uid, desk.today()
    _later(desk, 1)
    rename_plan(desk, active.uid, "Renamed")
    changed = replace(_with_less(active, 3), name="Renamed", placements=(PARKED,))
    save_plan(desk, changed, "edit_plan")
    before = list_plans(desk, uid)
    then = as_of.plan_as_of(desk, uid, day)
    assert then.plan is not None
    as_of.bring_back(desk, uid, then.plan, keep_as=" As of  today ")
    after = {plan.name: plan for plan in list_plans(desk, uid)}
    assert after["Renamed"].placements == active.placements
    assert after["Renamed"].status is PlanStatus.ACTIVE
    assert [p.course_code for p in after["As of today"].placements] == [PARKED.course_code]
    assert after["As of today"].status is PlanStatus.NAMED
    history.undo(desk)
    assert list_plans(desk, uid) == before


def test_bringing_back_neither_signs_a_plan_nor_takes_its_signature_away(
    desk: Desk, active: Plan
) -> None:
    then = keep_signed_on(desk, active, None)
    now = keep_signed_on(desk, _with_less(active, 3), TODAY)
    brought = as_of.bring_back(desk, active.student_uid, then).plan
    assert brought == replace(then, signed_on=TODAY)
    keep_signed_on(desk, now, None)
    assert as_of.bring_back(desk, active.student_uid, replace(then, signed_on=TODAY)).plan == then


def test_bringing_back_what_is_there_is_no_step(desk: Desk, active: Plan) -> None:
    assert as_of.bring_back(desk, active.student_uid, active, keep_as="Copy").step is None
    assert active in list_plans(desk, active.student_uid)


def test_what_was_destroyed_is_not_known_any_more(desk: Desk, active: Plan) -> None:
    uid, day = active.student_uid, desk.today()
    _later(desk, 1)
    save_plan(desk, _with_less(active, 2), "edit_plan")
    with desk.database.writing() as tx:
        (change,) = list_changes(tx, list_steps(tx, limit=1)[0].number)
        tx.connection.exec_driver_sql(
            "DELETE FROM change_content WHERE change = ?", (change.number,)
        )
    for ask in (as_of.plan_as_of, as_of.case_as_of):
        with pytest.raises(KnownError) as caught:
            ask(desk, uid, day)
        assert caught.value.code == "not_known"
    with as_of.desk_as_of(desk, day) as then:
        assert then.unknown == {uid}
        assert uid not in {line.uid for line in list_students(then)}
        assert len(list_students(then)) == len(list_students(desk)) - 1


@pytest.fixture
def in_california() -> Iterator[None]:
    """The clock of this computer goes as in California."""
    kept = os.environ.get("TZ")
    os.environ["TZ"] = "America/Los_Angeles"
    time.tzset()
    yield
    os.environ.pop("TZ")
    if kept is not None:
        os.environ["TZ"] = kept
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone can't be set here")
@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 1, 15), datetime(2026, 1, 16, 8, tzinfo=UTC)),
        (date(2026, 7, 15), datetime(2026, 7, 16, 7, tzinfo=UTC)),
        (date(2026, 3, 8), datetime(2026, 3, 9, 7, tzinfo=UTC)),  # 23 hours long
        (date(2026, 11, 1), datetime(2026, 11, 2, 8, tzinfo=UTC)),  # 25 hours long
    ],
)
@pytest.mark.usefixtures("in_california")
def test_a_day_ends_at_the_midnight_of_here(day: date, end: datetime) -> None:
    assert days.end_of_day(day) == end
    assert days.local_day(end) == day + timedelta(days=1)
    assert days.local_day(end - timedelta(seconds=1)) == day


def test_a_step_of_midnight_is_one_of_the_day_that_begins_then(desk: Desk, active: Plan) -> None:
    _later(desk, 3)
    midnight = days.end_of_day(TODAY)
    for at, known in ((midnight, active), (midnight - timedelta(seconds=1), _with_less(active, 2))):
        save_plan(desk, _with_less(active, 2), "edit_plan")
        with desk.database.writing() as tx:
            number = days.newest_step(tx)
            tx.session.execute(update(StepRow).where(StepRow.number == number).values(at=at))
        assert as_of.plan_as_of(desk, active.student_uid, TODAY).plan == known


def test_a_copy_leaves_nothing_behind(desk: Desk, active: Plan, tmp_path: Path) -> None:
    _later(desk, 1)
    save_plan(desk, _with_less(active, 2), "edit_plan")
    with as_of.desk_as_of(desk, TODAY) as then:
        path = then.database.path
        assert path is not None
        assert b"SQLite" not in path.read_bytes()[:16]
    assert not path.parent.exists()
    assert tmp_path not in path.parents


def test_a_database_that_can_only_be_read_knows_its_past(desk: Desk, active: Plan) -> None:
    _later(desk, 1)
    save_plan(desk, _with_less(active, 2), "edit_plan")
    path = desk.database.path
    assert path is not None
    with Database.open(path, None, writable=False, clock=desk.clock) as reading:
        case = as_of.case_as_of(Desk(reading, desk.clock), active.student_uid, TODAY)
    assert case.plan == active
