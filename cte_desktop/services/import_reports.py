"""Keeping the report of an import as a file for the person who exports the data."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from cte_desktop.exchange.export import write_texts
from cte_desktop.storage.files import write_file
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.services.importing import ImportReport

_BOM = b"\xef\xbb\xbf"  # without it spreadsheet programs misread accents


def keep_import_report(report: ImportReport, path: Path) -> None:
    """Write every reported row safely to `path` as CSV; formula characters are neutralised."""
    stream = io.StringIO(newline="")
    headers = ("file", "row", "column", "value", "code", "problem", "what_to_do", "result")
    write_texts(stream, headers, _rows(report))
    write_file(path, _BOM + stream.getvalue().encode("utf-8", "replace"))


def _rows(report: ImportReport) -> list[tuple[str, ...]]:
    return [
        (
            file.file,
            "" if entry.row is None else str(entry.row),
            entry.column,
            entry.value,
            entry.code,
            entry.problem,
            entry.fix,
            tr("taken") if entry.taken else tr("refused"),
        )
        for file in report.files
        for entry in file.reported
    ]
