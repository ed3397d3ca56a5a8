"""Sending out from the window: said what is wanted, looked over, written, logged."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services import exporting
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.students import list_students
from cte_desktop.ui.data.exports.export_dialog import ExportDialog, offer_exports
from cte_desktop.ui.page import Workbench
from tests.ui.hands import click, press, type_text


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    """The window that the dialog opens over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(bench: Workbench, desk: Desk, over: QWidget) -> ExportDialog:
    made = ExportDialog(bench, desk, over)
    made.open()
    return made


def _say(dialog: ExportDialog, export: str, place: Path) -> None:
    dialog.choice.choose(export)
    dialog.choice.place.setText(str(place))
    dialog.choice.to.recipient.setText("Registrar")
    dialog.choice.to.purpose.setText("enrolling")


def _idle(bench: Workbench, qtbot: QtBot) -> None:
    qtbot.waitUntil(bench.tasks.is_idle)


def test_nothing_is_looked_over_before_it_is_said_who_receives_it_and_what_for(
    dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.choice.place.setText(str(tmp_path / "requests.csv"))
    assert not dialog.look_button.isEnabled()
    assert "who receives it" in dialog.lacks.text()
    type_text(dialog.choice.to.recipient, "Registrar")
    assert not dialog.look_button.isEnabled()
    type_text(dialog.choice.to.purpose, "enrolling")
    assert dialog.look_button.isEnabled()
    assert dialog.lacks.text() == ""


def test_requests_are_looked_over_then_written_and_logged(
    dialog: ExportDialog, bench: Workbench, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    QAbstractItemModelTester(dialog.problems.model)
    _say(dialog, "requests", tmp_path / "requests.csv")
    click(dialog.look_button)
    _idle(bench, qtbot)
    assert dialog.write_button.isVisible()
    assert "students" in dialog.heading.text()
    assert not (tmp_path / "requests.csv").exists()
    assert list_disclosures(desk) == ()
    press(dialog.write_button, Qt.Key.Key_Space)
    _idle(bench, qtbot)
    assert (tmp_path / "requests.csv").exists()
    assert dialog.folder_button.isVisible()
    assert "requests.csv" in dialog.outcome.text()
    (entry,) = list_disclosures(desk)
    assert (entry.recipient, entry.purpose) == ("Registrar", "enrolling")


def test_what_cannot_be_sent_to_the_state_is_said_before_it_is_written(
    dialog: ExportDialog, bench: Workbench, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql("UPDATE student SET state_id = '12'")
    _say(dialog, "scte", tmp_path / "scte.txt")
    click(dialog.look_button)
    _idle(bench, qtbot)
    told = dialog.problems.model.shown_rows()
    assert any(one.blocks and "SSID" in one.text for one in told)
    assert [one.blocks for one in told] == sorted((o.blocks for o in told), reverse=True)
    assert "can't be sent" in dialog.words.text()
    click(dialog.back_button)
    assert dialog.choice.isVisible()
    assert not (tmp_path / "scte.txt").exists()


def test_one_student_is_named_and_sent_as_json(
    dialog: ExportDialog, bench: Workbench, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    line = list_students(desk)[0]
    _say(dialog, "student", tmp_path / "one.json")
    assert dialog.lacks.text() == "Name the student."
    dialog.choice.student.setText(f"{line.name} ({line.student_id})")
    dialog.choice.place.setText(str(tmp_path / "one.json"))
    click(dialog.look_button)
    _idle(bench, qtbot)
    click(dialog.write_button)
    _idle(bench, qtbot)
    made = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert made["student"]["student_id"] == line.student_id


def test_everything_goes_into_a_folder(
    dialog: ExportDialog, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    _say(dialog, "everything", tmp_path / "all")
    click(dialog.look_button)
    _idle(bench, qtbot)
    click(dialog.write_button)
    _idle(bench, qtbot)
    assert (tmp_path / "all" / "record.csv").exists()
    assert "more files" in dialog.outcome.text()


def test_a_refused_place_leads_back_to_the_form(
    dialog: ExportDialog, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("Dear family")
    _say(dialog, "everything", tmp_path)
    click(dialog.look_button)
    _idle(bench, qtbot)
    assert dialog.choice.isVisible()
    assert "other files" in dialog.lacks.text()
    assert dialog.look_button.isEnabled()


def test_only_what_an_export_asks_for_is_shown(dialog: ExportDialog) -> None:
    choice = dialog.choice
    seen = {}
    for name in ("requests", "scte", "student", "everything"):
        choice.choose(name)
        fields = (choice.year, choice.school, choice.layout_choice, choice.student, choice.kind)
        seen[name] = [not field.isHidden() for field in fields]
    assert seen == {
        "requests": [True, True, True, False, True],
        "scte": [True, True, False, False, False],
        "student": [False, False, False, True, True],
        "everything": [False, False, False, False, False],
    }


def test_the_name_of_the_file_follows_until_a_person_says_where(
    dialog: ExportDialog, tmp_path: Path
) -> None:
    choice = dialog.choice
    choice.choose("rosters")
    choice.kind.setCurrentIndex(choice.kind.findData(".xlsx"))
    assert Path(choice.place.text()).name == "rosters-2026-27.xlsx"
    choice.year.setCurrentIndex(choice.year.findData(2025))
    assert Path(choice.place.text()).name == "rosters-2025-26.xlsx"
    choice.place.clear()
    type_text(choice.place, str(tmp_path / "mine.csv"))
    choice.year.setCurrentIndex(choice.year.findData(2026))
    assert choice.place.text() == str(tmp_path / "mine.csv")


def test_the_action_opens_the_dialog(
    bench: Workbench, desk: Desk, over: QWidget, qtbot: QtBot
) -> None:
    offer_exports(bench, desk, over)
    bench.actions.action("export_files").trigger()
    dialog = over.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert dialog.isVisible()
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: over.findChild(ExportDialog) is None)


def test_cancel_while_writing_leaves_nothing_and_lets_one_try_again(
    dialog: ExportDialog,
    bench: Workbench,
    desk: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _say(dialog, "everything", tmp_path / "all")
    click(dialog.look_button)
    _idle(bench, qtbot)
    begun, go_on = threading.Event(), threading.Event()
    write = exporting.save

    def held(*given: Any) -> Any:
        begun.set()
        assert go_on.wait(10)
        return write(*given)

    monkeypatch.setattr(exporting, "save", held)
    click(dialog.write_button)
    assert begun.wait(10)
    dialog.work.stop()
    go_on.set()
    _idle(bench, qtbot)
    assert list((tmp_path / "all").iterdir()) == []
    assert list_disclosures(desk) == ()
    qtbot.waitUntil(dialog.write_button.isEnabled)
    click(dialog.write_button)
    _idle(bench, qtbot)
    assert (tmp_path / "all" / "record.csv").exists()
