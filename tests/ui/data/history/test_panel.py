"""The history in the window: searched, told in full, taken back; and that of one student."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.history_details import student_of
from cte_desktop.services.history_pages import PagedLine
from cte_desktop.services.settings import change_setting
from cte_desktop.services.student_fields import save_student_fields
from cte_desktop.services.students import list_students
from cte_desktop.storage.facts import RESTORED_AT, RESTORED_FROM, write_fact
from cte_desktop.ui.data.history.panel import HistoryPanel
from cte_desktop.ui.history.dialog import StudentHistoryDialog
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.widgets.question_dialog import QuestionDialog

_MARGIN = "travel_margin_minutes"


@pytest.fixture
def panel(desk: Desk, bench: Workbench, qtbot: QtBot) -> HistoryPanel:
    """The part, with two steps about a setting after what the sample brought."""
    for minutes in ("12", "15"):
        change_setting(desk, _MARGIN, minutes)
    made = HistoryPanel(desk, bench)
    qtbot.addWidget(made)
    bench.refresh.changed.connect(lambda _changes: made.read())
    made.resize(1000, 600)
    made.show()
    made.read()
    qtbot.waitUntil(bench.tasks.is_idle)
    return made


def _choose(panel: HistoryPanel, bench: Workbench, qtbot: QtBot, place: int) -> PagedLine:
    row = panel.model.shown_rows()[place]
    assert panel.table.select_key(row.line.number)
    qtbot.waitUntil(bench.tasks.is_idle)
    return row


def _margin(desk: Desk) -> int:
    desk.forget_district()
    return desk.district().planning.travel_margin_minutes


def test_a_step_is_told_before_and_after(
    panel: HistoryPanel, bench: Workbench, qtbot: QtBot
) -> None:
    _choose(panel, bench, qtbot, 0)
    said = " ".join(panel.side.texts())
    assert "Setting, Minutes beside the travel time: changed" in said
    assert "12  →  15" in said


def test_words_narrow_the_list_and_clearing_them_shows_all(
    panel: HistoryPanel, bench: Workbench, qtbot: QtBot
) -> None:
    every = len(panel.model.shown_rows())
    panel.filters.search.setText("minutes beside 15")
    qtbot.waitUntil(lambda: len(panel.model.shown_rows()) == 1)
    panel.filters.clear()
    qtbot.waitUntil(lambda: len(panel.model.shown_rows()) == every)


def test_a_step_is_undone_after_a_question_and_done_again(
    panel: HistoryPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    _choose(panel, bench, qtbot, 0)
    panel.side.undo_button.click()
    qtbot.waitUntil(lambda: bool(panel.window().findChildren(QuestionDialog)))
    (question,) = panel.window().findChildren(QuestionDialog)
    assert "becomes as it was before" in question.accessibleDescription()
    question.answered.emit("undo")
    question.close()
    qtbot.waitUntil(lambda: bench.tasks.is_idle() and _margin(desk) == 12)
    undo = panel.model.shown_rows()[0]
    assert undo.line.text == "Undo Set Minutes beside the travel time to 15"
    _choose(panel, bench, qtbot, 0)
    assert panel.side.undo_button.text() == "Do it again"
    panel.side.undo_button.click()
    qtbot.waitUntil(lambda: bench.tasks.is_idle() and _margin(desk) == 15)


def test_a_step_in_the_way_is_named_and_shown(
    panel: HistoryPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    row = _choose(panel, bench, qtbot, 1)
    refused = []
    panel.undoer.refused.connect(lambda error, later: refused.append((error.code, later)))
    panel.side.undo_button.click()
    qtbot.waitUntil(lambda: bool(refused))
    assert refused == [("changed_since", row.line.number + 1)]
    assert _margin(desk) == 15
    panel.show_step(row.line.number + 1)
    current = panel.table.current_row()
    assert current is not None
    assert current.line.number == row.line.number + 1


def test_the_history_of_a_student_holds_their_steps_alone(
    desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    one, other = list_students(desk)[:2]
    change = save_student_fields(desk, one.uid, goal="Nurse")
    save_student_fields(desk, other.uid, goal="Pilot")
    dialog = StudentHistoryDialog(desk, bench, student_of(desk, one.uid))
    dialog.open()
    qtbot.waitUntil(lambda: bench.tasks.is_idle() and bool(dialog.model.shown_rows()))
    numbers = [row.line.number for row in dialog.model.shown_rows()]
    assert numbers == [change.step, 1]
    qtbot.waitUntil(lambda: "Nurse" in " ".join(dialog.side.texts()))
    assert "Pilot" not in " ".join(dialog.side.texts())
    name = student_of(desk, one.uid).name
    assert name not in dialog.windowTitle()
    assert f"History of {name}" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.reject()


def test_the_history_of_a_restored_database_says_so(
    panel: HistoryPanel, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    assert not panel.restored.isVisible()
    with desk.database.writing() as tx:
        write_fact(tx.connection, RESTORED_AT, "2026-11-20T17:30:00+00:00")
        write_fact(tx.connection, RESTORED_FROM, "2026-11-19T08:00:00+00:00")
    panel.read()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert panel.restored.isVisible()
    assert "Restored on Nov 20, 2026" in panel.restored.text()
    assert "from the backup of Nov 19, 2026" in panel.restored.text()
