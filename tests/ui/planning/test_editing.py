"""Editing a plan by keyboard: placing, moving, removing, locking, and taking it all back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cte_desktop.domain.planning.plan import Lane, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.services import planning
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history
from cte_desktop.services.planning import new_plan, save_plan
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.hands import press, type_text
from tests.ui.planning.conftest import Settle
from tests.ui.planning.steps import (
    FALL_12_P3,
    FALL_12_P4,
    PAST,
    cards_of,
    place_by_keyboard,
    planned,
)

ENGLISH_12 = [("ENG12", 12, "fall", "P3"), ("ENG12", 12, "spring", "P3")]


def stored(desk: Desk, uid: str) -> list[str]:
    plan = open_case_of(desk, uid).plan
    return [p.course_code for p in plan.placements] if plan else []


def test_the_first_course_placed_makes_plan_a_and_is_kept(
    page: PlanPage, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    assert planned(page) == ENGLISH_12
    settle()
    plan = open_case_of(plan_desk, uid).plan
    assert plan is not None
    assert plan.name == "Plan A"
    assert [p.course_code for p in plan.placements] == ["ENG12", "ENG12"]


def test_enter_proposes_a_place_where_the_course_fits(page: PlanPage) -> None:
    type_text(page.palette_part.field, "english 12")
    press(page.palette_part.field, Qt.Key.Key_Return)
    press(page.palette_part.list, Qt.Key.Key_Return)
    assert page.grid.hasFocus()
    press(page.grid, Qt.Key.Key_Return)
    assert planned(page) == [("ENG12", 12, "fall", "P1"), ("ENG12", 12, "spring", "P1")]


def test_a_card_is_picked_up_carried_and_put_down_with_the_keyboard(page: PlanPage) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    press(page.grid, Qt.Key.Key_Return)
    press(page.grid, Qt.Key.Key_Down)
    assert page.grid.ghost() is not None
    press(page.grid, Qt.Key.Key_Return)
    assert planned(page) == [("ENG12", 12, "fall", "P4"), ("ENG12", 12, "spring", "P4")]


def test_escape_puts_back_what_was_picked_up(page: PlanPage) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    press(page.grid, Qt.Key.Key_Return)
    press(page.grid, Qt.Key.Key_Down)
    press(page.grid, Qt.Key.Key_Escape)
    assert page.grid.carrying.carried is None
    assert planned(page) == ENGLISH_12


def test_leaving_the_grid_puts_back_what_was_picked_up(page: PlanPage, bench: Workbench) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    press(page.grid, Qt.Key.Key_Return)
    bench.actions.action("find").trigger()
    assert page.palette_part.field.hasFocus()
    assert page.grid.carrying.carried is None


def test_undo_and_redo_are_named_and_follow_each_other(
    page: PlanPage, bench: Workbench, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    press(page.grid, Qt.Key.Key_Delete)
    assert planned(page) == []
    undo, redo = bench.actions.action("undo"), bench.actions.action("redo")
    assert undo.text() == "Undo Remove English 12 from 12th grade"
    undo.trigger()
    assert planned(page) == ENGLISH_12
    undo.trigger()
    assert page.case().plan is None  # type: ignore[union-attr]
    assert not undo.isEnabled()
    assert redo.text() == "Redo Add English 12 to 12th grade, fall"
    redo.trigger()
    settle()
    assert planned(page) == ENGLISH_12
    assert stored(plan_desk, uid) == ["ENG12", "ENG12"]


def test_hasty_undos_and_edits_reach_the_store_in_their_order(
    page: PlanPage, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    editor = page.editor
    for _ in range(3):
        editor.put(Carried("ENG12"), FALL_12_P3)
        editor.undo()
        editor.redo()
        editor.undo()
    editor.put(Carried("ECON"), FALL_12_P4)
    settle()
    assert stored(plan_desk, uid) == ["ECON"]
    assert planned(page) == [("ECON", 12, "fall", "P4")]


def test_an_edit_can_be_undone_after_a_restart(
    page: PlanPage, plan_desk: Desk, bench: Workbench, uid: str, settle: Settle, qtbot: QtBot
) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    page.editor.put(Carried("ECON"), FALL_12_P4)
    settle()
    again = PlanPage(plan_desk, bench)
    qtbot.addWidget(again)
    again.open_student(uid)
    settle()
    assert again.editor.undo_name() == "Undo Add Economics to 12th grade, fall"
    again.editor.undo()
    again.editor.undo()
    settle()
    assert stored(plan_desk, uid) == []
    again.editor.redo()
    settle()
    assert stored(plan_desk, uid) == ["ENG12", "ENG12"]


def test_an_edit_that_changes_nothing_is_no_step(
    page: PlanPage, plan_desk: Desk, settle: Settle
) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    settle()
    steps = len(list_history(plan_desk))
    press(page.grid, Qt.Key.Key_Return)
    press(page.grid, Qt.Key.Key_Return)
    settle()
    assert len(list_history(plan_desk)) == steps


def test_a_locked_card_stays_where_it_is(page: PlanPage, settle: Settle) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    press(page.grid, Qt.Key.Key_L)
    assert page.editor.undo_name() == "Undo Lock English 12"
    press(page.grid, Qt.Key.Key_Return)
    assert page.grid.carrying.carried is None
    press(page.grid, Qt.Key.Key_Delete)
    assert planned(page) == ENGLISH_12
    press(page.grid, Qt.Key.Key_L)
    press(page.grid, Qt.Key.Key_Delete)
    assert planned(page) == []
    settle()


def test_a_course_of_the_record_can_not_be_picked_up(
    page: PlanPage, bench: Workbench, qtbot: QtBot
) -> None:
    hints: list[str] = []
    bench.requests.hint_changed.connect(hints.append)
    page.grid.select_place(cards_of(page, "ENG10")[0])
    press(page.grid, Qt.Key.Key_Return)
    assert page.grid.carrying.carried is None
    assert hints[-1] == "English 10 comes from the record and stays where it is."


def test_a_term_that_is_over_refuses_a_course_and_says_why(
    page: PlanPage, bench: Workbench
) -> None:
    hints: list[str] = []
    bench.requests.hint_changed.connect(hints.append)
    place_by_keyboard(page, "english 12", PAST)
    assert hints[-1].startswith("The fall of 9th grade is over")
    assert planned(page) == []
    press(page.grid, Qt.Key.Key_Escape)


def test_a_course_is_set_aside_and_placed_again_from_the_tray(
    page: PlanPage, settle: Settle
) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    press(page.grid, Qt.Key.Key_S)
    assert planned(page) == []
    assert page.tray.shown() == 1
    page.tray.list.focus_first()
    press(page.tray.list, Qt.Key.Key_Return)
    page.grid.select_spot(FALL_12_P4)
    press(page.grid, Qt.Key.Key_Return)
    assert page.tray.shown() == 0
    assert {period for *_, period in planned(page)} == {"P4"}
    settle()


def test_a_fix_is_an_ordinary_edit(page: PlanPage, settle: Settle) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    page.editor.put(Carried("ECON"), FALL_12_P3)
    settle()
    clash = "are both in period 3"
    rows = [row for row in page.panel.findings.rows() if clash in row.accessibleName()]
    button = rows[0].findChildren(QPushButton)[0]
    words = button.text()
    assert words in {"Remove Economics from 12th grade", "Remove English 12 from 12th grade"}
    button.click()
    settle()
    assert len({code for code, *_ in planned(page)}) == 1
    assert not any(clash in row.accessibleName() for row in page.panel.findings.rows())
    assert page.editor.undo_name() == f"Undo {words}"
    page.editor.undo()
    settle()
    assert any(clash in row.accessibleName() for row in page.panel.findings.rows())


def test_a_failing_save_is_told_and_what_is_stored_comes_back(
    page: PlanPage, bench: Workbench, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    place_by_keyboard(page, "english 12", FALL_12_P3)
    settle()

    def full(*_args: object) -> None:
        raise KnownError("disk_full", "The disk is full.")

    monkeypatch.setattr(planning, "save_plan", full)
    page.editor.put(Carried("ECON"), FALL_12_P4)
    page.editor.put(Carried("HEALTH"), Spot(12, Term.SPRING, Lane.DAY, "P5"))
    settle()
    assert [notice.text for notice in said] == ["The disk is full."]
    assert planned(page) == ENGLISH_12
    monkeypatch.undo()
    page.editor.put(Carried("ECON"), FALL_12_P4)
    settle()
    assert ("ECON", 12, "fall", "P4") in planned(page)


def test_a_change_from_elsewhere_is_read_and_can_not_be_undone_here(
    page: PlanPage, plan_desk: Desk, bench: Workbench, uid: str, settle: Settle
) -> None:
    page.editor.put(Carried("ECON"), FALL_12_P4)
    settle()
    other = new_plan(plan_desk, uid, "Plan B")
    changes = save_plan(plan_desk, other, "edit_plan")
    page.refresh(changes)
    settle()
    assert planned(page) == []
    assert page.case().plan.name == "Plan B"  # type: ignore[union-attr]
