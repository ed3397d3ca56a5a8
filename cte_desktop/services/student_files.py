"""Everything about one student: as a paper for people, as JSON and plain files for programs.

A family that asks has it within five business days (Education Code 49069.7; 34 CFR 99.10). What a
counselor noted privately is no record about the student and no part of it (34 CFR 99.3).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.student_sheet import (
    Certified,
    Disclosed,
    Happened,
    SetByHand,
    StudentSheet,
)
from cte_desktop.exchange.outgoing.export import write_rows
from cte_desktop.exchange.outgoing.whole_student import AlsoKept, json_bytes, student_object
from cte_desktop.exchange.plain.kinds import KINDS
from cte_desktop.reports import registry
from cte_desktop.services.awards.registering import Wanted, register
from cte_desktop.services.cases import open_case
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.export_orders import OutFile, Prepared
from cte_desktop.services.history import list_history
from cte_desktop.services.printing import Disclosure, plan_sheet
from cte_desktop.services.told_steps import told_of_student
from cte_desktop.storage.about_student import kept_beside
from cte_desktop.storage.plain_rows import plain_rows_about
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.audit_json import audit_object
from cte_desktop.wording.completion.register import kind_text, reason_text, stands_text
from cte_desktop.wording.history.told import Deed, deed_label
from cte_desktop.wording.plain_columns import column_words
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cte_desktop.exchange.outgoing.lists import Sink
    from cte_desktop.services.awards.registering import RegisterLine
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.disclosures import DisclosureLine
    from cte_desktop.services.export_orders import Order, Progress
    from cte_desktop.services.history import HistoryLine
    from cte_desktop.storage.about_student import Beside
    from cte_desktop.wording.history.told import Told

JSON, PDF, CSV = ".json", ".pdf", ".csv"
_STUDENT_ID = "student_id"
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it spreadsheet programs misread accents


@dataclass(frozen=True, slots=True)
class WholeFile:
    """Everything that the database keeps of a student but private notes, as things stand now.

    Certificates are in the order of the register; history and disclosures are the newest first.
    """

    case: Case
    beside: Beside
    certificates: tuple[RegisterLine, ...]
    history: tuple[HistoryLine, ...]
    told: dict[int, tuple[Told, ...]]  # what each of these steps did to the student
    disclosures: tuple[DisclosureLine, ...]


def parents_request() -> Disclosure:
    """Return who receives everything about a student, and what for, when a family asks."""
    return Disclosure(
        tr("Parent or guardian"),
        tr("Request to inspect and review the records (Education Code 49069.7)"),
    )


def whole_file(desk: Desk, student_id: str) -> WholeFile:
    """Return what is kept of the student with the district's id; a wrong call if unknown."""
    case = open_case(desk, student_id)
    uid = case.file.student.uid
    with desk.database.reading() as tx:
        beside = kept_beside(tx, uid)
    history = list_history(desk, student_id)
    return WholeFile(
        case,
        beside,
        register(desk, Wanted(student_uid=uid)),
        history,
        told_of_student(desk, uid, (line.number for line in history)),
        list_disclosures(desk, uid),
    )


def prepare_student(desk: Desk, order: Order, progress: Progress) -> Prepared:
    """Return the file of one student: JSON or PDF by the ending; both and plain files in a folder.

    What is written is as things stand now; its own entry of the disclosure log comes after it.
    A wrong call unless exactly one student is named, for an unknown one, and for other endings.
    """
    whole = whole_file(desk, _one_student(order))
    student = whole.case.file.student
    progress(0, 1)
    name = registry.STUDENT.file_name(student.student_id).removesuffix(PDF)
    folder, paths = _paths(order.out, name)
    made = {JSON: student_json, PDF: student_pdf}
    # Built first: what can't be printed writes nothing.
    files = [OutFile(path, _writing(made[path.suffix.lower()](whole))) for path in paths]
    if folder is not None:
        files += [
            OutFile(folder / f"{name}-{kind}{CSV}", _writing(content, rows))
            for kind, content, rows in _plain_files(desk, student.student_id)
        ]
    progress(1, 1)
    return Prepared(tuple(files), len(files), (student.uid,), folder=folder)


def student_pdf(whole: WholeFile) -> bytes:
    """Return everything about a student as a paper in the language in force."""
    case = whole.case
    sheet = StudentSheet(
        plan_sheet(case),
        case.file,
        case.plans,
        tuple(Disclosed(d.day, d.what, d.recipient, d.purpose) for d in whole.disclosures),
        tuple(
            Certified(
                line.issued_on,
                line.serial,
                line.decided.pathway,
                " ".join((kind_text(line.kind), reason_text(line.kind, line.reason))).strip(),
                stands_text(line.state, withheld=line.withheld),
            )
            for line in whole.certificates
        ),
        tuple(
            SetByHand(column_words(one.field), one.here, one.file or "")
            for one in whole.beside.set_here
        ),
        whole.beside.removed_experiences,
        tuple(
            Happened(line.at.astimezone().date(), _done(whole, line), line.actor, line.undone)
            for line in whole.history
        ),
        whole.beside.tags,
        whole.beside.notes,
        whole.beside.reminders,
        whole.beside.approvals,
        whole.beside.locks,
    )
    return registry.build_student(sheet, case.district.catalog)


def student_json(whole: WholeFile) -> bytes:
    """Return everything about a student as JSON; others of an entry of the log stay unnamed."""
    case = whole.case
    audit = audit_object(case.file.student, case.audit, case.findings, case.district.catalog)
    besides = AlsoKept(
        tuple(map(_certificate, whole.certificates)),
        tuple(
            {"field": one.field, "here": one.here, "file": one.file}
            for one in whole.beside.set_here
        ),
        whole.beside.removed_experiences,
        tuple(_step(line, whole.told[line.number]) for line in whole.history),
        tuple(map(_entry, whole.disclosures)),
        whole.beside.tags,
        whole.beside.notes,
        whole.beside.reminders,
        whole.beside.approvals,
        whole.beside.locks,
    )
    return json_bytes(student_object(case.file, case.plans, audit, besides))


def _certificate(line: RegisterLine) -> dict[str, Any]:
    return {
        "serial": line.serial,
        "entry": line.kind.value,
        "on": line.issued_on.isoformat(),
        "legal_name": line.decided.legal_name,
        "pathway": line.decided.pathway,
        "refers_to": line.refers_to,
        "reason": line.reason,
        "actor": line.actor,
        "state": line.state.value,
        "withheld": line.withheld,
        "printed_on": line.printed_on.isoformat() if line.printed_on else None,
    }


def _done(whole: WholeFile, line: HistoryLine) -> str:
    """Return a step with what it changed or removed; the paper has elsewhere what it added."""
    changed = (one for one in whole.told[line.number] if one.deed is not Deed.ADDED)
    return "; ".join((line.text, *map(_told_text, changed)))


def _told_text(told: Told) -> str:
    what = " ".join(part for part in (told.kind, told.which) if part)
    if told.deed is not Deed.CHANGED:
        return f"{what}: {deed_label(told.deed)}"
    fields = ", ".join(f"{one.title} {one.before} → {one.after}" for one in told.fields)
    return f"{what}: {fields}"


def _step(line: HistoryLine, told: tuple[Told, ...]) -> dict[str, Any]:
    return {
        "number": line.number,
        "at": line.at.isoformat(),
        "actor": line.actor,
        "text": line.text,
        "undone": line.undone,
        "changes": [
            {
                "kind": one.kind,
                "which": one.which,
                "deed": one.deed.value,
                "fields": [
                    {"field": field.title, "before": field.before, "after": field.after}
                    for field in one.fields
                ],
            }
            for one in told
        ],
    }


def _entry(line: DisclosureLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "at": line.at.isoformat(),
        "actor": line.actor,
        "what": line.what,
        "recipient": line.recipient,
        "purpose": line.purpose,
    }


def _plain_files(desk: Desk, student_id: str) -> Iterator[tuple[str, bytes, int]]:
    """Yield name, content and number of rows of each plain file that has a row of the student."""
    with desk.database.reading() as tx:
        for kind in KINDS:
            if _STUDENT_ID not in kind.fields:
                continue
            rows = plain_rows_about(tx, kind.name, kind.fields, student_id)
            if rows:
                stream = io.StringIO(_BOM, newline="")
                stream.seek(0, io.SEEK_END)
                count = write_rows(stream, kind, rows)
                yield kind.name, stream.getvalue().encode("utf-8", "replace"), count


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


def _writing(content: bytes, rows: int = 1) -> Callable[[Sink], int]:
    def write(sink: Sink) -> int:
        sink.write(content)
        return rows

    return write
