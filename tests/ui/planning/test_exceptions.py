"""Exceptions for one student in the panel: decided, shown, changed, removed, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.students import list_students
from cte_desktop.ui.planning.exception_dialog import ExceptionDialog
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.program_choice import ProgramChoice
from cte_desktop.ui.planning.requirement_row import RequirementRow
from cte_desktop.ui.widgets.buttons import ChoiceBox
from tests.ui.hands import click, press, type_text
from tests.ui.planning.conftest import Settle
from tests.ui.planning.test_panel import button


def opened(page: PlanPage, settle: Settle) -> ExceptionDialog:
    settle()
    return page.findChildren(ExceptionDialog)[-1]


def shown_dialogs(page: PlanPage) -> list[ExceptionDialog]:
    return [one for one in page.findChildren(ExceptionDialog) if one.isVisible()]


def choose(box: ChoiceBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))


def waive_health(page: PlanPage, settle: Settle) -> None:
    click(page.panel.buttons[2])
    dialog = opened(page, settle)
    choose(dialog.kind, "waiver")
    choose(dialog.requirement, "health")
    type_text(dialog.reason, "ill for a semester")
    type_text(dialog.approved_by, "M. Ortiz")
    click(button(dialog, "Save"))
    settle()


def row_of(page: PlanPage, title: str) -> RequirementRow:
    section = page.panel.section("graduation")
    assert section is not None
    return next(row for row in section.rows() if row.title() == title)


def test_what_is_missing_is_said_and_nothing_is_kept(page: PlanPage, settle: Settle) -> None:
    click(page.panel.buttons[2])
    dialog = opened(page, settle)
    dialog.on.setText("yesterday")
    said = []
    for field, text in (
        (dialog.for_course, "ENG09"),
        (dialog.course, "ENG09"),
        (dialog.course, "Chemistry in the Earth System (CHEM)"),
        (dialog.reason, "moved here"),
        (dialog.approved_by, "M. Ortiz"),
    ):
        click(button(dialog, "Save"))
        said.append(dialog.fault())
        assert dialog.focusWidget() is field
        field.setText(text)
    click(button(dialog, "Save"))
    assert [*said, dialog.fault()] == [
        "Choose the course that was taken.",
        "Choose the course that it counts as.",
        "A course can't stand in for itself.",
        "Give the reason.",
        "Say who approved it.",
        '"yesterday" is no date; write 2026-11-21 or 11/21/2026.',
    ]
    assert dialog.focusWidget() is dialog.on
    press(dialog, Qt.Key.Key_Escape)
    settle()
    assert page.panel.exceptions.lines() == ()


def test_a_name_that_no_database_holds_is_refused_in_the_dialog(
    page: PlanPage, settle: Settle
) -> None:
    click(page.panel.buttons[2])
    dialog = opened(page, settle)
    choose(dialog.kind, "pe_exemption")
    dialog.reason.setText("EC 51241")
    dialog.approved_by.setText("M. Ortiz " * 200)
    click(button(dialog, "Save"))
    assert dialog.fault().startswith("The name of who approved it is too long")
    dialog.approved_by.setText("M. Ortiz")
    dialog.on.setText("11/20/2026")
    click(button(dialog, "Save"))
    settle()
    (line,) = page.panel.exceptions.lines()
    said = line.accessibleName()
    assert "Exemption from physical education." in said
    assert "approved by M. Ortiz on November 20, 2026" in said


def test_the_form_says_what_a_course_is_for(page: PlanPage, settle: Settle) -> None:
    click(page.panel.buttons[2])
    dialog = opened(page, settle)
    names = {}
    for kind in ("substitution", "waiver", "also_allow"):
        choose(dialog.kind, kind)
        names[kind] = (dialog.course.accessibleName(), dialog.course.placeholderText())
    assert names == {
        "substitution": ("Counts as", ""),
        "waiver": ("Only by the course", "Empty: the whole requirement is waived"),
        "also_allow": ("Course", ""),
    }
    dialog.reject()


def test_before_it_is_saved_the_dialog_says_what_would_change(
    page: PlanPage, settle: Settle, qtbot: QtBot
) -> None:
    click(page.panel.buttons[2])
    dialog = opened(page, settle)
    choose(dialog.kind, "waiver")
    choose(dialog.requirement, "health")
    qtbot.waitUntil(lambda: bool(dialog.effect()))
    assert dialog.effect().startswith("Health would be met")
    choose(dialog.requirement, "")
    assert dialog.effect() == ""
    dialog.reject()


def test_an_exception_is_shown_at_its_requirement_and_listed_with_who_approved_it(
    page: PlanPage, settle: Settle, plan_desk: Desk, uid: str
) -> None:
    waive_health(page, settle)
    (line,) = page.panel.exceptions.lines()
    assert line.accessibleName().startswith("Approved exception: Health: waived.")
    assert "approved by M. Ortiz on November 21, 2026: ill for a semester" in line.accessibleName()
    assert "approved exception" in row_of(page, "Health").words()
    (stored,) = open_case_of(plan_desk, uid).file.decisions
    assert (stored.kind, stored.requirement, stored.approved_by) == ("waiver", "health", "M. Ortiz")
    assert page.editor.undo_name() == "Undo Approve an exception (waiver)"
    page.editor.undo()
    settle()
    assert page.panel.exceptions.lines() == ()
    assert "approved exception" not in row_of(page, "Health").words()


def test_an_exception_is_changed_and_removed(page: PlanPage, settle: Settle) -> None:
    waive_health(page, settle)
    page.panel.exceptions.lines()[0].change_wanted.emit()
    dialog = opened(page, settle)
    assert dialog.decision().reason == "ill for a semester"
    type_text(dialog.reason, ", with a note")
    click(button(dialog, "Save"))
    settle()
    (line,) = page.panel.exceptions.lines()
    assert line.decision.reason == "ill for a semester, with a note"
    assert page.editor.undo_name() == "Undo Change an exception (waiver)"
    line.remove_wanted.emit()
    settle()
    assert page.panel.exceptions.lines() == ()
    for _ in range(2):
        page.editor.undo()
    settle()
    assert page.panel.exceptions.lines()[0].decision.reason == "ill for a semester"


@pytest.mark.parametrize("late", [True, False], ids=["before it opened", "after it opened"])
def test_no_exception_is_asked_for_a_student_who_left_the_table(
    page: PlanPage, settle: Settle, plan_desk: Desk, late: bool
) -> None:
    ben = next(line.uid for line in list_students(plan_desk) if line.student_id == "0014")
    if late:
        page.open_student(ben)
    click(page.panel.buttons[2])
    settle()
    if not late:
        assert len(shown_dialogs(page)) == 1
        page.open_student(ben)
        settle()
    case = page.case()
    assert case is not None
    assert case.file.student.uid == ben
    assert shown_dialogs(page) == []


def test_what_was_opened_about_a_student_closes_when_another_comes(
    page: PlanPage, settle: Settle, plan_desk: Desk
) -> None:
    ben = next(line.uid for line in list_students(plan_desk) if line.student_id == "0014")
    click(page.panel.buttons[1])
    settle()
    assert [one.isVisible() for one in page.findChildren(ProgramChoice)] == [True]
    row = row_of(page, "Health")
    page.panel.requirement_menu_wanted.emit("graduation", "health", row.pos())
    page.open_student(ben)
    settle()
    opened_before = (*page.findChildren(ProgramChoice), *page.panel.findChildren(QMenu))
    assert not any(one.isVisible() for one in opened_before)


def test_the_exemption_asks_for_its_category_and_is_about_graduation_alone(
    page: PlanPage, settle: Settle
) -> None:
    click(page.panel.buttons[2])
    dialog = opened(page, settle)
    choose(dialog.program, "uc")
    choose(dialog.kind, "exemption_51225_1")
    assert dialog.program.currentData() == "graduation"
    assert not dialog.program.isEnabled()
    assert dialog.category.isVisibleTo(dialog)
    assert not dialog.course.isVisibleTo(dialog)
    choose(dialog.category, "foster")
    type_text(dialog.reason, "transfer in grade 11")
    type_text(dialog.approved_by, "M. Ortiz")
    click(button(dialog, "Save"))
    settle()
    case = page.case()
    assert case is not None
    assert case.file.decisions[0].category == "foster"
    program = case.audit.program("graduation")
    assert program is not None
    assert program.need == 13000


def test_the_menu_of_a_requirement_begins_an_exception_there(
    page: PlanPage, settle: Settle
) -> None:
    row = row_of(page, "Health")
    row.setFocus()
    press(row, Qt.Key.Key_Menu)
    menu = page.panel.findChildren(QMenu)[-1]
    menu.actions()[0].trigger()
    menu.close()
    dialog = opened(page, settle)
    assert (dialog.decision().kind, dialog.decision().requirement) == ("waiver", "health")
    dialog.reject()
