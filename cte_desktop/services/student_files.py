"""Everything about one student, as JSON for programs and as a paper for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.student_sheet import Disclosed, StudentSheet
from cte_desktop.exchange.outgoing.whole_student import json_bytes, student_object
from cte_desktop.reports import registry
from cte_desktop.services.cases import open_case
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.export_orders import OutFile, Prepared
from cte_desktop.services.history import list_history
from cte_desktop.services.printing import plan_sheet
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.audit_json import audit_object

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cte_desktop.exchange.outgoing.lists import Sink
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.disclosures import DisclosureLine
    from cte_desktop.services.export_orders import Order, Progress

JSON, PDF = ".json", ".pdf"


def prepare_student(desk: Desk, order: Order, progress: Progress) -> Prepared:
    """Return the file of one student: JSON or PDF by the ending, both into a folder.

    What is written is as things stand now; its own entry of the disclosure log comes after it.
    A wrong call unless exactly one student is named, for an unknown one, and for other endings.
    """
    case = open_case(desk, _one_student(order))
    progress(0, 1)
    logged = list_disclosures(desk, case.file.student.uid)
    made = {JSON: lambda: student_json(desk, case, logged), PDF: lambda: student_pdf(case, logged)}
    name = registry.STUDENT.file_name(case.file.student.student_id).removesuffix(PDF)
    folder, paths = _paths(order.out, name)
    files = []
    for path in paths:
        content = made[path.suffix.lower()]()  # built first: what can't be printed writes nothing
        files.append(OutFile(path, _writing(content)))
    progress(1, 1)
    return Prepared(tuple(files), len(files), (case.file.student.uid,), folder=folder)


def student_pdf(case: Case, logged: tuple[DisclosureLine, ...]) -> bytes:
    """Return everything about a student as a paper in the language in force."""
    disclosed = tuple(
        Disclosed(line.at.date(), line.what, line.recipient, line.purpose) for line in logged
    )
    sheet = StudentSheet(plan_sheet(case), case.file, case.plans, disclosed)
    return registry.build_student(sheet, case.district.catalog)


def student_json(desk: Desk, case: Case, logged: tuple[DisclosureLine, ...]) -> bytes:
    """Return everything about a student as JSON; others of an entry of the log stay unnamed."""
    student = case.file.student
    history = [
        {
            "number": line.number,
            "at": line.at.isoformat(),
            "actor": line.actor,
            "text": line.text,
            "undone": line.undone,
        }
        for line in list_history(desk, student.student_id)
    ]
    disclosures = [
        {
            "number": line.number,
            "at": line.at.isoformat(),
            "actor": line.actor,
            "what": line.what,
            "recipient": line.recipient,
            "purpose": line.purpose,
        }
        for line in logged
    ]
    audit = audit_object(student, case.audit, case.findings, case.district.catalog)
    return json_bytes(student_object(case.file, case.plans, audit, history, disclosures))


def _one_student(order: Order) -> str:
    if len(order.student_ids) != 1:
        raise WrongCall(
            "wrong_call",
            "The export of a student takes the id of one student.",
            do="Write it after the word student.",
        )
    return order.student_ids[0]


def _paths(out: Path, name: str) -> tuple[Path | None, tuple[Path, ...]]:
    """Return the folder to be made, if any, and the files."""
    ending = out.suffix.lower()
    if ending in {JSON, PDF} and not out.is_dir():
        return None, (out,)
    if ending and not out.is_dir():
        raise WrongCall(
            "unknown_ending",
            "{file} can't be written: this export has no such kind of file.",
            do="End its name in {endings}, or name a folder for both.",
            file=out.name,
            endings=f"{JSON}, {PDF}",
        )
    return out, (out / f"{name}{JSON}", out / f"{name}{PDF}")


def _writing(content: bytes) -> Callable[[Sink], int]:
    def write(sink: Sink) -> int:
        sink.write(content)
        return 1

    return write
