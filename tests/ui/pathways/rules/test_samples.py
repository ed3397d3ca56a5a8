"""The form of a sample: its record line by line, and which requirement it looks at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cte_desktop.ui.pathways.rules.field_editors import ChoiceEditor
from cte_desktop.ui.pathways.rules.line_row import LineRow
from cte_desktop.ui.pathways.rules.record_editor import RecordEditor
from tests.ui.hands import click, press
from tests.ui.pathways.rules.editor_hands import EditorHands

SAMPLE = ("graduation", "sample", 0)


def _record(hands: EditorHands) -> RecordEditor:
    record = hands.row("record").editor
    assert isinstance(record, RecordEditor)
    return record


def _open_rows(record: RecordEditor) -> list[LineRow]:
    return [row for row in record.rows if row.is_open()]


def test_the_fields_of_a_line_are_made_when_somebody_goes_there_and_gone_when_they_leave(
    hands: EditorHands,
) -> None:
    hands.open(SAMPLE)
    record = _record(hands)
    assert len(record.rows) > 5
    assert not _open_rows(record)
    first, second = record.rows[:2]
    assert "Grade 9" in first.accessibleName() or "9" in first.accessibleName()
    click(first, first.rect().center())
    assert _open_rows(record) == [first]
    assert QApplication.focusWidget() is first.open_fields().course
    click(second, second.rect().center())
    assert _open_rows(record) == [second]
    record.new.course.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not _open_rows(record)


def test_tab_goes_through_the_fields_of_a_line_and_on_to_the_next(hands: EditorHands) -> None:
    hands.open(SAMPLE)
    record = _record(hands)
    first, second = record.rows[:2]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is first.open_fields().grade
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        press(focused, Qt.Key.Key_Tab)
    assert _open_rows(record) == [second]
    assert QApplication.focusWidget() is second.open_fields().grade
    press(second.open_fields().grade, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert _open_rows(record) == [first]
    assert QApplication.focusWidget() is first.open_fields().button


def test_the_sign_at_the_end_of_a_line_removes_it(hands: EditorHands) -> None:
    hands.open(SAMPLE)
    record = _record(hands)
    before = hands.value(*SAMPLE, "record")
    assert isinstance(before, list)
    row = record.rows[1]
    place = row.rect().center()
    place.setX(row.width() - 8)
    click(row, place)
    assert hands.value(*SAMPLE, "record") == [before[0], *before[2:]]
    hands.view.draft.undo()
    assert hands.value(*SAMPLE, "record") == before


def test_what_a_sample_looks_at_is_chosen_from_the_rows_of_its_program(hands: EditorHands) -> None:
    hands.open(SAMPLE)
    hands.settle()
    editor = hands.row("requirement").editor
    assert isinstance(editor, ChoiceEditor)
    words = [editor.box.itemText(place) for place in range(editor.box.count())]
    assert words[0] == "The whole program"
    assert "Health" in words
    assert "Social studies: United States History" in words
    hands.choose("requirement", "health")
    assert hands.value(*SAMPLE, "requirement") == "health"
    hands.choose("program", "uc")
    hands.settle()
    assert editor.box.findData("A.us_history") > 0
    hands.choose("requirement", "")
    assert hands.value(*SAMPLE, "requirement") is None
