"""Adding, changing, moving, cancelling and removing sections on the page, and taking it back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.domain.catalog.section import SectionMeeting
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history
from cte_desktop.services.sections.listing import list_sections, section_line
from cte_desktop.ui.notices import Notice, NoticeButton
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.sections.page import SectionsPage
from cte_desktop.ui.sections.section_dialog import SectionDialog
from cte_desktop.ui.sections.top_line import TABLE
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from tests.ui.hands import click, press

YEAR = 2026


@pytest.fixture
def said(bench: Workbench) -> list[Notice]:
    notices: list[Notice] = []
    bench.notices.posted.connect(notices.append)
    return notices


@pytest.fixture
def table_page(page: SectionsPage, bench: Workbench) -> SectionsPage:
    """All sections in the table, the page hearing of changes as in the window."""
    page.top.choose_site(None)
    page.top.view.choose(TABLE)
    bench.refresh.changed.connect(page.refresh)
    page.view.table.focus_first()
    return page


def key_of(page: SectionsPage) -> tuple[int, str]:
    row = page.view.current()
    assert row is not None
    return row.key


def dialog_of(page: SectionsPage, bench: Workbench, qtbot: QtBot) -> SectionDialog:
    qtbot.waitUntil(lambda: bool(page.findChildren(SectionDialog)))
    dialog: SectionDialog = page.findChildren(SectionDialog)[-1]
    qtbot.waitUntil(lambda: not dialog._timer.isActive() and bench.tasks.is_idle())
    return dialog


def saved(dialog: SectionDialog, bench: Workbench, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.save.isEnabled)
    with qtbot.waitSignal(dialog.accepted):
        press(dialog.save, Qt.Key.Key_Space)
    qtbot.waitUntil(bench.tasks.is_idle)


def cancel_button(page: SectionsPage) -> QPushButton:
    button = page.view.detail.findChild(QPushButton, "cancel_section")
    assert isinstance(button, QPushButton)
    return button


def answered(page: QWidget, text: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(page.findChildren(QuestionDialog)))
    dialog = page.findChildren(QuestionDialog)[-1]
    buttons = [b for b in dialog.findChildren(QWidget) if b.accessibleName() == text]
    click(buttons[0])


def test_a_section_is_added_and_chosen_and_undo_takes_it_back(
    table_page: SectionsPage, desk: Desk, bench: Workbench, said: list[Notice], qtbot: QtBot
) -> None:
    before = len(list_sections(desk, YEAR))
    bench.actions.action("add_section").trigger()
    dialog = dialog_of(table_page, bench, qtbot)
    assert dialog.form.section_id.text()
    dialog.form.course.setText("ENG09")
    saved(dialog, bench, qtbot)
    assert len(list_sections(desk, YEAR)) == before + 1
    assert section_line(desk, key_of(table_page)).section.course_code == "ENG09"
    assert said[-1].text.startswith("Done: Add section ")
    said[-1].buttons[0].press()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert len(list_sections(desk, YEAR)) == before
    assert table_page.view.table.model_of_rows.counts()[1] == before


def test_enter_changes_a_section_as_one_step_that_goes_back_and_comes_again(
    table_page: SectionsPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    key = key_of(table_page)
    before = section_line(desk, key).section
    steps = len(list_history(desk))
    press(table_page.view.table, Qt.Key.Key_Return)
    dialog = dialog_of(table_page, bench, qtbot)
    dialog.form.teacher.setText("N. New")
    dialog.form.seats.setText("31")
    saved(dialog, bench, qtbot)
    after = replace(before, teacher="N. New", seats=31)
    assert section_line(desk, key).section == after
    assert len(list_history(desk)) == steps + 1
    assert bench.actions.action("undo").text().startswith("Undo Change section ")
    for name, expected in (("undo", before), ("redo", after), ("undo", before)):
        bench.actions.action(name).trigger()
        qtbot.waitUntil(bench.tasks.is_idle)
        assert section_line(desk, key).section == expected
    assert not bench.actions.action("undo").isEnabled()


def test_keys_faster_than_the_store_go_back_and_forth_step_by_step(
    table_page: SectionsPage, desk: Desk, bench: Workbench, said: list[Notice], qtbot: QtBot
) -> None:
    key = key_of(table_page)
    first = section_line(desk, key).section.teacher
    for teacher in ("N. New", "O. Other"):
        press(table_page.view.table, Qt.Key.Key_Return)
        dialog = dialog_of(table_page, bench, qtbot)
        dialog.form.teacher.setText(teacher)
        saved(dialog, bench, qtbot)
    del said[:]
    for keys, expected in (
        (("undo", "undo"), first),
        (("redo", "redo"), "O. Other"),
        (("undo", "undo", "redo", "undo", "redo"), "N. New"),
    ):
        for name in keys:  # none waits for the one before
            bench.actions.action(name).trigger()
        qtbot.waitUntil(bench.tasks.is_idle)
        assert section_line(desk, key).section.teacher == expected
    assert not said
    assert bench.actions.action("undo").isEnabled()
    assert bench.actions.action("redo").isEnabled()


def test_f2_moves_a_section_to_other_times(
    table_page: SectionsPage, desk: Desk, bench: Workbench, said: list[Notice], qtbot: QtBot
) -> None:
    key = key_of(table_page)
    press(table_page.view.table, Qt.Key.Key_F2)
    dialog = dialog_of(table_page, bench, qtbot)
    assert not dialog.form.course.isVisible()
    row = dialog.meetings.rows[0]
    row.period.setCurrentIndex(row.period.findText("Clock times"))
    row.start.setText("16:10")
    row.end.setText("17:40")
    row.room.setText("Shop")
    row.changed.emit()
    saved(dialog, bench, qtbot)
    meeting = section_line(desk, key).section.meetings[0]
    assert (meeting.start, meeting.end, meeting.room) == (970, 1060, "Shop")
    assert "Move section" in said[-1].text


def test_delete_cancels_after_a_question_and_once_more_reopens(
    table_page: SectionsPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    key = key_of(table_page)
    press(table_page.view.table, Qt.Key.Key_Delete)
    answered(table_page, "Cancel the section", qtbot)
    qtbot.waitUntil(lambda: bench.tasks.is_idle() and section_line(desk, key).section.cancelled)
    qtbot.waitUntil(bench.tasks.is_idle)
    row = table_page.view.current()
    assert row is not None
    assert row.state == "Cancelled"
    assert cancel_button(table_page).text() == "Reopen"
    press(table_page.view.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not section_line(desk, key).section.cancelled)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert cancel_button(table_page).text() == "Cancel…"


def test_the_offer_to_undo_goes_when_the_key_has_undone_it(
    table_page: SectionsPage, desk: Desk, bench: Workbench, said: list[Notice], qtbot: QtBot
) -> None:
    withdrawn: list[NoticeButton] = []
    bench.notices.withdrawn.connect(withdrawn.append)
    key = key_of(table_page)
    press(table_page.view.table, Qt.Key.Key_Delete)
    answered(table_page, "Cancel the section", qtbot)
    qtbot.waitUntil(lambda: bool(said) and bench.tasks.is_idle())
    bench.actions.action("undo").trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert not section_line(desk, key).section.cancelled
    assert withdrawn == [said[-1].buttons[0]]


def test_a_section_that_somebody_has_is_not_removed_and_the_reason_is_told(
    table_page: SectionsPage, desk: Desk, bench: Workbench, said: list[Notice], qtbot: QtBot
) -> None:
    taken = max(table_page.view.table.model_of_rows.shown_rows(), key=lambda row: row.line.recorded)
    assert taken.line.recorded
    table_page.view.choose(taken.key)
    bench.actions.action("remove_section").trigger()
    answered(table_page, "Yes, remove it", qtbot)
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1].tone == "must_fix"
    assert "can't be removed" in said[-1].text
    assert section_line(desk, taken.key).section == taken.line.section


def test_what_stops_is_told_at_its_field_and_keeps_save_off(
    table_page: SectionsPage, bench: Workbench, qtbot: QtBot
) -> None:
    rows = table_page.view.table.model_of_rows.shown_rows()
    bench.actions.action("edit_section").trigger()
    dialog = dialog_of(table_page, bench, qtbot)
    dialog.form.section_id.setText(rows[1].line.section.section_id)
    dialog_of(table_page, bench, qtbot)
    assert "already" in dialog.form.cells["section_id"].faults.text()
    assert not dialog.save.isEnabled()
    dialog.form.section_id.setText(rows[0].line.section.section_id)
    dialog.form.seats.setText("-3")
    dialog_of(table_page, bench, qtbot)
    assert dialog.form.cells["seats"].faults.text()
    assert not dialog.save.isEnabled()


def test_a_meeting_that_ends_before_it_starts_stops_and_is_told_in_words(
    table_page: SectionsPage, bench: Workbench, qtbot: QtBot
) -> None:
    bench.actions.action("move_section").trigger()
    dialog = dialog_of(table_page, bench, qtbot)
    for row in dialog.meetings.rows[1:]:
        row.remove_wanted.emit()
    row = dialog.meetings.rows[0]
    row.period.setCurrentIndex(row.period.findText("Clock times"))
    row.start.setText("17:00")
    row.end.setText("16:00")
    row.changed.emit()
    dialog_of(table_page, bench, qtbot)
    assert row.meeting() == SectionMeeting("", row.meeting().days, 1020, 960, row.meeting().room)
    assert dialog.meetings.faults.text()
    assert not dialog.save.isEnabled()


def test_a_move_tells_before_saving_whose_time_it_takes_and_whom_it_moves(
    table_page: SectionsPage, bench: Workbench, qtbot: QtBot
) -> None:
    rows = table_page.view.table.model_of_rows.shown_rows()
    taken = max(rows, key=lambda row: row.line.recorded)
    section = taken.line.section
    other = next(
        row.line.section
        for row in rows
        if row.line.section.teacher == section.teacher
        and row.line.section.term in {section.term, "year"}
        and row.line.section.meetings
        and row.line.section.meetings[0].period != section.meetings[0].period
    )
    table_page.view.choose(taken.key)
    bench.actions.action("move_section").trigger()
    dialog = dialog_of(table_page, bench, qtbot)
    assert dialog.meetings.faults.text() == ""
    row = dialog.meetings.rows[0]
    row.period.setCurrentIndex(row.period.findData(other.meetings[0].period))
    dialog_of(table_page, bench, qtbot)
    told = dialog.meetings.faults.text()
    assert f" {taken.line.recorded + taken.line.planned} " in told
    assert "What would break?" in told
    assert f"{section.teacher} " in told + dialog.general.text()
    assert other.section_id in told + dialog.general.text()
    assert dialog.save.isEnabled()
