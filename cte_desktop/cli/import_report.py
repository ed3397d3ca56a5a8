"""The report of an import: as JSON (`interfaces.md` section 5) and as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.exchange.report import Reported
    from cte_desktop.services.importing import FileReport, ImportReport


def import_object(report: ImportReport) -> dict[str, Any]:
    """Return the JSON object of an import; "import" is its step, null when nothing changed."""
    return {"import": report.step, "files": [_file_object(file) for file in report.files]}


def import_text(report: ImportReport) -> str:
    """Return the report as lines: a line for each file, one for each row to look at."""
    lines: list[str] = []
    for file in report.files:
        lines.append(file_text(file))
        lines += [row_text(reported) for reported in file.reported]
    return "\n".join(lines)


def file_text(file: FileReport) -> str:
    """Return one sentence about a file, its figures adding up to its rows."""
    text = tr(
        "{file}: {rows} rows = {accepted} new + {changed} changed + {unchanged} unchanged + "
        "{refused} refused",
        file=file.file,
        rows=file.rows,
        accepted=file.accepted,
        changed=file.changed,
        unchanged=file.unchanged,
        refused=file.refused,
    )
    if file.absent:
        text += "; " + trn(
            "{count} row of before is not in the file",
            "{count} rows of before are not in the file",
            file.absent,
        )
    if file.left_aside:
        text += "; " + trn(
            "{count} row is none of this kind and was left aside",
            "{count} rows are none of this kind and were left aside",
            file.left_aside,
        )
    return text


def row_text(reported: Reported) -> str:
    """Return one line about a row."""
    where = tr("whole file") if reported.row is None else tr("row {row}", row=reported.row)
    taken = tr("taken") if reported.taken else tr("refused")
    return f"  {where} ({taken}): {reported.problem} {_fix(reported)}".rstrip()


def _fix(reported: Reported) -> str:
    """Return what to do, with what only a call can do."""
    return f"{reported.fix} {reported.by_call}".strip()


def _file_object(file: FileReport) -> dict[str, Any]:
    return {
        "file": file.file,
        "kind": file.kind,
        "encoding": file.encoding,
        "rows": file.rows,
        "accepted": file.accepted,
        "changed": file.changed,
        "unchanged": file.unchanged,
        "refused": file.refused,
        "absent": file.absent,
        "removed": file.removed,
        "left_aside": file.left_aside,
        "profile": file.profile,
        "reported": [
            {
                "row": reported.row,
                "column": reported.column,
                "value": reported.value,
                "code": reported.code,
                "problem": reported.problem,
                "fix": _fix(reported),
                "taken": reported.taken,
            }
            for reported in file.reported
        ],
    }
