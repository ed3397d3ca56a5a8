"""The disclosure log on paper: who received what about whom, on which day, and what for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports.flow import Flow
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.one_after_other import draw_one_after_other
from cte_desktop.reports.page import Paper
from cte_desktop.reports.register import draw_head
from cte_desktop.reports.ruled_table import PaperColumn, draw_table
from cte_desktop.reports.style import BODY, GAP
from cte_desktop.wording.clock import clock_words, on_paper
from cte_desktop.wording.labels import date_label, short_date_label
from cte_desktop.wording.papers import grade_heading
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from cte_desktop.domain.disclosure_sheet import DisclosedEntry, DisclosureSheet


@on_paper()
def build_disclosures(
    sheets: Iterable[DisclosureSheet], progress: Callable[[int], None] | None = None
) -> bytes:
    """Return logs as one PDF, each on pages of its own, in the language in force.

    `progress` is called with the number of finished logs; what it raises ends the work. Raises
    `KnownError` (letters_missing) when a text has letters that no font has, ValueError without
    a sheet.
    """
    return draw_one_after_other(
        sheets,
        lambda sheet: Paper(author=sheet.district, day=sheet.printed_on),
        _draw_log,
        _title,
        _title_of_all,
        progress,
        what="log",
    )


def _title_of_all(names: Sequence[str]) -> str:
    if len(names) == 1:
        return tr("Disclosures: {name}", name=names[0])
    return tr("Disclosures of {count} students", count=len(names))


def _title(sheet: DisclosureSheet) -> str:
    return tr("All students") if sheet.student is None else sheet.student.legal_name


def _draw_log(paper: Paper, sheet: DisclosureSheet) -> None:
    kind, title = tr("Disclosures"), _title(sheet)
    flow = Flow(paper, f"{title}  ·  {kind}")
    paper.structure.open("Sect")
    draw_head(flow, sheet.district, title, kind, date_label(sheet.printed_on))
    for said in _said(sheet):
        flow.paragraph(said, BODY)
    flow.y += GAP
    if sheet.entries:
        _draw_entries(flow, sheet)
    paper.structure.close()
    flow.finish(tr("Printed {day}", day=date_label(sheet.printed_on)))


def _said(sheet: DisclosureSheet) -> list[str]:
    """Return the sentences above the table: whose log it is, how much it says, and by which law."""
    said = []
    if sheet.student is not None:
        student = sheet.student
        facts = (tr("Student ID {id}", id=student.student_id), grade_heading(student.grade_level))
        said.append("  ·  ".join(facts))
    said.append(_counted(sheet))
    if sheet.narrowed:
        said.append(tr("Only: {what}.", what="; ".join(sheet.narrowed)))
    said.append(
        tr(
            "The log has every paper and every file with student records that left this program "
            "(34 CFR 99.32, Education Code 49064). No entry can be changed or removed."
        )
    )
    return said


def _counted(sheet: DisclosureSheet) -> str:
    count = len(sheet.entries)
    if count:
        return trn(
            "{shown} entry, newest first.",
            "{shown} entries, newest first.",
            count,
            shown=f"{count:,}",
        )
    if sheet.narrowed:
        return tr("No entry of the log fits.")
    return tr("No records were given to anybody.")


def _draw_entries(flow: Flow, sheet: DisclosureSheet) -> None:
    columns = (
        PaperColumn(tr("When"), 0.14),
        PaperColumn(tr("What"), 0.18, face=Face.MEDIUM),
        PaperColumn(tr("About"), 0.17),
        PaperColumn(tr("Who received it"), 0.19),
        PaperColumn(tr("What for"), 0.19),
        PaperColumn(tr("Given out by"), 0.13),
    )
    alone = sheet.student is not None
    draw_table(flow, columns, (_cells(entry, alone=alone) for entry in sheet.entries))


def _cells(entry: DisclosedEntry, *, alone: bool) -> tuple[str, ...]:
    return (
        _moment(entry.at),
        entry.what,
        _about(entry) if alone else entry.whom,
        entry.recipient,
        entry.purpose,
        entry.actor,
    )


def _about(entry: DisclosedEntry) -> str:
    """Return whom an entry of one student's log is about, without a name of anybody else."""
    if not entry.others:
        return tr("this student")
    return trn(
        "this student and {shown} other",
        "this student and {shown} others",
        entry.others,
        shown=f"{entry.others:,}",
    )


def _moment(at: datetime) -> str:
    return f"{short_date_label(at.date())}, {clock_words(at.hour * 60 + at.minute)}"
