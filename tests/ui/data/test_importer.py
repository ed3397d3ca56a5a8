"""Importing through the window: recognised, confirmed, imported, reported, undone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.services.students import list_students
from cte_desktop.ui.data.confirm_sheet import ConfirmSheet
from cte_desktop.ui.data.importer import Importer
from cte_desktop.ui.data.report_dialog import ReportDialog
from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.tasks import Progress
from cte_desktop.ui.window_memory import WindowMemory
from tests.ui.districts import STUDENTS_CSV
from tests.ui.hands import click, type_text

BAD_CSV = STUDENTS_CSV + "0015,Lee,Kim,10,NOWHERE,A. Lee,\n0012,Twice,Ana,10,VL,A. Lee,\n"


@pytest.fixture
def window(bench: Workbench, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    made = MainWindow(bench, (), WindowMemory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def importer(bench: Workbench, empty_desk: Desk, window: MainWindow) -> Importer:
    return Importer(bench, empty_desk, window)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "students.csv"
    file.write_bytes(text.encode(encoding))
    return file


def sheet_of(window: MainWindow, qtbot: QtBot) -> ConfirmSheet:
    qtbot.waitUntil(lambda: window.findChild(ConfirmSheet) is not None)
    sheet = window.findChild(ConfirmSheet)
    assert isinstance(sheet, ConfirmSheet)
    return sheet


def report_of(window: MainWindow, qtbot: QtBot) -> ReportDialog:
    qtbot.waitUntil(lambda: window.findChild(ReportDialog) is not None)
    dialog = window.findChild(ReportDialog)
    assert isinstance(dialog, ReportDialog)
    return dialog


def said(window: MainWindow) -> list[str]:
    return [bar.text() for bar in window.messages.bars()]


def test_a_good_file_is_recognised_confirmed_and_taken_whole(
    importer: Importer,
    window: MainWindow,
    bench: Workbench,
    empty_desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    told: list[Changes] = []
    bench.refresh.changed.connect(told.append)
    importer.bring([written(tmp_path, STUDENTS_CSV)])
    sheet = sheet_of(window, qtbot)
    assert [(row.file, row.kind, row.lines) for row in sheet.model.shown_rows()] == [
        ("students.csv", "students", 3)
    ]
    assert "O'Neil-Núñez" in sheet.preview.toPlainText()
    click(sheet.import_button)
    report = report_of(window, qtbot)
    assert report.headline.text() == "3 students: all taken"
    assert not report.rows_table.isVisible()
    assert len(list_students(empty_desk)) == 3
    assert "students" in told[0].nouns


def test_bad_rows_are_reported_filtered_searched_copied_and_saved(
    importer: Importer,
    window: MainWindow,
    bench: Workbench,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    importer.bring([written(tmp_path, BAD_CSV)])
    click(sheet_of(window, qtbot).import_button)
    report = report_of(window, qtbot)
    assert report.headline.text() == "2 rows need a look"
    file = report.files.row_at(0)
    assert file.rows == file.accepted + file.changed + file.unchanged + file.refused == 5
    shown = [(row.row, row.taken) for row in report.rows.shown_rows()]
    assert shown == [(None, False), (5, False), (6, False)]  # first what is asked of the file
    type_text(report.search, "nowhere")
    assert report.rows.rowCount() == 2
    report.rows_table.focus_first()
    assert "NOWHERE" in report.detail.text()
    report.search.clear()
    report.filter.setCurrentIndex(report.filter.findData(True))
    assert report.rows.rowCount() == 0
    report.filter.setCurrentIndex(0)
    click(report.copy_button)
    assert QGuiApplication.clipboard().text().count("\n") == 3
    importer.save_report(report.report, tmp_path / "report.csv")
    qtbot.waitUntil(bench.tasks.is_idle)
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["code"] for row in rows] == ["needs_answer", "unknown_school", "duplicate_id"]
    assert "report.csv" in said(window)[0]


def test_the_report_undoes_the_import(
    importer: Importer,
    window: MainWindow,
    bench: Workbench,
    empty_desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    importer.bring([written(tmp_path, STUDENTS_CSV)])
    click(sheet_of(window, qtbot).import_button)
    click(report_of(window, qtbot).undo_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert list_students(empty_desk) == ()
    assert said(window) == ["The import is undone; everything is as it was before."]


def test_the_last_import_can_be_undone_from_the_menu_also_after_a_restart(
    bench: Workbench, empty_desk: Desk, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    import_paths(empty_desk, [written(tmp_path, STUDENTS_CSV)])
    Importer(bench, empty_desk, window)
    qtbot.waitUntil(bench.tasks.is_idle)
    action = bench.actions.action("undo_import")
    assert action.isEnabled()
    action.trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert list_students(empty_desk) == ()
    assert not action.isEnabled()


def test_the_same_file_again_brings_nothing_new(
    importer: Importer, window: MainWindow, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    file = written(tmp_path, STUDENTS_CSV)
    import_paths(empty_desk, [file])
    importer.bring([file])
    click(sheet_of(window, qtbot).import_button)
    report = report_of(window, qtbot)
    assert report.headline.text() == "Nothing new: everything was here already"
    assert not report.undo_button.isVisible()


def test_another_encoding_is_shown_before_anything_is_imported(
    importer: Importer,
    window: MainWindow,
    bench: Workbench,
    empty_desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    importer.bring([written(tmp_path, STUDENTS_CSV, "mac-roman")])
    sheet = sheet_of(window, qtbot)
    assert "Núñez" not in sheet.preview.toPlainText()
    sheet.encoding.setCurrentIndex(sheet.encoding.findData("mac-roman"))
    qtbot.waitUntil(lambda: "Núñez" in sheet.preview.toPlainText())
    assert list_students(empty_desk) == ()
    click(sheet.import_button)
    report_of(window, qtbot)
    assert any("Núñez" in line.name for line in list_students(empty_desk))


def test_backing_out_imports_nothing(
    importer: Importer, window: MainWindow, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    importer.bring([written(tmp_path, STUDENTS_CSV)])
    sheet_of(window, qtbot).reject()
    assert list_students(empty_desk) == ()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("students.csv", b"", "students.csv is empty."),
        ("students.csv", b"\0\1\2\3" * 50, "students.csv is not a text file."),
        ("notes.doc", b"hello", "There is no file in notes.doc that this program knows."),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    importer: Importer,
    window: MainWindow,
    name: str,
    content: bytes,
    sentence: str,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    importer.bring([file])
    qtbot.waitUntil(lambda: bool(said(window)))
    assert said(window) == [sentence]
    assert window.findChild(ConfirmSheet) is None


def test_a_cancelled_import_leaves_nothing_and_says_so(
    importer: Importer,
    window: MainWindow,
    bench: Workbench,
    empty_desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    lines = [f"{number:06},Rivera,Ana,10,VL,A. Lee,\n" for number in range(20_000)]
    file = written(tmp_path, STUDENTS_CSV.splitlines()[0] + "\n" + "".join(lines))
    shares: list[tuple[int, int]] = []

    def cancel(progress: Progress) -> None:
        shares.append((progress.done, progress.total))
        bench.tasks.cancel(progress.number)

    bench.tasks.progressed.connect(cancel)
    importer.bring([file])
    click(sheet_of(window, qtbot).import_button)
    qtbot.waitUntil(lambda: bool(said(window)))
    assert said(window) == [
        "The import was stopped. Nothing of it was kept; everything is as before."
    ]
    assert 0 < shares[0][0] < shares[0][1] == 20_000
    assert list_students(empty_desk) == ()
    bench.tasks.progressed.disconnect(cancel)
    importer.bring([written(tmp_path, STUDENTS_CSV)])
    click(sheet_of(window, qtbot).import_button)
    report_of(window, qtbot)
    assert len(list_students(empty_desk)) == 3
