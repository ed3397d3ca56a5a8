"""What an import would do, as tables show it: a line for each new row and each changed field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.ui.data.imports.reported_rows import sums
from cte_desktop.ui.data.kind_words import kind_words
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.plain_columns import column_words
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.services.importing import FileReport
    from cte_desktop.services.previewing import AddedRow, ChangedRow, ImportPreview

_MUCH = 10  # per cent of the rows of before that a file lacks
_FEW = 20  # rows; fewer are never much


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A changed field; `by_hand`: it was set here and stays, whatever the file has."""

    number: int
    kind: str
    who: str
    row: str
    column: str
    field: str
    before: str
    after: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class NewLine:
    """A new row."""

    number: int
    kind: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class HandLine:
    """A field that was set here and has another value in the file.

    `ref` tells it from others; before an import: student id, the field's own name, here, file.
    """

    ref: tuple[str, ...]
    who: str
    field: str
    here: str
    file: str
    choice: str = ""  # "here", "file", or "" while nobody has chosen


def change_lines(rows: Iterable[ChangedRow]) -> tuple[ChangeLine, ...]:
    """Return a line for each field of each row."""
    fields = [(row, field) for row in rows for field in row.fields]
    return tuple(
        ChangeLine(
            number,
            row.kind,
            who(row.name, row.student_id),
            "" if row.key == row.student_id else row.key,
            field.column,
            column_words(field.column),
            field.before,
            field.after,
            field.by_hand,
        )
        for number, (row, field) in enumerate(fields)
    )


def new_lines(rows: Iterable[AddedRow]) -> tuple[NewLine, ...]:
    """Return a line for each new row."""
    return tuple(
        NewLine(number, row.kind, who(row.name, row.student_id), row.text or row.key)
        for number, row in enumerate(rows)
    )


def hand_lines(rows: Iterable[ChangedRow]) -> tuple[HandLine, ...]:
    """Return the fields that were set by hand and would otherwise be overwritten."""
    return tuple(
        HandLine(
            (row.student_id, field.ref, field.before, field.after),
            who(row.name, row.student_id),
            column_words(field.column),
            field.before,
            field.after,
        )
        for row in rows
        for field in row.fields
        if field.by_hand
    )


def who(name: str, student_id: str) -> str:
    """Return "Rivera, Ana · 0012"; "" for what is no student's."""
    return " · ".join(part for part in (name, student_id) if part)


def warnings(preview: ImportPreview) -> tuple[str, ...]:
    """Return what a person should know before an import goes on, in sentences."""
    files = [file for file in preview.report.files if file.rows]
    total = sums(files)
    found = []
    if total.rows and total.refused == total.rows:
        found.append(
            tr(
                "Every row would be refused. Perhaps the columns are read wrongly, or another file "
                "has to come first."
            )
        )
    else:
        found += [
            tr("Every row of {file} would be refused.", file=file.file)
            for file in files
            if file.refused == file.rows
        ]
    lacking = [file for file in files if _lacks_much(file)]
    if lacking:
        found.append(_missing(lacking))
    return tuple(found)


def alarms(preview: ImportPreview) -> bool:
    """Tell whether an import should not go on unseen: files refused whole, many students gone.

    Of other kinds a file may well hold only a part, for example the marks of one term.
    """
    files = [file for file in preview.report.files if file.rows]
    return any(
        file.refused == file.rows or (file.kind == "students" and _lacks_much(file))
        for file in files
    )


def asks_for_a_look(preview: ImportPreview) -> bool:
    """Tell whether a person should see what an import would do before it does it."""
    by_hand = any(field.by_hand for row in preview.changed for field in row.fields)
    return bool(sums(preview.report.files).refused or by_hand or alarms(preview))


def new_columns() -> tuple[Column[NewLine], ...]:
    """Return the columns of the list of new rows."""
    return (
        Column(tr("What"), lambda line: kind_words(line.kind), width=190),
        Column(tr("Student"), lambda line: line.who, width=240),
        Column(tr("New row"), lambda line: line.text, tooltip=lambda line: line.text),
    )


def changed_columns() -> tuple[Column[ChangeLine], ...]:
    """Return the columns of the list of changed fields; `BEFORE` is the place of the old value."""
    return (
        Column(tr("Student"), lambda line: line.who, width=220),
        Column(tr("Row"), lambda line: line.row or kind_words(line.kind), width=210),
        Column(tr("Field"), lambda line: line.field, width=150),
        Column(
            tr("Now"),
            lambda line: line.before or tr("(empty)"),
            color=lambda line: None if line.by_hand else "text_muted",
            tooltip=lambda line: line.before,
            width=170,
        ),
        Column(
            tr("Then"),
            lambda line: tr("stays; set here") if line.by_hand else line.after or tr("(empty)"),
            icon=lambda line: "pencil" if line.by_hand else None,
            color=lambda line: "information" if line.by_hand else None,
            tooltip=lambda line: line.after,
        ),
    )


BEFORE = 3


def _lacks_much(file: FileReport) -> bool:
    before = file.absent + file.changed + file.unchanged
    return file.absent > _FEW and file.absent * 100 > before * _MUCH


def _missing(files: list[FileReport]) -> str:
    if len(files) == 1:
        return trn(
            "{file} lacks {rows} row of before. It is kept; check that the export is whole.",
            "{file} lacks {rows} rows of before. They are kept; check that the export is whole.",
            files[0].absent,
            file=files[0].file,
            rows=f"{files[0].absent:,}",
        )
    named = ", ".join(f"{file.file} {file.absent:,}" for file in files)
    return tr(
        "Files lack many rows of before: {files}. They are kept; check that the export is whole.",
        files=named,
    )
