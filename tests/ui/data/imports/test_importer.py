"""Importing through the window: one click for what is known, and a step for what is not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.services.answering_imports import remembered
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.history import list_history
from cte_desktop.services.importing import import_paths
from cte_desktop.services.printing import Disclosure
from cte_desktop.services.students import list_students
from cte_desktop.ui.data.imports.import_sheet import ImportSheet
from cte_desktop.ui.data.imports.importer import Importer
from cte_desktop.ui.data.imports.report_dialog import ReportDialog
from cte_desktop.ui.data.imports.report_saving import save_report
from cte_desktop.ui.data.step_line import Step
from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.tasks import Progress
from cte_desktop.ui.widgets.print_preview import PrintPreview
from tests.ui.data.imports.steps import flow_of, imported, report_of, said, sheet_of, written
from tests.ui.districts import STUDENTS_CSV
from tests.ui.hands import CONTROL, click, press, type_text

BAD_CSV = STUDENTS_CSV + "0015,Lee,Kim,10,NOWHERE,A. Lee,\n0012,Twice,Ana,10,VL,A. Lee,\n"


def test_a_known_file_is_taken_whole_with_one_click(
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
    sheet = sheet_of(importer, Step.FILES, qtbot)
    files = flow_of(importer).files
    assert files is not None
    assert [(row.file, row.kind, row.lines) for row in files.model.shown_rows()] == [
        ("students.csv", "students", 3)
    ]
    assert files.rows.texts()[1][1] == "O'Neil-Núñez"
    assert sheet.main_button.text() == "Import 3 rows"
    assert sheet.main_button.hasFocus()
    press(sheet.main_button, Qt.Key.Key_Return)
    report = report_of(window, qtbot)
    assert report.headline.text() == "3 students: all taken"
    assert not report.rows_table.isVisible()
    assert len(list_students(empty_desk)) == 3
    assert "students" in told[0].nouns
    assert importer.flow is None


def test_what_will_change_is_shown_first_when_it_is_asked_for(
    importer: Importer, window: MainWindow, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    file = written(tmp_path, STUDENTS_CSV)
    import_paths(empty_desk, [file])
    steps = len(list_history(empty_desk))
    written(tmp_path, STUDENTS_CSV.replace("Ben,9", "Ben,10") + "0016,New,Student,9,VL,,\n")
    importer.bring([file])
    sheet = sheet_of(importer, Step.FILES, qtbot)
    click(sheet.second_button)
    sheet_of(importer, Step.CHANGES, qtbot)
    changes = flow_of(importer).changes
    assert changes is not None
    assert [tile.figure() for tile in changes.tiles[:4]] == [1, 1, 2, 0]
    (line,) = changes.changed.model.shown_rows()
    assert (line.who, line.field, line.before, line.after) == (
        "Smith, Ben · 0014",
        "Grade level",
        "9",
        "10",
    )
    press(changes.tiles[0], Qt.Key.Key_Return)
    assert changes.new.isVisible()
    assert len(list_history(empty_desk)) == steps
    assert sheet.main_button.text() == "Apply 2 rows"
    press(sheet, Qt.Key.Key_Return, CONTROL)
    report_of(window, qtbot)
    assert len(list_students(empty_desk)) == 4


def test_a_question_is_asked_once_answered_and_remembered(
    importer: Importer, window: MainWindow, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    importer.bring([written(tmp_path, STUDENTS_CSV + "0015,Lee,Kim,10,Valencya High,A. Lee,\n")])
    click(sheet_of(importer, Step.FILES, qtbot).main_button)
    sheet_of(importer, Step.QUESTIONS, qtbot)
    questions = flow_of(importer).questions
    assert questions is not None
    (row,) = questions.rows
    assert row.is_suggested()
    click(row.accept_button)
    click(questions.answer_button)
    sheet = sheet_of(importer, Step.CHANGES, qtbot)
    changes = flow_of(importer).changes
    assert changes is not None
    assert [tile.figure() for tile in changes.tiles[:4]] == [4, 0, 0, 0]
    assert remembered(empty_desk).of("unknown_school", "Valencya High") is None
    click(sheet.main_button)
    report_of(window, qtbot)
    assert len(list_students(empty_desk)) == 4
    assert remembered(empty_desk).of("unknown_school", "Valencya High") == "VL"


def bad_rows_reported(importer: Importer, window: MainWindow, qtbot: QtBot) -> ReportDialog:
    """Import `BAD_CSV` without answering its question."""
    click(sheet_of(importer, Step.FILES, qtbot).main_button)
    sheet_of(importer, Step.QUESTIONS, qtbot)
    questions = flow_of(importer).questions
    assert questions is not None
    click(questions.later_button)
    sheet = sheet_of(importer, Step.CHANGES, qtbot)
    changes = flow_of(importer).changes
    assert changes is not None
    assert changes.refused.isVisible()
    assert changes.tiles[3].figure() == 2
    click(sheet.main_button)
    return report_of(window, qtbot)


def test_bad_rows_are_shown_before_and_reported_after(
    importer: Importer,
    window: MainWindow,
    bench: Workbench,
    empty_desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    importer.bring([written(tmp_path, BAD_CSV)])
    report = bad_rows_reported(importer, window, qtbot)
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
    qtbot.waitUntil(bench.tasks.is_idle)
    assert QGuiApplication.clipboard().text().count("\n") == 3
    save_report(bench, empty_desk, report.report, tmp_path / "report.csv", Disclosure("R", "mend"))
    qtbot.waitUntil(bench.tasks.is_idle)
    saved, copied = list_disclosures(empty_desk)
    assert (saved.recipient, copied.recipient) == ("R", "Clipboard of this computer")
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
    click(imported(importer, window, written(tmp_path, STUDENTS_CSV), qtbot).undo_button)
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
    report = imported(importer, window, file, qtbot)
    assert report.headline.text() == "Nothing new: everything was here already"
    assert not report.undo_button.isVisible()


def test_another_encoding_is_shown_before_anything_is_imported(
    importer: Importer, window: MainWindow, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    importer.bring([written(tmp_path, STUDENTS_CSV, "mac-roman")])
    sheet = sheet_of(importer, Step.FILES, qtbot)
    files = flow_of(importer).files
    assert files is not None
    assert files.rows.texts()[1][1] != "O'Neil-Núñez"
    files.encoding.setCurrentIndex(files.encoding.findData("mac-roman"))
    qtbot.waitUntil(lambda: files.rows.texts()[1][1] == "O'Neil-Núñez")
    assert list_students(empty_desk) == ()
    sheet_of(importer, Step.FILES, qtbot)
    click(sheet.main_button)
    report_of(window, qtbot)
    assert any("Núñez" in line.name for line in list_students(empty_desk))


def test_backing_out_imports_nothing_and_the_next_files_can_come(
    importer: Importer, window: MainWindow, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    file = written(tmp_path, STUDENTS_CSV)
    importer.bring([file])
    press(sheet_of(importer, Step.FILES, qtbot), Qt.Key.Key_Escape)
    assert importer.flow is None
    assert list_students(empty_desk) == ()
    imported(importer, window, file, qtbot)
    assert len(list_students(empty_desk)) == 3


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("students.csv", b"", "students.csv is empty."),
        ("students.csv", b"\0\1\2\3" * 50, "students.csv is not a text file."),
        ("notes.doc", b"hello", "There is no table in notes.doc."),
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
    assert window.findChild(ImportSheet) is None
    assert importer.flow is None


def many(folder: Path) -> Path:
    """20,000 students, of whom no two look alike."""
    lines = [f"{number:06},Rivera{number},Ana,10,VL,A. Lee,\n" for number in range(20_000)]
    return written(folder, STUDENTS_CSV.splitlines()[0] + "\n" + "".join(lines))


def test_a_check_that_is_stopped_goes_back_to_the_files(
    importer: Importer,
    window: MainWindow,
    bench: Workbench,
    empty_desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    shares: list[tuple[int, int]] = []

    def stop(progress: Progress) -> None:
        shares.append((progress.done, progress.total))
        bench.tasks.cancel(progress.number)

    importer.bring([many(tmp_path)])
    sheet = sheet_of(importer, Step.FILES, qtbot)
    bench.tasks.progressed.connect(stop)
    click(sheet.second_button)
    qtbot.waitUntil(lambda: bool(shares) and not sheet.work.is_working())
    bench.tasks.progressed.disconnect(stop)
    assert 0 < shares[0][0] < shares[0][1]
    assert abs(shares[0][1] - 20_000) < 1_000  # estimated
    assert sheet.isVisible()
    assert sheet.main_button.isEnabled()
    assert list_students(empty_desk) == ()


def test_a_cancelled_import_leaves_nothing_and_says_so(
    importer: Importer,
    window: MainWindow,
    bench: Workbench,
    empty_desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    importer.bring([many(tmp_path)])
    sheet = sheet_of(importer, Step.FILES, qtbot)

    def cancel(progress: Progress) -> None:
        if flow_of(importer).is_busy():
            bench.tasks.cancel(progress.number)

    bench.tasks.progressed.connect(cancel)
    click(sheet.main_button)
    qtbot.waitUntil(lambda: bool(said(window)), timeout=20_000)
    assert said(window) == [
        "The import was stopped. Nothing of it was kept; everything is as before."
    ]
    assert list_students(empty_desk) == ()
    bench.tasks.progressed.disconnect(cancel)
    imported(importer, window, written(tmp_path, STUDENTS_CSV), qtbot)
    assert len(list_students(empty_desk)) == 3


def test_tab_goes_through_the_files_as_one_reads_them(
    importer: Importer, tmp_path: Path, qtbot: QtBot
) -> None:
    importer.bring([written(tmp_path, STUDENTS_CSV)])
    sheet = sheet_of(importer, Step.FILES, qtbot)
    files = flow_of(importer).files
    assert files is not None
    sheet.activateWindow()
    files.profile.setFocus()
    qtbot.waitUntil(files.profile.hasFocus)
    for stop in (
        files.table,
        files.columns_button,
        files.encoding,
        files.rows.table,
        sheet.cancel_button,
        sheet.second_button,
        sheet.main_button,
    ):
        focused = QApplication.focusWidget()
        assert focused is not None
        press(focused, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is stop


def test_a_check_that_ends_although_it_was_stopped_goes_no_further(
    importer: Importer, bench: Workbench, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    importer.bring([written(tmp_path, STUDENTS_CSV)])
    sheet = sheet_of(importer, Step.FILES, qtbot)
    click(sheet.main_button)
    sheet.work.cancel_button.click()
    qtbot.waitUntil(lambda: not sheet.work.is_working())
    qtbot.waitUntil(bench.tasks.is_idle)
    assert sheet.steps.step() is Step.FILES
    assert sheet.main_button.isEnabled()
    assert list_students(empty_desk) == ()


def test_the_report_is_shown_as_a_paper_and_saved_with_its_entry_in_the_log(
    importer: Importer, window: MainWindow, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    report = imported(importer, window, written(tmp_path, STUDENTS_CSV), qtbot)
    click(report.print_button)
    qtbot.waitUntil(lambda: report.findChild(PrintPreview) is not None, timeout=20_000)
    preview = report.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    assert not preview.save_button.isEnabled()  # before it is said who receives it
    assert preview.to is not None
    type_text(preview.to.recipient, "Registrar")
    type_text(preview.to.purpose, "to mend the file")
    assert preview.save_button.isEnabled()
    paper = tmp_path / "report.pdf"
    preview._save(paper)
    qtbot.waitUntil(paper.exists)
    assert paper.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: len(list_disclosures(empty_desk)) == 1)
    assert list_disclosures(empty_desk)[0].recipient == "Registrar"
    assert report.isVisible()


def test_a_file_left_out_beside_others_stays_out(
    importer: Importer, window: MainWindow, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    odd = tmp_path / "odd list.csv"
    odd.write_text("Perm,Family,Given\n900001,Park,Jin\n", encoding="utf-8")
    importer.bring([written(tmp_path, STUDENTS_CSV), odd])
    click(sheet_of(importer, Step.FILES, qtbot).main_button)
    click(sheet_of(importer, Step.COLUMNS, qtbot).second_button)
    click(sheet_of(importer, Step.CHANGES, qtbot).main_button)
    report = report_of(window, qtbot).report
    left_out = report.files[-1]
    assert (left_out.file, left_out.rows, left_out.accepted) == ("odd list.csv", 0, 0)
    assert [row.code for row in left_out.reported] == ["ignored_file"]
    assert report.files[0].accepted == len(list_students(empty_desk))
    assert {student.student_id for student in list_students(empty_desk)}.isdisjoint({"900001"})
