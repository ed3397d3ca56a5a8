"""Packets for families: letter, plan and findings of each student, in the family's language.

One PDF for all, or one for each student; whoever receives them stands in the disclosure log.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.findings_sheet import FindingsSheet, StudentFindings
from cte_desktop.domain.audit.plan_sheet import NOT_FOR_FAMILIES
from cte_desktop.domain.completion.forecast.letter import FamilyLetter, filled
from cte_desktop.domain.completion.packet_sheet import PacketSheet
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.students.home_language import paper_language
from cte_desktop.reports import registry
from cte_desktop.services.forecast.letters import CHOICES, HOME, MOST_CONTACT, wordings
from cte_desktop.services.handing_over import hand_over, hand_over_one, make_folder
from cte_desktop.services.people.rights import require_disclosure
from cte_desktop.services.plan_batches import PlanBatch, cases_in_order, naming_whose
from cte_desktop.services.printing import Printed, plan_sheet
from cte_desktop.storage.disclosures import record_disclosure
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.labels import grade_label, school_label
from cte_desktop.wording.translate import language, noop, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from cte_desktop.domain.findings import Finding
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.printing import Disclosure
    from cte_desktop.storage.transaction import Transaction

__all__ = [
    "CHOICES",
    "HOME",
    "MOST_CONTACT",
    "PacketOrder",
    "draw_packets",
    "keep_packets",
    "log_packets",
    "packet_sheet",
    "print_packets",
    "write_packets",
]

_LETTER = "packet"


@dataclass(frozen=True, slots=True)
class PacketOrder:
    """In which language packets are made (`HOME`: each family's own), and where else to ask."""

    language: str = HOME
    contact: str = ""


USUAL = PacketOrder()


def packet_sheet(case: Case, order: PacketOrder = USUAL) -> PacketSheet:
    """Return what the packet of one student says. A wrong call for another language."""
    if order.language not in CHOICES or len(order.contact) > MOST_CONTACT:
        raise WrongCall("wrong_call", noop("A packet is in en, es or the language of the home."))
    student = case.file.student
    code = order.language if order.language != HOME else paper_language(student.home_language)
    with language(code):
        return PacketSheet(_letter(case, order, code), plan_sheet(case), _findings(case))


def draw_packets(
    desk: Desk,
    uids: Iterable[str],
    order: PacketOrder = USUAL,
    progress: Callable[[int, int], None] | None = None,
) -> PlanBatch:
    """Draw the packets of these students in this order; whoever is gone by now is passed over.

    `progress` is told (done, of how many) and may raise to give up. A `KnownError` when a student
    is not theirs to print who sits at the desk, or nobody is left.
    """
    wanted = tuple(dict.fromkeys(uids))
    first, cases = _first(desk, wanted)
    drawn: list[str] = []
    ends: list[int] = []

    def sheets() -> Iterator[PacketSheet]:
        for case in chain((first,), cases):
            drawn.append(case.file.student.uid)
            yield packet_sheet(case, order)

    def told(done: int) -> None:
        if progress is not None:
            progress(done, len(wanted))

    with naming_whose(desk, drawn):
        content = registry.build_packets(sheets(), first.district.catalog, told, ends)
    return PlanBatch(content, tuple(drawn), tuple(ends))


def keep_packets(desk: Desk, batch: PlanBatch, path: Path, disclosed: Disclosure) -> None:
    """Write the paper safely and log whom it is about; no file without its entry."""
    hand_over_one(desk, path, batch.content, lambda tx: _log(tx, batch.uids, disclosed))


def log_packets(
    desk: Desk, batch: PlanBatch, disclosed: Disclosure, pages: tuple[int, ...]
) -> None:
    """Log whose packets went to a printer on these pages."""
    with desk.database.writing() as tx:
        _log(tx, batch.on_pages(pages), disclosed)


def write_packets(
    desk: Desk,
    uids: Iterable[str],
    folder: Path,
    disclosed: Disclosure,
    order: PacketOrder = USUAL,
    progress: Callable[[int, int], None] | None = None,
) -> Printed:
    """Write one PDF for each student into a folder, named by the district's id.

    `progress` as for `draw_packets`: given up, nothing is written.
    """
    wanted = tuple(dict.fromkeys(uids))
    first, cases = _first(desk, wanted)
    told = None if progress is None else lambda done: progress(done, len(wanted))
    return _one_each(desk, chain((first,), cases), folder, disclosed, order, told)


def print_packets(
    desk: Desk,
    cases: Sequence[Case],
    out: Path,
    disclosed: Disclosure,
    order: PacketOrder = USUAL,
    progress: Callable[[int], None] | None = None,
) -> Printed:
    """Print packets into one file when `out` ends in .pdf, else one for each into a folder."""
    if out.suffix.lower() != ".pdf":
        return _one_each(desk, cases, out, disclosed, order, progress)
    sheets = (packet_sheet(case, order) for case in cases)
    content = registry.build_packets(sheets, cases[0].district.catalog, progress)
    uids = [case.file.student.uid for case in cases]
    hand_over_one(desk, out, content, lambda tx: _log(tx, uids, disclosed))
    return Printed(len(cases), (out,))


def _one_each(
    desk: Desk,
    cases: Iterable[Case],
    folder: Path,
    disclosed: Disclosure,
    order: PacketOrder,
    progress: Callable[[int], None] | None,
) -> Printed:
    """Draw and write one packet after the other: no more than a few students are in memory."""
    uids: list[str] = []

    def drawn() -> Iterator[tuple[str, bytes]]:
        for done, case in enumerate(cases, 1):
            uids.append(case.file.student.uid)
            with naming_whose(desk, uids):
                sheet = packet_sheet(case, order)
                content = registry.build_packets((sheet,), case.district.catalog)
            yield registry.PACKET.file_name(case.file.student.student_id), content
            if progress is not None:
                progress(done)

    was_there = folder.exists()
    make_folder(folder)
    try:
        places = hand_over(desk, folder, drawn(), lambda tx: _log(tx, uids, disclosed))
    except BaseException:
        if not was_there:
            with suppress(OSError):
                folder.rmdir()
        raise
    return Printed(len(uids), places)


def _first(desk: Desk, uids: tuple[str, ...]) -> tuple[Case, Iterator[Case]]:
    """Return the first case and the others; a known error when nobody is there."""
    require_disclosure(desk, uids)
    cases = cases_in_order(desk, uids)
    first = next(cases, None)
    if first is None:
        raise KnownError(
            "nobody_there",
            noop("None of these students is in the database any more."),
            kept=noop("Nothing was printed."),
        )
    return first, cases


def _log(tx: Transaction, uids: Iterable[str], disclosed: Disclosure) -> None:
    record_disclosure(
        tx,
        registry.PACKET.name,
        tuple(uids),
        recipient=disclosed.recipient,
        purpose=disclosed.purpose,
    )


def _findings(case: Case) -> FindingsSheet:
    findings = _for_family(case)
    named = case.plan.name if case.plan else ""
    one = StudentFindings(case.file.student, named, findings)
    return FindingsSheet(case.district.name, case.day, (one,), case.seen_on)


def _for_family(case: Case) -> tuple[Finding, ...]:
    """Return what a family reads: without what is the counselor's own."""
    return tuple(one for one in case.findings if one.code not in NOT_FOR_FAMILIES)


def _letter(case: Case, order: PacketOrder, code: str) -> FamilyLetter:
    says, student, catalog = wordings(_LETTER)[code], case.file.student, case.district.catalog
    school = school_label(student.school, catalog)
    values = {
        "student": student.preferred_name or student.first_name or student.last_name,
        "school": school,
        "counselor": student.counselor or says.nobody,
        "contact": order.contact.strip(),
    }
    call = (says.call, says.call_contact) if values["contact"] else (says.call,)
    grade = tr("{grade} grade", grade=grade_label(student.grade_level))
    known = (grade, f"{tr('ID')} {student.student_id}", student.counselor)
    return FamilyLetter(
        language=code,
        district=case.district.name,
        school=school,
        on=case.day,
        recipient=(student.legal_name, " · ".join(part for part in known if part)),
        subject=filled(says.subject, values),
        greeting=filled(says.greeting, values),
        paragraphs=tuple(filled(text, values) for text in says.paragraphs),
        course_heading=filled(says.course_heading, values),
        facts=tuple(_contents(case)),
        call=tuple(filled(text, values) for text in call),
        closing=tuple(filled(says.closing, values).split("\n")),
        signature=student.counselor,
        role=f"{says.role}, {school}",
        letterhead=case.district.letterhead,
    )


def _contents(case: Case) -> Iterator[tuple[str, str]]:
    """Yield what is in the packet, and the first thing to look at."""
    yield tr("Plan"), tr("the four-year plan, with lines for your signatures")
    grave = sum(one.severity is Severity.MUST_FIX for one in _for_family(case))
    if grave:
        yield tr("Findings"), tr("what must be fixed, and what to keep in mind")
    else:
        yield tr("Findings"), tr("what to keep in mind; nothing must be fixed")
