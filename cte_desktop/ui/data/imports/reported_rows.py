"""The rows of an import that a person should look at, as a table shows them, and the headline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.ui.data.kind_words import kind_words
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.services.importing import FileReport, ImportReport

_LETTER, _SIDES = 8, 24  # pixels at 100 %: a letter of the name of a file, and beside the name
_LEAST_OF_FILE, _MOST_OF_FILE = 120, 260  # what is wrong needs the most room


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """One entry of the report; `number` is its place, `row` the row of the spreadsheet."""

    number: int
    file: str
    row: int | None
    column: str
    value: str
    problem: str
    fix: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """What became of all rows together: rows = accepted + changed + unchanged + refused.

    `absent` counts the rows here that no file has, `removed` those of them that are gone now.
    """

    rows: int
    accepted: int
    changed: int
    unchanged: int
    refused: int
    absent: int
    removed: int


def reported_rows(report: ImportReport) -> tuple[ReportedRow, ...]:
    """Return every entry of the report, in the order of files and rows."""
    entries = [(file.file, entry) for file in report.files for entry in file.reported]
    return tuple(
        ReportedRow(
            number,
            file,
            entry.row,
            entry.column,
            entry.value,
            entry.problem,
            entry.fix,
            entry.taken,
        )
        for number, (file, entry) in enumerate(entries)
    )


def sums(files: Iterable[FileReport]) -> Sums:
    """Return the sums over files."""
    every = tuple(files)
    return Sums(
        sum(file.rows for file in every),
        sum(file.accepted for file in every),
        sum(file.changed for file in every),
        sum(file.unchanged for file in every),
        sum(file.refused for file in every),
        sum(file.absent for file in every),
        sum(file.removed for file in every),
    )


def headline(report: ImportReport) -> str:
    """Return the one sentence that says how it went."""
    places = {(row.file, row.row) for row in reported_rows(report)}
    # What is said of a whole file counts only where no single row is at fault.
    look = sum(1 for _, row in places if row is not None) or len(places)
    if look:
        return trn("{count} row needs a look", "{count} rows need a look", look)
    total = sums(report.files)
    if report.step is None:
        return tr("Nothing new: everything was here already")
    if len(report.files) == 1 and report.files[0].kind == "students":
        return trn(
            "{rows} student: all taken",
            "{rows} students: all taken",
            total.rows,
            rows=f"{total.rows:,}",
        )
    return tr("{rows} rows: all taken", rows=f"{total.rows:,}")


def kept_words(report: ImportReport) -> str:
    """Return the sentence after the headline: what was taken and what was not."""
    total = sums(report.files)
    words = [
        tr("{count} new", count=f"{total.accepted:,}"),
        tr("{count} changed", count=f"{total.changed:,}"),
        tr("{count} unchanged", count=f"{total.unchanged:,}"),
        tr("{count} refused", count=f"{total.refused:,}"),
    ]
    said = trn(
        "Of {rows} row: {words}.",
        "Of {rows} rows: {words}.",
        total.rows,
        rows=f"{total.rows:,}",
        words=", ".join(words),
    )
    if total.removed:
        said += " " + trn(
            "Removed, because it is not in these files: {rows} row.",
            "Removed, because they are not in these files: {rows} rows.",
            total.removed,
            rows=f"{total.removed:,}",
        )
    if total.absent > total.removed:
        stay = total.absent - total.removed
        said += " " + tr(
            "Rows that are here and not in these files stay as they are: {rows}.", rows=f"{stay:,}"
        )
    return said


def file_columns() -> tuple[Column[FileReport], ...]:
    """Return the columns of the table of files; in each row the figures add up."""

    def figure(name: str, field: str, width: int = 92) -> Column[FileReport]:
        return Column(
            name,
            lambda file: f"{getattr(file, field):,}",
            figures=True,
            sort_key=lambda file: getattr(file, field),
            width=width,
        )

    return (
        Column(tr("File"), lambda file: file.file, tooltip=lambda file: file.file),
        Column(tr("What it holds"), lambda file: kind_words(file.kind), width=200),
        figure(tr("Rows"), "rows"),
        figure(tr("New"), "accepted"),
        figure(tr("Changed"), "changed"),
        figure(tr("Unchanged"), "unchanged"),
        figure(tr("Refused"), "refused"),
        figure(tr("Missing"), "absent"),
    )


def row_columns(report: ImportReport) -> tuple[Column[ReportedRow], ...]:
    """Return the columns of the table of reported rows; names of files get the room they need."""
    longest = max((len(file.file) for file in report.files if file.reported), default=0)
    room = min(max(longest * _LETTER + _SIDES, _LEAST_OF_FILE), _MOST_OF_FILE)
    return (
        Column(
            tr("Result"),
            lambda row: tr("Taken") if row.taken else tr("Refused"),
            icon=lambda row: "info" if row.taken else "octagon-alert",
            color=lambda row: "information" if row.taken else "must_fix",
            width=100,
        ),
        Column(tr("File"), lambda row: row.file, tooltip=lambda row: row.file, width=room),
        Column(
            tr("Row"),
            lambda row: "" if row.row is None else f"{row.row:,}",
            figures=True,
            sort_key=lambda row: (row.file, row.row or 0),
            width=72,
        ),
        Column(tr("Column"), lambda row: row.column, width=150),
        Column(tr("Value"), lambda row: row.value, width=140),
        Column(
            tr("What is wrong, and what to do"),
            lambda row: f"{row.problem} {row.fix}",
            tooltip=lambda row: f"{row.problem}\n{row.fix}",
        ),
    )
