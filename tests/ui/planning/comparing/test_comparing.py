"""The comparison on the page: two plans chosen, differences with their words, only what differs."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.named_plans import copy_plan
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.comparing.dialog import ComparisonDialog
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.hands import click
from tests.ui.planning.conftest import Settle
from tests.ui.planning.filling.answers import case_of, changed_plan, proposal
from tests.ui.planning.steps import FALL_12_P3, FALL_12_P4, place_by_keyboard


def _dialog(page: PlanPage) -> ComparisonDialog:
    return next(one for one in page.findChildren(ComparisonDialog) if one.isVisible())


def _texts(dialog: ComparisonDialog) -> list[tuple[str, ...]]:
    assert dialog.courses is not None
    model = dialog.courses.rows_model()
    return [tuple(column.text(row) for column in model.columns()) for row in model.shown_rows()]


def test_two_plans_stand_side_by_side_and_can_be_chosen(
    page: PlanPage, plan_desk: Desk, settle: Settle
) -> None:
    place_by_keyboard(page, "Spanish 1", FALL_12_P3)
    settle()
    case = page.case()
    assert case is not None
    assert case.plan is not None
    copy = copy_plan(plan_desk, case.plan, "College").plan
    assert copy is not None
    place_by_keyboard(page, "French 1", FALL_12_P4)
    settle()
    page.plans.comparing.compare()
    settle()
    dialog = _dialog(page)
    assert (dialog.left_box.currentText(), dialog.right_box.currentText()) == (
        "Plan A (active)",
        "College",
    )
    assert _texts(dialog) == [
        ("12th · year", "same", "Spanish 1 · P3", "Spanish 1 · P3"),
        ("12th · year", "taken out", "French 1 · P4", "–"),
    ]
    assert dialog.summary() == "1 taken out"
    dialog.only_box.click()
    assert len(_texts(dialog)) == 1
    assert dialog.measures is not None
    assert all(row.differs for row in dialog.measures.rows_model().shown_rows())
    dialog.left_box.setCurrentIndex(1)
    dialog.right_box.setCurrentIndex(0)
    dialog.left_box.activated.emit(1)
    settle()
    assert [line[1] for line in _texts(dialog)] == ["added"]
    dialog.accept()


def test_with_one_plan_a_copy_is_offered(page: PlanPage, bench: Workbench, settle: Settle) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    place_by_keyboard(page, "Spanish 1", FALL_12_P3)
    page.plans.comparing.compare()
    settle()
    assert not page.findChildren(ComparisonDialog)
    assert [button.text for button in said[-1].buttons] == ["Copy this plan…"]


def test_a_proposal_is_held_against_the_present_plan(page: PlanPage, settle: Settle) -> None:
    place_by_keyboard(page, "Spanish 1", FALL_12_P3)
    settle()
    case = page.case()
    assert case is not None
    assert case.plan is not None
    page.plans.comparing.compare_proposal(case, case.with_plan(replace(case.plan, placements=())))
    settle()
    dialog = _dialog(page)
    assert not dialog.left_box.isVisible()
    assert [line[1] for line in _texts(dialog)] == ["taken out"]
    page.panel_actions.forget()
    settle()
    assert not [one for one in page.findChildren(ComparisonDialog) if one.isVisible()]


def test_while_a_proposal_is_on_the_table_it_is_what_is_compared(
    page: PlanPage, settle: Settle, qtbot: QtBot
) -> None:
    page.editor.put(Carried("ENG12"), FALL_12_P3)
    page.editor.put(Carried("ART1"), FALL_12_P4)
    settle()
    case = case_of(page)
    bar = page.filling.table.bar
    bar.wait()
    qtbot.waitUntil(bar.isVisible)
    assert not bar.compare_button.isVisible()
    page.filling.table.put(proposal(case, changed_plan(case)), "Best plan", "")
    settle()
    assert "(Shift+F8)" in bar.compare_button.toolTip()
    click(bar.compare_button)
    settle()
    dialog = _dialog(page)
    assert dialog.courses is not None
    titles = [column.title for column in dialog.courses.rows_model().columns()]
    assert titles[2:] == ["Plan A as it is", "The proposal"]
    assert sorted(line[1] for line in _texts(dialog)) == ["added", "moved", "taken out"]
    dialog.accept()
