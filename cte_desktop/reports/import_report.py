"""The report of an import on paper: what became of each file, and every row to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports.flow import Flow
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.page import Paper
from cte_desktop.reports.ruled_table import PaperColumn, draw_table
from cte_desktop.reports.style import BODY, GAP, KIND, SMALL_MUTED, TITLE
from cte_desktop.reports.text import fit
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.import_sheet import ImportedFile, ImportSheet


def build_import_report(sheet: ImportSheet) -> bytes:
    """Return the report as a PDF, in the language in force."""
    title = tr("Import of {day}", day=date_label(sheet.imported_on))
    paper = Paper(title, author=sheet.district, day=sheet.printed_on)
    flow = Flow(paper, f"{title}  ·  {tr('Import report')}")
    paper.structure.open("Sect")
    _draw_head(flow, sheet, title)
    _draw_files(flow, sheet)
    _draw_rows(flow, sheet)
    paper.structure.close()
    flow.finish(tr("Printed {day}", day=date_label(sheet.printed_on)))
    return paper.finish()


def _draw_head(flow: Flow, sheet: ImportSheet, title: str) -> None:
    page = flow.page
    page.begin("P")
    district = fit(sheet.district, SMALL_MUTED.face, SMALL_MUTED.size, 400)
    page.text(flow.left, flow.y + 7, district, SMALL_MUTED)
    page.text(flow.right, flow.y + 7, date_label(sheet.printed_on), SMALL_MUTED, "right")
    page.end()
    page.begin("H1")
    page.text(flow.left, flow.y + 32, title, TITLE)
    page.text(flow.right, flow.y + 32, tr("Import report"), KIND, "right")
    page.end()
    flow.y += 44
    refused = sum(file.refused for file in sheet.files)
    words = tr("Step {number} of the history, by {actor}.", number=sheet.step, actor=sheet.actor)
    said = (
        trn("{count} row was refused.", "{count} rows were refused.", refused)
        if refused
        else tr("No row was refused.")
    )
    undone = tr("The import was undone since.") if sheet.undone else ""
    flow.paragraph(" ".join(part for part in (words, said, undone) if part), BODY)
    flow.y += GAP


def _draw_files(flow: Flow, sheet: ImportSheet) -> None:
    flow.heading(tr("Files"), 40)
    figures = (tr("Rows"), tr("New"), tr("Changed"), tr("Unchanged"), tr("Refused"), tr("Aside"))
    columns = (
        PaperColumn(tr("File"), 0.4),
        *(PaperColumn(title, 0.1, figures=True) for title in figures),
    )
    draw_table(
        flow,
        columns,
        [
            (
                file.name,
                *(
                    f"{count:,}"
                    for count in (
                        file.rows,
                        file.accepted,
                        file.changed,
                        file.unchanged,
                        file.refused,
                        file.left_aside,
                    )
                ),
            )
            for file in sheet.files
        ],
    )
    flow.y += GAP


def _draw_rows(flow: Flow, sheet: ImportSheet) -> None:
    told = [file for file in sheet.files if file.reported]
    if not told:
        flow.heading(tr("Rows to look at"), 30)
        flow.paragraph(tr("There is nothing to look at: every row was taken as it is."), BODY)
    for file in told:
        flow.heading(tr("Rows to look at: {file}", file=file.name), 40)
        _draw_reported(flow, file)
        flow.y += GAP


def _draw_reported(flow: Flow, file: ImportedFile) -> None:
    columns = (
        PaperColumn(tr("Row"), 0.08, figures=True),
        PaperColumn(tr("Result"), 0.1, face=Face.SEMIBOLD),
        PaperColumn(tr("Column"), 0.15),
        PaperColumn(tr("Value"), 0.17),
        PaperColumn(tr("What is wrong, and what to do"), 0.5),
    )
    draw_table(
        flow,
        columns,
        (
            (
                tr("file") if one.row is None else f"{one.row:,}",
                tr("taken") if one.taken else tr("refused"),
                one.column,
                one.value,
                f"{one.problem} {one.fix}".strip(),
            )
            for one in file.reported
        ),
    )
