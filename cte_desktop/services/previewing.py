"""What an import would do, before it does it: the same work in a transaction that is given up.

Nothing of it stays: no step, no change, no backup. Students' names are in the result alone.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.services.changes import Changes
from cte_desktop.services.import_files import apply_readings, file_reports
from cte_desktop.services.import_progress import ImportProgress
from cte_desktop.services.importing import NO_SHAPES, ImportReport, open_files
from cte_desktop.services.preview_rows import (
    AddedRow,
    ChangedField,
    ChangedRow,
    added_row,
    changed_row,
    kept_rows,
)
from cte_desktop.storage import step_rows
from cte_desktop.storage.giving_up import given_up_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from cte_desktop.exchange.answers.answers import Answers
    from cte_desktop.exchange.answers.questions import Question
    from cte_desktop.exchange.profiles.profile import TableShape
    from cte_desktop.exchange.reading.reading import Readings
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.import_files import Applied, FileReport
    from cte_desktop.storage.transaction import Transaction

__all__ = ("AddedRow", "ChangedField", "ChangedRow", "ImportPreview", "preview_import")

MOST_CHANGED = 2_000
"""Changed rows that are listed; all are counted."""
MOST_ADDED = 200
"""New rows of a kind that are listed."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do: its report, and rows of the store before and after.

    `changed_total` counts all rows of the store that would change or that have a field which was
    set here and stays; `changed` are the first `MOST_CHANGED` of them, the latter before the
    others; `added` are the first `MOST_ADDED` new ones of each kind.
    """

    report: ImportReport
    changed: tuple[ChangedRow, ...]
    changed_total: int
    added: tuple[AddedRow, ...]
    questions: tuple[Question, ...]


def preview_import(  # noqa: PLR0913 - each is an option of the import
    desk: Desk,
    paths: Sequence[Path],
    *,
    profile: str = "",
    encoding: str | None = None,
    replace: bool = False,
    shapes: Mapping[str, TableShape] = NO_SHAPES,
    answers: Answers | None = None,
    progress: Callable[[str, int], None] | None = None,
) -> ImportPreview:
    """Return what `import_paths` would do with the same arguments; nothing of it stays.

    `progress` cancels by raising. Raises what `import_paths` raises.
    """
    readings = open_files(desk, paths, profile, encoding, shapes, answers)
    auditing = desk.district().auditing
    told = ImportProgress(progress, readings)
    with desk.database.trying() as tx, given_up_by(tx, told.look):
        applied = apply_readings(tx, readings, auditing, replace=replace, progress=told)
        return _preview(tx, readings, applied, file_reports(readings, applied, profile))


def _preview(
    tx: Transaction, readings: Readings, applied: Applied, files: tuple[FileReport, ...]
) -> ImportPreview:
    step = applied.step
    changed = () if step is None else step_rows.list_changed(tx, step, MOST_CHANGED)
    total = 0 if step is None else step_rows.count_changed(tx, step)
    added = () if step is None else step_rows.list_added(tx, step, MOST_ADDED)
    listed = tuple(map(changed_row, changed))
    known = set(map(_identity, listed))
    rows: dict[tuple[str, str, str], ChangedRow] = {}
    # What waits for a choice comes first, however many rows would change besides.
    for row in (*kept_rows(tx, readings.files, applied.files), *listed):
        before = rows.get(_identity(row))
        total += before is None and _identity(row) not in known
        fields = () if before is None else before.fields
        rows[_identity(row)] = dataclasses.replace(row, fields=(*fields, *row.fields))
    return ImportPreview(
        ImportReport(None, files, Changes()),
        tuple(rows.values())[:MOST_CHANGED],
        total,
        tuple(map(added_row, added)),
        readings.known.asked.questions(readings.known),
    )


def _identity(row: ChangedRow) -> tuple[str, str, str]:
    return row.kind, row.key, row.student_id
