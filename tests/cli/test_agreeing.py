"""The commands approvals, lock, unlock and edit-windows."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cte_desktop.domain.planning.approval import STUDENT
from cte_desktop.services.approvals import Signing, propose, sign
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import open_desk
from cte_desktop.system.clock import Clock
from tests.cli.conftest import Call, District


@pytest.fixture
def call(call: Call, district: District) -> Call:
    """Calls commands on a copy of the district."""
    return lambda *words: call(*words, "--database", str(district.database))


@pytest.fixture
def signed(district: District) -> str:
    """The id of a student whose plan was proposed and signed."""
    desk = open_desk(
        district.database, None, Clock(date(2026, 11, 21)), actor="A. Lee", writable=True
    )
    case, plan = next(
        (case, case.plan)
        for case in open_cases(desk)
        if case.plan and case.plan.placed and case.plan.signed_on is None
    )
    propose(desk, (plan.uid,), desk.today())
    sign(desk, plan.uid, Signing(desk.today(), names={STUDENT: "Ana Rivera"}))
    desk.close()
    return case.file.student.student_id


def test_what_was_agreed_is_listed_newest_first(call: Call, signed: str) -> None:
    told = call("approvals", "--student", signed, "--json")
    rows = [json.loads(line) for line in told.out.splitlines()]
    assert [row["state"] for row in rows] == ["signed", "proposed"]
    assert rows[0]["student_name"] == "Ana Rivera"
    assert f"{signed}  " in call("approvals").out
    assert call("approvals", "--student", "nobody").status == 2


def test_plans_are_locked_with_a_reason_and_unlocked(call: Call, signed: str) -> None:
    told = call("lock", "--student", signed, "--reason", "signed", "--json")
    assert (told.status, told.json["plans"]) == (0, 1)
    again = call("lock", "--student", signed)
    assert again.status == 1
    assert f"{signed}: The plan is locked already." in again.err
    kept = call("lock", "--student", signed, "--grade", "11")
    assert "was locked by" in kept.err
    assert call("unlock", "--student", signed).status == 0
    assert call("unlock", "--filter", "grade:11 nobody-of-that-name", "--json").json["plans"] == 0


def test_windows_are_set_listed_and_cleared(call: Call) -> None:
    assert call("edit-windows", "list").out.strip() == "Every grade may be changed at any time."
    told = call("edit-windows", "set", "9", "2027-01-11", "-", "--json")
    assert told.json["windows"] == [{"grade_level": 9, "opens": "2027-01-11", "closes": None}]
    assert "9th grade: from January 11, 2027" in call("edit-windows", "list").out
    assert call("edit-windows", "clear", "9", "--json").json["windows"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("set",),
        ("set", "9"),
        ("set", "9", "soon", "-"),
        ("set", "6", "2027-01-11", "-"),
        ("set", "9", "2027-02-11", "2027-01-11"),
    ],
)
def test_a_window_that_cannot_be_is_a_wrong_call(call: Call, words: tuple[str, ...]) -> None:
    assert call("edit-windows", *words).status == 2
