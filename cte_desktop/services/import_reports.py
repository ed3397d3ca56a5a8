"""The reports of imports: written as a file, and kept with their steps to be opened later.

A kept report says no more of a person than the cells that it names.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from cte_desktop.exchange.outgoing.export import write_texts
from cte_desktop.exchange.report import Reported
from cte_desktop.reports import registry
from cte_desktop.services.changes import Changes
from cte_desktop.services.import_files import FileReport
from cte_desktop.storage import import_reports as report_store
from cte_desktop.storage.disclosures import record_disclosure
from cte_desktop.storage.files import write_file
from cte_desktop.storage.history import list_steps
from cte_desktop.storage.students import student_uids
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.importing import ImportReport
    from cte_desktop.services.printing import Disclosure
    from cte_desktop.storage.content import Content, Json
    from cte_desktop.storage.transaction import Transaction

MOST_KEPT = 5_000
"""Reported rows of a file that are kept with the step; how many more there were is said."""
STUDENT_ID = "student_id"
_BOM = b"\xef\xbb\xbf"  # without it spreadsheet programs misread accents
_COUNTS = ("rows", "accepted", "changed", "unchanged", "refused")
_ENTRY = tuple(field.name for field in fields(Reported))
_FILE = tuple(field.name for field in fields(FileReport) if field.name != "reported")


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A line of the list of reports: the sums of the import's files, and whether it is undone."""

    step: int
    at: datetime
    actor: str
    files: tuple[str, ...]
    rows: int
    accepted: int
    changed: int
    unchanged: int
    refused: int
    undone: bool


def keep_import_report(desk: Desk, report: ImportReport, path: Path, disclosed: Disclosure) -> None:
    """Write every reported row safely to `path` as CSV and log it; no file without its entry.

    Formula characters are neutralised.
    """
    stream = io.StringIO(newline="")
    headers = ("file", "row", "column", "value", "code", "problem", "what_to_do", "result")
    write_texts(stream, headers, _rows(report))
    with desk.database.writing() as tx:
        log_report(tx, report, disclosed)
        write_file(path, _BOM + stream.getvalue().encode("utf-8", "replace"))


def log_copied_rows(desk: Desk, report: ImportReport) -> None:
    """Log that reported rows were copied, to be put into another program of this computer."""
    from cte_desktop.services.printing import Disclosure  # imports need nothing of printing

    copied = Disclosure(tr("Clipboard of this computer"), tr("Rows of an import report"))
    with desk.database.writing() as tx:
        log_report(tx, report, copied)


def log_report(tx: Transaction, report: ImportReport, disclosed: Disclosure) -> None:
    """Log that a report left: it is about the students whose ids its rows name."""
    record_disclosure(
        tx,
        registry.IMPORT_REPORT.name,
        _named(tx, report),
        recipient=disclosed.recipient,
        purpose=disclosed.purpose,
    )


def keep_report(tx: Transaction, step: int, files: Sequence[FileReport]) -> None:
    """Keep the report of an import with its step, in the import's transaction."""
    names: list[Json] = [file.file for file in files]
    head: Content = {"files": names}
    head |= {name: sum(getattr(file, name) for file in files) for name in _COUNTS}
    report_store.save_report(tx, step, head, list(map(_content, files)))


def kept_reports(desk: Desk) -> tuple[KeptReport, ...]:
    """Return a line for each report that is kept, newest first."""
    with desk.database.reading() as tx:
        heads = tuple(report_store.list_reports(tx))
        steps = {step.number: step for step in list_steps(tx)} if heads else {}
    lines = []
    for number, found in heads:
        step, head = steps[number], dict[str, Any](found)
        counts = {name: int(head[name]) for name in _COUNTS}
        undone, names = step.undone_by is not None, tuple(head["files"])
        lines.append(KeptReport(number, step.at, step.actor, names, undone=undone, **counts))
    return tuple(lines)


def kept_report(desk: Desk, step: int) -> ImportReport:
    """Return the report of an import as it was; a wrong call if the step has none."""
    from cte_desktop.services.importing import ImportReport

    with desk.database.reading() as tx:
        content = report_store.load_report(tx, step)
    if content is None:
        raise WrongCall(
            "no_report",
            noop("There is no report of step {number}."),
            do=noop("Imports have one; the history lists them."),
            number=step,
        )
    kept: Any = content["files"]
    return ImportReport(step, tuple(map(_file, kept)), Changes(step=step))


def _named(tx: Transaction, report: ImportReport) -> Iterable[str]:
    """Return our own ids of those students whom a reported cell names by the district's id."""
    ids = {
        entry.value
        for file in report.files
        for entry in file.reported
        if entry.column == STUDENT_ID
    }
    return student_uids(tx, ids).values()


def _content(file: FileReport) -> Json:
    entries = file.reported[:MOST_KEPT]
    more = len(file.reported) - len(entries)
    reported: list[Json] = [[getattr(entry, name) for name in _ENTRY] for entry in entries]
    if more:
        reported.append([getattr(_more(more), name) for name in _ENTRY])
    return {**{name: getattr(file, name) for name in _FILE}, "reported": reported}


def _file(kept: dict[str, Any]) -> FileReport:
    reported = tuple(Reported(*entry) for entry in kept["reported"])
    return FileReport(**{name: kept[name] for name in _FILE}, reported=reported)


def _more(count: int) -> Reported:
    """Return the entry for the reported rows that are not kept."""
    problem = tr("{count} more rows were reported than are kept.", count=f"{count:,}")
    return Reported(None, "", "", "more_rows", problem, "", taken=True)


def _rows(report: ImportReport) -> Iterable[tuple[str, ...]]:
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
