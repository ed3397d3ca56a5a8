"""Goal, major and preferred name are written by keyboard, shown in the head and undone by name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.domain.students.student import Student
from cte_desktop.services import history
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.student_fields import save_student_fields
from cte_desktop.services.students import list_students
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.student_dialog import StudentDialog
from cte_desktop.ui.widgets.labels import ElidedLabel
from tests.ui.hands import CONTROL, press, type_text
from tests.ui.planning.conftest import Settle
from tests.ui.planning.steps import FALL_12_P3, place_by_keyboard, planned


def opened(page: PlanPage) -> StudentDialog:
    """Open the dialog with the pencil beside the name."""
    page.header.edit_button.setFocus()
    press(page.header.edit_button, Qt.Key.Key_Space)
    return page.findChildren(StudentDialog)[-1]


def on_table(page: PlanPage) -> Student:
    case = page.case()
    assert case is not None
    return case.file.student


def stored(desk: Desk, uid: str) -> Student:
    return open_case_of(desk, uid).file.student


def write_goal(page: PlanPage, text: str) -> None:
    dialog = opened(page)
    dialog.goal.selectAll()
    type_text(dialog.goal, text)
    press(dialog.goal, Qt.Key.Key_Return, CONTROL)


def facts_of(page: PlanPage) -> ElidedLabel:
    labels = page.header.findChildren(ElidedLabel)
    return next(label for label in labels if label.text() == page.header.facts())


def tip_of(label: ElidedLabel) -> str:
    """Return the tooltip that stands there when the pointer rests."""
    spot = QPoint(3, 3)
    QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, spot, label.mapToGlobal(spot)))
    return label.toolTip()


def test_all_three_are_written_from_field_to_field(
    page: PlanPage, settle: Settle, plan_desk: Desk, uid: str
) -> None:
    dialog = opened(page)
    assert dialog.focusWidget() is dialog.preferred_name
    type_text(dialog.preferred_name, "Zee")
    press(dialog.preferred_name, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.goal
    type_text(dialog.goal, "Welder")
    press(dialog.goal, Qt.Key.Key_Return)
    type_text(dialog.goal, "in a shipyard")
    assert dialog.isVisible()
    press(dialog.goal, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.major
    type_text(dialog.major, " Metallurgy ")
    press(dialog.major, Qt.Key.Key_Return)
    settle()
    student = stored(plan_desk, uid)
    assert student == on_table(page)
    assert (student.preferred_name, student.goal, student.major) == (
        "Zee", "Welder\nin a shipyard", "Metallurgy"
    )  # fmt: skip
    assert page.header.accessibleName().startswith("O'Neil-Núñez, Zee: 11th grade")
    assert page.header.accessibleName().endswith(
        " · goal: Welder in a shipyard · major: Metallurgy"
    )


def test_undo_and_redo_in_the_window_go_by_name_in_the_order_of_the_edits(
    page: PlanPage, settle: Settle, plan_desk: Desk, uid: str
) -> None:
    write_goal(page, "Welder")
    place_by_keyboard(page, "english 12", FALL_12_P3)
    write_goal(page, "Nurse")
    assert page.editor.undo_name() == "Undo Change goal after school"
    page.editor.undo()
    assert (on_table(page).goal, len(planned(page))) == ("Welder", 2)
    page.editor.undo()
    page.editor.undo()
    assert (on_table(page).goal, planned(page), page.editor.undo_name()) == ("", [], "")
    assert page.editor.redo_name() == "Redo Change goal after school"
    for _ in range(3):
        page.editor.redo()
    settle()
    assert stored(plan_desk, uid).goal == on_table(page).goal == "Nurse"
    assert open_case_of(plan_desk, uid).plan == page.editor._plan()


def test_after_opening_anew_it_can_be_undone(
    page: PlanPage, settle: Settle, plan_desk: Desk, uid: str
) -> None:
    write_goal(page, "Welder")
    settle()
    page.open_student(uid)
    settle()
    assert page.editor.undo_name() == "Undo Change goal after school"
    page.editor.undo()
    settle()
    assert stored(plan_desk, uid).goal == ""
    assert history.list_history(plan_desk)[0].text == "Undo Change goal after school"


def test_saved_as_it_was_or_given_up_nothing_changes(
    page: PlanPage, settle: Settle, plan_desk: Desk
) -> None:
    before = history.list_history(plan_desk)
    press(opened(page).preferred_name, Qt.Key.Key_Return)
    dialog = opened(page)
    type_text(dialog.major, "Metallurgy")
    press(dialog, Qt.Key.Key_Escape)
    settle()
    assert history.list_history(plan_desk) == before
    assert (on_table(page).major, page.editor.undo_name()) == ("", "")


def test_what_is_too_long_is_said_at_its_field(page: PlanPage, settle: Settle) -> None:
    dialog = opened(page)
    dialog.goal.setPlainText("g" * 4001)
    press(dialog.preferred_name, Qt.Key.Key_Return)
    assert dialog.fault() == "The goal is too long: at most 4000 characters."
    assert dialog.focusWidget() is dialog.goal
    press(dialog.goal, Qt.Key.Key_Backspace)
    dialog.goal.setPlainText("g" * 4000)
    assert dialog.fault() == ""
    press(dialog.goal, Qt.Key.Key_Enter, CONTROL)
    settle()
    assert len(on_table(page).goal) == 4000


def test_only_what_was_touched_is_written(
    page: PlanPage, settle: Settle, plan_desk: Desk, uid: str, bench: Workbench
) -> None:
    dialog = opened(page)
    type_text(dialog.major, "Metallurgy")
    bench.refresh.tell(save_student_fields(plan_desk, uid, goal="Welder"))
    settle()
    press(dialog.major, Qt.Key.Key_Return)
    settle()
    student = stored(plan_desk, uid)
    assert (student.goal, student.major) == ("Welder", "Metallurgy")


def test_the_menu_opens_it_and_another_student_closes_it(
    page: PlanPage, settle: Settle, plan_desk: Desk, bench: Workbench
) -> None:
    bench.actions.action("edit_student").trigger()
    (dialog,) = page.findChildren(StudentDialog)
    assert dialog.isVisible()
    ben = next(line.uid for line in list_students(plan_desk) if line.student_id == "0014")
    page.open_student(ben)
    settle()
    assert not any(one.isVisible() for one in page.findChildren(StudentDialog))


def test_the_menu_offers_it_only_with_a_student(blank_page: PlanPage, bench: Workbench) -> None:
    assert blank_page.case() is None
    assert not bench.actions.action("edit_student").isEnabled()


@pytest.mark.parametrize(("width", "is_shown"), [(1192, True), (700, False)])
def test_the_goal_stands_in_the_head_where_it_fits_else_in_the_tooltip(
    page: PlanPage, settle: Settle, qtbot: QtBot, width: int, is_shown: bool
) -> None:
    write_goal(page, "Welder & <b>owner</b> of a workshop in the harbor")
    settle()
    page.header.setFixedWidth(width)
    qtbot.waitUntil(lambda: page.header.width() == width and facts_of(page).width() < width)
    qtbot.waitUntil(lambda: page.header.rect().contains(facts_of(page).geometry()))
    tip = tip_of(facts_of(page))
    assert (tip == "") == is_shown
    if not is_shown:
        assert "goal: Welder &amp; &lt;b&gt;owner&lt;/b&gt; of a workshop" in tip
    assert "goal" not in page.header.facts()
