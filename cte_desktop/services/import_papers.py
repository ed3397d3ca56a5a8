"""The report of an import as a paper, from what was kept with its step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.import_sheet import ImportedFile, ImportedRow, ImportSheet
from cte_desktop.domain.people.roles import Right
from cte_desktop.reports import registry
from cte_desktop.services.handing_over import hand_over_one
from cte_desktop.services.import_reports import kept_report, kept_reports, log_report
from cte_desktop.services.people.rights import require
from cte_desktop.system.errors import WrongCall

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.import_files import FileReport
    from cte_desktop.services.import_reports import KeptReport
    from cte_desktop.services.importing import ImportReport
    from cte_desktop.services.printing import Disclosure


def import_report_pdf(desk: Desk, step: int | None = None) -> bytes:
    """Return the paper of an import's report, by default of the newest that is kept.

    A wrong call when the step has no report, or when nothing was ever imported.
    """
    line, report = _kept(desk, step)
    sheet = ImportSheet(
        district=desk.district().name,
        printed_on=desk.today(),
        imported_on=line.at.date(),
        actor=line.actor,
        step=line.step,
        undone=line.undone,
        files=tuple(map(_file, report.files)),
    )
    return registry.build_import_report(sheet)


def print_import_report(
    desk: Desk, path: Path, disclosed: Disclosure, step: int | None = None
) -> None:
    """Write the paper safely and log it; no file without its entry."""
    require(desk, Right.IMPORT)
    content = import_report_pdf(desk, step)
    _line, report = _kept(desk, step)
    hand_over_one(desk, path, content, lambda tx: log_report(tx, report, disclosed))


def log_import_report(desk: Desk, disclosed: Disclosure, step: int | None = None) -> None:
    """Log that the paper went to a printer."""
    require(desk, Right.IMPORT)
    _line, report = _kept(desk, step)
    with desk.database.writing() as tx:
        log_report(tx, report, disclosed)


def _kept(desk: Desk, step: int | None) -> tuple[KeptReport, ImportReport]:
    line = next((one for one in kept_reports(desk) if step in {None, one.step}), None)
    if line is None:
        raise WrongCall(
            "no_report",
            "There is no report of an import.",
            do="Import files first; each import that changes something keeps its report.",
        )
    return line, kept_report(desk, line.step)


def _file(file: FileReport) -> ImportedFile:
    return ImportedFile(
        file.file,
        file.rows,
        file.accepted,
        file.changed,
        file.unchanged,
        file.refused,
        file.left_aside,
        tuple(
            ImportedRow(one.row, one.column, one.value, one.problem, one.fix, one.taken)
            for one in file.reported
        ),
    )
