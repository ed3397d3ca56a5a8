"""Pictures of the page Data and of every step of an import."""

from __future__ import annotations

import csv
from pathlib import Path

from cte_desktop.services.answering_imports import answers_of, remember
from cte_desktop.services.cases import open_cases
from cte_desktop.services.printing import Disclosure, log_print
from cte_desktop.services.sampling import write_sample_files
from cte_desktop.ui import theme
from cte_desktop.ui.data.imports.import_flow import ImportFlow
from cte_desktop.ui.data.imports.import_sheet import ImportSheet
from cte_desktop.ui.data.imports.importer import Importer
from cte_desktop.ui.data.imports.report_dialog import ReportDialog
from cte_desktop.ui.data.page import DataPage
from cte_desktop.ui.data.step_line import Step
from tools.looking.stage import TODAY, Stage, wait_until

_SIZE = (1080, 720)
_STUDENTS = 120
_DISCLOSED = 8
_PARTS = (
    *("bring", "edited-by-hand", "profiles", "answers", "send"),
    *("disclosures", "history", "backups", "retention"),
)


def data_pictures(stage: Stage, folder: Path) -> None:
    """Take the pictures; ends with the page as it began."""
    page_pictures(stage, "empty")
    fill_page(stage)
    page_pictures(stage, "filled")
    import_pictures(stage, folder)
    mapping_pictures(stage, folder)


def page_pictures(stage: Stage, state: str) -> None:
    """Take a picture of every part of the page."""
    stage.program.window.open_page("data")
    page = stage.wait_for(DataPage)
    for name, panel in zip(_PARTS, page.panels, strict=True):
        page.open_section(panel)
        stage.grab(f"data-{name}-{state}")
    page.bring.card.light(on=True)
    page.open_section(page.bring)
    stage.grab(f"data-drop-{state}")
    page.bring.card.light(on=False)


def fill_page(stage: Stage) -> None:
    """Leave behind what the parts of the page list."""
    desk = stage.desk
    remember(
        desk,
        answers_of(
            (
                ("unknown_mark", "Pass", "P"),
                ("unknown_school", "Valencia High School", "VL"),
                ("unknown_school", "Out of state", "skip"),
                ("unknown_course", "ENG9A", "ENG9"),
                ("title_differs", "WELD1", "same"),
                ("look_alike", "S100231", "different"),
                ("credit_scale", "0.5", "carnegie"),
            )
        ),
    )
    told = (Disclosure("parent", "yearly meeting"), Disclosure("college", "application"))
    for number, case in enumerate(open_cases(desk)):
        if number >= _DISCLOSED:
            break
        log_print(desk, "plan", case, told[number % len(told)])


def import_pictures(stage: Stage, folder: Path) -> None:
    """Take a picture of each step of an import that leaves much open, and of its report."""
    importer = _importer(stage)
    importer.bring([spoiled_files(folder)])
    flow, sheet = _opened(stage, importer)
    stage.grab("import-files", sheet)
    sheet.main_button.click()
    _reach(stage, sheet, Step.QUESTIONS)
    stage.grab("import-questions", sheet)
    if flow.questions is not None:
        flow.questions.later_button.click()
    _reach(stage, sheet, Step.CHANGES)
    names = ("new", "changed", "unchanged", "refused", "look", "by-hand")
    if flow.changes is not None:
        for name, tile in zip(names, flow.changes.tiles, strict=True):
            if tile.isVisible():
                tile.click()
                stage.grab(f"import-changes-{name}", sheet)
    sheet.main_button.click()
    report = stage.wait_for(ReportDialog)
    report.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
    report.rows_table.focus_first()
    stage.grab("import-report", report)
    stage.program.window.messages.clear()
    report.undo_button.click()
    stage.rest()


def mapping_pictures(stage: Stage, folder: Path) -> None:
    """Take pictures of files that no profile fits: as proposed, of no known kind, with faults."""
    _write_unknown(folder)
    importer = _importer(stage)
    importer.bring([folder / "class list.csv", folder / "odd list.csv"])
    flow, sheet = _opened(stage, importer)
    stage.grab("import-files-unknown", sheet)
    sheet.main_button.click()
    _reach(stage, sheet, Step.COLUMNS)
    stage.grab("import-columns-proposed", sheet)
    sheet.main_button.click()
    _reach(stage, sheet, Step.COLUMNS)
    stage.grab("import-columns-no-kind", sheet)
    if flow.columns is not None:
        flow.columns.kind.setCurrentIndex(flow.columns.kind.findData("students"))
        flow.columns.mapping.choose("student_id", "perm")
        flow.columns.mapping.choose("first_name", "given")
        flow.columns.mapping.choose("grade_level", "haus")
        box = flow.columns.mapping.box_of("school")
        box.setCurrentIndex(box.count() - 1)
        flow.columns.mapping.field_of("school").setText("VL")
        flow.columns.remember.setChecked(True)
    stage.grab("import-columns-faults", sheet)
    sheet.reject()
    stage.rest()


def _write_unknown(folder: Path) -> None:
    (folder / "class list.csv").write_text(_CLASS_LIST, encoding="utf-8")
    (folder / "odd list.csv").write_text(_ODD_LIST, encoding="utf-8")


def spoiled_files(folder: Path) -> Path:
    """Return a folder with the files of a small district, some of whose rows are wrong."""
    files = folder / "files"
    if files.is_dir():
        return files
    write_sample_files(files, TODAY, students=_STUDENTS)
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


def _importer(stage: Stage) -> Importer:
    wait_until(lambda: stage.program.importer is not None)
    if stage.program.importer is None:
        raise RuntimeError("no database is open on this stage")
    return stage.program.importer


def _opened(stage: Stage, importer: Importer) -> tuple[ImportFlow, ImportSheet]:
    wait_until(lambda: importer.flow is not None and importer.flow.sheet is not None)
    stage.rest()
    flow = importer.flow
    if flow is None or flow.sheet is None:
        raise RuntimeError("the import did not begin")
    flow.sheet.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))  # more than this screen has
    return flow, flow.sheet


def _reach(stage: Stage, sheet: ImportSheet, step: Step) -> None:
    wait_until(lambda: sheet.steps.step() is step and not sheet.work.is_working())
    stage.rest()


_CLASS_LIST = """\
Student Number,Last,First,Gr,School Code,Adviser,DOB,Lunch
0041873,Rivera,Ana María,10,VL,A. Lee,3/4/2011,F
0041874,O'Neil-Núñez,Zoë,11,VL,A. Lee,5/6/2010,R
0041875,Smith,Ben,9,SG,B. Cruz,11/30/2011,
0041876,Tran,Minh,12,HT,B. Cruz,1/2/2009,F
"""
_ODD_LIST = """\
Perm,Family,Given,Level,Haus,Note
0041877,Park,Jin,10,Valencia,see in May
0041878,Lopez,Eva,11,Valencia,
0041879,Green,Tom,9,Saugus,"two lines
of text"
"""
