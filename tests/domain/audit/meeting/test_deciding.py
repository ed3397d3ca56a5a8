"""What is to be decided: what closes first and weighs most comes first, each with its way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.meeting.deciding import (
    Around,
    Decision,
    DecisionKind,
    decide,
    wanted_areas,
)
from cte_desktop.domain.audit.plan_sheet import NOT_FOR_FAMILIES
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.findings import Finding, Severity, in_order, values
from cte_desktop.domain.planning.approval import Approval, ApprovalState, Standing
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.planning.semesters import semesters
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.file import StudentFile
from tests.builders import TODAY, catalog, file_of, plan_of, rules


def around(file: StudentFile, plan: Plan | None = None, day: date = TODAY, **more: Any) -> Around:
    """What a meeting about this file looks at."""
    known = semesters(file, plan, catalog(), day, AuditSettings().thresholds)
    audited = audit(file, plan, catalog(), rules(), AuditSettings(), day, known)
    fields: dict[str, Any] = {
        "findings": in_order(audited.findings),
        "standing": Standing(),
        "reminders": (),
    }
    return Around(file, plan, known, audited, **(fields | more), day=day)


def kinds(decisions: tuple[Decision, ...]) -> list[DecisionKind]:
    return [one.kind for one in decisions]


def test_nothing_planned_and_no_goal_is_said_with_what_opens_it() -> None:
    found = decide(around(file_of("9 year ENG09 B/B", "10 fall ENG10")))
    by_kind = {one.kind: one for one in found}
    assert by_kind[DecisionKind.EMPTY_YEAR].action == "fill_plan"
    assert by_kind[DecisionKind.EMPTY_YEAR].about("grade_level") == 11
    assert by_kind[DecisionKind.EMPTY_YEAR].closes == date(2027, 8, 31)
    assert by_kind[DecisionKind.NO_PATHWAY].closes == date(2027, 6, 30)
    assert by_kind[DecisionKind.GOAL].action == "edit_student"
    assert kinds(found)[-1] is DecisionKind.GOAL


def test_a_senior_decides_on_graduation_first_and_before_the_spring() -> None:
    file = file_of("9 year ENG09 B/B", graduation_year=2027, goal="Work")
    found = decide(around(file))
    assert found[0].kind is DecisionKind.GRADUATION
    assert found[0].closes == date(2026, 12, 31)
    assert found[0].finding is not None
    assert found[0].finding.severity is Severity.MUST_FIX


def test_a_pathway_says_until_when_and_offers_the_course() -> None:
    file = file_of("9 year ENG09 B/B", "10 fall ENG10", pathway="Computer Science")
    found = next(one for one in decide(around(file)) if one.about("program"))
    assert found.kind in {DecisionKind.PATHWAY, DecisionKind.LAST_CHANCE, DecisionKind.ONE_COURSE}
    assert found.fixes or found.action == "fill_plan"
    assert found.closes is not None
    assert found.closes >= TODAY


@pytest.mark.parametrize(
    ("goal", "wish", "wanted"),
    [
        ("Four-year university", None, ("uc",)),
        ("Universidad de cuatro años", None, ("uc",)),
        ("Work", None, ()),
        ("", ("csu", "like"), ("csu",)),
        ("Four-year university", ("none", "like"), ()),
        ("", ("uc", "no"), ()),
    ],
)
def test_the_goal_or_the_wish_says_which_admission_matters(
    goal: str, wish: tuple[str, str] | None, wanted: tuple[str, ...]
) -> None:
    wishes = () if wish is None else (Wish(1, "area_goal", *wish),)
    assert wanted_areas(file_of(goal=goal, wishes=wishes)) == wanted


def test_the_areas_are_decided_on_only_when_the_goal_asks_for_them() -> None:
    record = ("9 year ENG09 B/B", "10 fall ENG10")
    with_goal = decide(around(file_of(*record, goal="Four-year university")))
    without = decide(around(file_of(*record, goal="Apprenticeship")))
    assert DecisionKind.GOAL_AREAS in kinds(with_goal)
    assert DecisionKind.GOAL_AREAS not in kinds(without)


@pytest.mark.parametrize(
    ("standing", "kind", "action"),
    [
        (Standing(), DecisionKind.SIGN, "sign_plan"),
        (Standing(ApprovalState.PROPOSED), DecisionKind.ANSWER, "answer_plan"),
        (Standing(ApprovalState.SIGNED, changed=2), DecisionKind.SIGN_AGAIN, "sign_plan"),
        (Standing(ApprovalState.DECLINED), DecisionKind.SIGN, "sign_plan"),
        (Standing(ApprovalState.SIGNED), None, ""),
    ],
)
def test_what_is_agreed_says_what_comes_next(
    standing: Standing, kind: DecisionKind | None, action: str
) -> None:
    found = decide(around(file_of(), plan_of("11 year ENG11"), standing=standing))
    said = [o for o in found if o.action in {"sign_plan", "answer_plan"}]
    assert [(one.kind, one.action) for one in said] == ([] if kind is None else [(kind, action)])


def test_an_agreement_tells_its_day_and_how_many_courses_changed() -> None:
    last = Approval("a", "plan", "Plan A", ApprovalState.SIGNED, date(2026, 9, 1))
    standing = Standing(ApprovalState.SIGNED, last, changed=3)
    found = decide(around(file_of(), plan_of("11 year ENG11"), standing=standing))
    again = next(one for one in found if one.kind is DecisionKind.SIGN_AGAIN)
    assert (again.about("on"), again.about("courses")) == ("2026-09-01", 3)


@pytest.mark.parametrize("code", sorted(NOT_FOR_FAMILIES))
def test_what_is_the_counselors_own_is_nothing_to_decide(code: str) -> None:
    findings = (Finding(code, Severity.MUST_FIX), Finding("underload", Severity.MUST_FIX))
    found = [one.finding for one in decide(around(file_of(), findings=findings)) if one.finding]
    assert [one.code for one in found] == ["underload"]


def test_reminders_count_a_week_before_they_are_due_and_the_overdue_rises() -> None:
    soon, later = TODAY + timedelta(days=7), TODAY + timedelta(days=8)
    one = decide(around(file_of(goal="Work"), reminders=(later, soon)))
    told = next(found for found in one if found.kind is DecisionKind.REMINDER)
    assert (told.about("reminders"), told.closes) == (1, soon)
    assert DecisionKind.REMINDER not in kinds(decide(around(file_of(), reminders=(later,))))


def test_what_is_for_the_counselor_alone_is_never_on_the_table() -> None:
    own = Finding("capstone_elsewhere", Severity.WARNING, values(program="pathway:Gone"))
    assert kinds(decide(around(file_of(goal="Work"), findings=(own,)))) == kinds(
        decide(around(file_of(goal="Work"), findings=()))
    )


def test_several_findings_of_a_kind_are_one_decision() -> None:
    some = tuple(
        Finding("grade_range", Severity.MUST_FIX, values(course=c, grade_level=11, term="fall"))
        for c in ("ENG12", "ECON")
    )
    found = [o for o in decide(around(file_of(), findings=some)) if o.finding is not None]
    assert [(one.kind, one.more) for one in found] == [(DecisionKind.MUST_FIX, 1)]
    assert found[0].closes == date(2027, 8, 31)
