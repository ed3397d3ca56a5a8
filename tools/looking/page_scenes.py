"""Pictures of the pages and of the dialogs over them, on the sample district."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu

from cte_desktop.services.sampling import write_sample_files
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.data.confirm_sheet import ConfirmSheet
from cte_desktop.ui.data.report_dialog import ReportDialog
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.shortcuts import ShortcutsDialog
from cte_desktop.ui.students.page import StudentsPage
from cte_desktop.ui.tasks import Progress
from cte_desktop.ui.widgets.print_preview import PrintPreview
from cte_desktop.ui.widgets.wait import ProgressPanel
from tools.looking.choice import Chosen
from tools.looking.pathway_scenes import pathway_pictures
from tools.looking.rules_scenes import rules_pictures
from tools.looking.stage import TODAY, Stage, Variant, staged

IMPORTED_STUDENTS = 120


def page_pictures(
    application: QApplication, out: Path, variant: Variant, folder: Path, chosen: Chosen
) -> None:
    """Take all pictures of the pages; `folder` is for files to import."""
    with staged(application, out, variant, sample=True) as stage:
        _students(stage)
        _plan(stage, chosen)
        pathway_pictures(stage)
        rules_pictures(stage)
        _window_parts(stage)
        _import(stage, folder)


def _students(stage: Stage) -> None:
    page = stage.wait_for(StudentsPage)
    stage.grab("students")
    page.search.setText("ri")
    page.filters.grade.setCurrentIndex(page.filters.grade.findData(11))
    page.table.focus_first()
    stage.grab("students-search")
    page.search.setText("nobody of this name")
    stage.grab("students-nobody-found")
    page.search.clear()
    page.filters.clear()


def _plan(stage: Stage, chosen: Chosen) -> None:
    for name, uid in (("plan", chosen.planned), ("plan-findings", chosen.troubled)):
        stage.program.bench.requests.student_requested.emit(uid)
        stage.rest()
        stage.grab(name)
    stage.program.bench.actions.action("print_plan").trigger()
    stage.grab("plan-print-preview", stage.wait_for(PrintPreview))
    stage.wait_for(PrintPreview).close()
    stage.program.bench.requests.student_requested.emit(chosen.completer)
    stage.rest()
    stage.grab("plan-completer")
    stage.program.bench.actions.action("print_certificate").trigger()
    stage.grab("certificate-preview", stage.wait_for(PrintPreview))
    stage.wait_for(PrintPreview).close()


def _window_parts(stage: Stage) -> None:
    window, bench = stage.program.window, stage.program.bench
    window.open_page("students")
    for name in ("file", "edit", "plan", "view", "help"):
        menu = window.menuBar().findChild(QMenu, name)
        if menu is not None:
            menu.popup(window.mapToGlobal(QPoint(40, 40)))
            stage.grab(f"menu-{name}", menu)
            menu.close()
    bench.actions.action("shortcuts").trigger()
    dialog = stage.wait_for(ShortcutsDialog)
    stage.grab("shortcuts", dialog)
    dialog.close()
    fault = KnownError(
        "disk_full",
        "There is no room left to write {file}.",
        kept="Your last change is still on the screen.",
        do="Make room on the disk; it is then saved by itself.",
        file="district.cte",
    )
    bench.notices.error(fault, NoticeButton("Try again", lambda: None))
    bench.notices.warning("14 rows need a look.", NoticeButton("Show", lambda: None))
    bench.notices.done("The import is undone; everything is as it was before.")
    panel = window.findChild(ProgressPanel)
    if panel is not None:
        progress = Progress(0, "Importing record.csv…", 41_200, 118_400, cancellable=True)
        panel.show_progress(progress)
        panel.setVisible(True)
        panel.raise_()
    stage.grab("messages-and-progress")
    if panel is not None:
        panel.setVisible(False)
    window.messages.clear()


def _import(stage: Stage, folder: Path) -> None:
    importer = stage.program.importer
    if importer is None:
        raise RuntimeError("no database is open on this stage")
    files = spoiled_files(folder)
    importer.bring([files])
    sheet = stage.wait_for(ConfirmSheet)
    stage.grab("import-confirm", sheet)
    sheet.import_button.click()
    report = stage.wait_for(ReportDialog)
    report.rows_table.focus_first()
    stage.grab("import-report", report)
    report.undo_button.click()
    stage.rest()
    good = folder / "good"
    good.mkdir(exist_ok=True)
    (good / "students.csv").write_text(
        "student_id,last_name,first_name,grade_level,school\nN1,Rivera,Ana,10,VL\n",
        encoding="utf-8",
    )
    importer.bring([good])
    stage.wait_for(ConfirmSheet).import_button.click()
    report = stage.wait_for(ReportDialog)
    stage.grab("import-report-all-taken", report)
    report.undo_button.click()
    stage.rest()


def spoiled_files(folder: Path) -> Path:
    """Return a folder with the files of a small district, some of whose rows are wrong."""
    files = folder / "files"
    if files.is_dir():
        return files
    write_sample_files(files, TODAY, students=IMPORTED_STUDENTS)
    record = files / "record.csv"
    with record.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    header = rows[0]
    for number, column, value in (
        (3, "mark", "Q"),
        (40, "mark", "Q"),
        (120, "student_id", "XX9"),
        (200, "credits_earned", "1.23E+09"),
        (300, "term", "winter"),
        (410, "course_code", ""),
    ):
        rows[number][header.index(column)] = value
    with record.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    (files / "notes.txt").write_text("Ask about the new codes.", encoding="utf-8")
    return files
