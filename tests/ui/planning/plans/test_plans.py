"""Several plans of a student on the page: copied, shown, renamed, put in force, deleted, undone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from cte_desktop.domain.planning.plan import PlanStatus
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.named_plans import list_plans
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.plans.actions import in_force
from cte_desktop.ui.widgets.name_dialog import NameDialog
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from tests.ui.planning.conftest import Settle
from tests.ui.planning.steps import FALL_12_P3, FALL_12_P4, place_by_keyboard, planned


@pytest.fixture
def page(page: PlanPage, bench: Workbench) -> PlanPage:
    """Zoë's page, told of changes as the window does."""
    bench.refresh.changed.connect(page.refresh)
    return page


@pytest.fixture
def planned_page(page: PlanPage, settle: Settle) -> PlanPage:
    """Zoë's page with one course planned."""
    place_by_keyboard(page, "Spanish 1", FALL_12_P3)
    settle()
    return page


def _named(page: PlanPage, name: str, settle: Settle) -> None:
    settle()
    (dialog,) = page.findChildren(NameDialog)
    dialog.field.setText(name)
    dialog._on_named()
    settle()


def _copy(page: PlanPage, name: str, settle: Settle) -> None:
    page.plans.copy()
    _named(page, name, settle)


def _plans(desk: Desk, uid: str) -> list[tuple[str, bool]]:
    return [(one.name, one.status is PlanStatus.ACTIVE) for one in list_plans(desk, uid)]


def _shown(page: PlanPage) -> str:
    case = page.case()
    assert case is not None
    return case.plan.name if case.plan is not None else ""


def test_a_copy_is_shown_marked_and_edited_apart(
    planned_page: PlanPage, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    page = planned_page
    assert not page.plans.bar.isVisible()
    _copy(page, "Welding by day", settle)
    assert _shown(page) == "Welding by day"
    assert page.plans.bar.isVisible()
    assert "“Welding by day” is not the active plan" in page.plans.bar.text()
    assert "“Plan A”" in page.plans.bar.text()
    assert "Welding by day" in page.header.plan_button.accessibleName()
    place_by_keyboard(page, "French 1", FALL_12_P4)
    settle()
    assert len(planned(page)) == 4
    active = open_case_of(plan_desk, uid).plan
    assert active is not None
    assert (active.name, len(active.placed)) == ("Plan A", 2)
    case = page.case()
    assert case is not None
    assert in_force(case).plan == active
    page.plans.bar.back_button.click()
    settle()
    assert _shown(page) == "Plan A"
    assert not page.plans.bar.isVisible()
    assert len(planned(page)) == 2


def test_putting_in_force_is_undone_with_the_plan_that_was(
    planned_page: PlanPage, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    page = planned_page
    _copy(page, "College", settle)
    page.plans.bar.activate_button.click()
    settle()
    assert _plans(plan_desk, uid) == [("College", True), ("Plan A", False)]
    assert not page.plans.bar.isVisible()
    assert page.editor.undo_name() == "Undo Make “College” the active plan"
    page.editor.undo()
    settle()
    assert _plans(plan_desk, uid) == [("Plan A", True), ("College", False)]
    assert _shown(page) == "College"
    assert page.plans.bar.isVisible()


def test_undoing_a_copy_shows_the_plan_in_force(
    planned_page: PlanPage, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    page = planned_page
    _copy(page, "College", settle)
    assert page.editor.undo_name() == "Undo Copy the plan as “College”"
    page.editor.undo()
    settle()
    assert _plans(plan_desk, uid) == [("Plan A", True)]
    assert _shown(page) == "Plan A"
    assert len(planned(page)) == 2


def test_renaming_refuses_a_name_that_is_taken(
    planned_page: PlanPage, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    page = planned_page
    _copy(page, "College", settle)
    page.plans.rename()
    settle()
    (dialog,) = page.findChildren(NameDialog)
    dialog.field.setText("plan a")
    assert dialog.fault() == "There is a “plan a” already."
    dialog.field.setText("College and welding")
    assert dialog.fault() == ""
    dialog._on_named()
    settle()
    assert _shown(page) == "College and welding"
    page.editor.undo()
    settle()
    assert _plans(plan_desk, uid) == [("Plan A", True), ("College", False)]
    assert "College" in page.header.plan_button.accessibleName()


def test_deleting_says_so_and_undo_brings_the_plan_back(
    planned_page: PlanPage, plan_desk: Desk, uid: str, settle: Settle, bench: Workbench
) -> None:
    page = planned_page
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    _copy(page, "College", settle)
    page.plans.delete()
    settle()
    assert _plans(plan_desk, uid) == [("Plan A", True)]
    assert _shown(page) == "Plan A"
    assert said[-1].text == "“College” was deleted."
    assert page.editor.undo_name() == "Undo Delete the plan “College”"
    said[-1].buttons[0].press()
    settle()
    assert _plans(plan_desk, uid) == [("Plan A", True), ("College", False)]


def test_the_menu_lists_the_plans_and_switches(
    planned_page: PlanPage, settle: Settle, qtbot: QtBot
) -> None:
    page = planned_page
    _copy(page, "College & more", settle)
    page.plans.new()
    _named(page, "Empty", settle)
    assert _shown(page) == "Empty"
    page.header.plan_button.click()
    settle()
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
    texts = [action.text() for action in menu.actions()]
    assert texts[:3] == [
        "Plan A · active · 1 course",
        "College && more · 1 course",
        "Empty · shown · 0 courses",
    ]
    menu.actions()[1].trigger()
    menu.close()
    settle()
    assert _shown(page) == "College & more"


def test_a_first_plan_that_is_begun_under_a_name_is_the_active_one(
    page: PlanPage, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    page.plans.new()
    _named(page, "Trades", settle)
    assert _plans(plan_desk, uid) == [("Trades", True)]
    assert not page.plans.bar.isVisible()
    page.plans.delete()
    settle()
    assert _plans(plan_desk, uid) == []
    assert "no plan yet" in page.header.plan_button.accessibleName()


def test_the_plan_that_is_shown_can_be_printed_too(planned_page: PlanPage, settle: Settle) -> None:
    printed: list[str] = []
    _copy(planned_page, "Welding by day", settle)
    case = planned_page.case()
    assert case is not None
    for name in ("shown", "active", ""):
        planned_page.plans.choose_printed(
            case, lambda chosen: printed.append(chosen.plan.name if chosen.plan else "")
        )
        question = planned_page.window().findChildren(QuestionDialog)[-1]
        assert "“Plan A”, the active one" in [b.text() for b in question.findChildren(QPushButton)]
        question.answered.emit(name)
        question.close()
        settle()
    assert printed == ["Welding by day", "Plan A"]
