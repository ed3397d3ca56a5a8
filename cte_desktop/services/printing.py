"""Gathering the facts of papers, building them, keeping them, and logging who received them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.plan_sheet import PlanSheet
from cte_desktop.domain.audit.result import ProgramStatus
from cte_desktop.domain.completion.certificates.paper import UNPRINTABLE
from cte_desktop.domain.completion.finding import When
from cte_desktop.domain.planning.sections.week_picture import (
    present_term,
    student_week,
    week_findings,
)
from cte_desktop.domain.planning.sections.week_sheet import WeekSheet
from cte_desktop.domain.planning.sheet import sheet_years
from cte_desktop.domain.school_year import school_year_of, term_of
from cte_desktop.reports import registry
from cte_desktop.services.awards import batch
from cte_desktop.services.awards.finding import when_of
from cte_desktop.services.cases import open_cases
from cte_desktop.services.decisions import exceptions_of
from cte_desktop.services.finding_papers import findings_pdf
from cte_desktop.services.handing_over import hand_over, hand_over_one, make_folder
from cte_desktop.services.people.rights import require_disclosure
from cte_desktop.services.students import cases_of_filter, uids_of_filter
from cte_desktop.storage.certificates.awards import list_awards, mark_printed
from cte_desktop.storage.disclosures import record_disclosure
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cte_desktop.domain.school_year import Term
    from cte_desktop.reports.registry import Report
    from cte_desktop.services.awards.papers import AwardedPaper, LeftOut, Papers
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction


NOBODY_MATCHED = noop("No student matches; try fewer words in the filter.")
NOBODY_AWARDED = noop(
    "None of them has an award whose certificate is handed out now; {count} wait for graduation, "
    "are withheld, or are to be issued anew."
)
NOT_PRINTED = {
    "not_awarded": (
        noop("The student with the id {student} has no certificate: not awarded yet."),
        noop('Award it first ("cte-desktop award"); the audit says what is missing.'),
    ),
    "on_graduation": (
        noop("The certificate of the student with the id {student} is for graduation."),
        noop("Print it then, or ask for certificates before graduation."),
    ),
    "withheld": (
        noop("The certificate {serial} is withheld."),
        noop("Release it in the register first."),
    ),
    "record_differs": (
        noop("The record says otherwise by now than when {serial} was awarded."),
        noop("Issue the certificate anew, or correct the record."),
    ),
    "ended_elsewhere": (
        noop("A joined list of keys says that {serial} was revoked."),
        noop("Issue the certificate anew, or revoke it in the register too."),
    ),
    "impossible_day": (
        noop("The day on which {serial} was awarded can't be true by the clock of this computer."),
        noop("Look at the date of this computer. If it is right, issue the certificate anew."),
    ),
}
"""Why a named student's certificate isn't printed, and what to do."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose papers are wanted: those ids, or everyone whom a filter lets through."""

    student_ids: tuple[str, ...] | None = None
    filter_text: str = ""
    then: Desk | None = None  # the desk as of an earlier day, for papers that look back
    language: str = ""  # of packets; "" for that of each home


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Who receives a paper and what for (34 CFR 99.32; Education Code 49064)."""

    recipient: str = "student"
    purpose: str = "advising"


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed: of how many students, into which files."""

    students: int
    files: tuple[Path, ...]
    left_out: tuple[LeftOut, ...] = ()  # awards whose certificates were not to be printed

    @property
    def needs_a_person(self) -> bool:
        """Whether a certificate was left out because a text on it can't be printed."""
        return any(one.because in UNPRINTABLE for one in self.left_out)


def plan_pdf(case: Case) -> bytes:
    """Return the four-year plan of one student in the language in force."""
    return registry.build_plan((plan_sheet(case),), case.district.catalog)


def certificate_pdf(desk: Desk, case: Case, pathway: str) -> bytes:
    """Return the certificate of an award in force, whether the student graduates yet or not.

    A wrong call when the pathway was not awarded, or the record says otherwise by now.
    """
    order = batch.CertificateOrder(
        student_uids=frozenset({case.file.student.uid}), pathway=pathway, before_graduation=True
    )
    found, look = batch.gather(desk, order)
    _require_some(found, (case.file.student.student_id,))
    made = batch.draw_batch(found, look, one_file=registry.CERTIFICATE.file_name())
    return made.files[0][1]


def is_before_graduation(case: Case) -> bool:
    """Tell whether a certificate printed now comes before the student has graduated."""
    graduation = case.audit.program("graduation")
    met = graduation is not None and graduation.status is ProgramStatus.MET
    return when_of(case.file, case.day, graduates=met) is not When.NOW


def plan_sheet(case: Case) -> PlanSheet:
    """Return everything that a student's four-year plan says on paper."""
    student, catalog = case.file.student, case.district.catalog
    years = sheet_years(
        case.situation.semesters,
        student.graduation_year,
        student.school,
        catalog,
        {section.section_id: section for section in case.sections.values()},
    )
    return PlanSheet(
        student=student,
        district=case.district.name,
        plan_name=case.plan.name if case.plan else "",
        printed_on=case.day,
        school_year=school_year_of(case.day),
        years=years,
        audit=replace(case.audit, findings=case.findings),
        experiences=case.file.experiences,
        exceptions=exceptions_of(case),
        made_on=case.seen_on,
        standing=case.standing,
        letterhead=case.district.letterhead,
        notes=case.notes_for_family,
    )


def week_pdf(case: Case, term: tuple[int, Term] | None = None) -> bytes:
    """Return the week of a term, else of the present one, in the language in force."""
    return registry.build_weeks((week_sheet(case, term),), case.district.catalog)


def week_sheet(case: Case, term: tuple[int, Term] | None = None) -> WeekSheet:
    """Return everything that the paper of a student's week says.

    Without a term it is the first from today on whose times are known in part.
    """
    situation = case.situation
    found = term or present_term(situation) or (school_year_of(case.day), term_of(case.day))
    return WeekSheet(
        case.file.student,
        case.district.name,
        case.plan.name if case.plan else "",
        case.day,
        *found,
        student_week(situation, *found),
        week_findings(situation, *found),
        case.seen_on,
    )


def keep_pdf(
    desk: Desk,
    report: str,
    case: Case,
    content: bytes,
    path: Path,
    disclosed: Disclosure,
    pathway: str = "",
) -> None:
    """Write a paper safely to `path` and log the disclosure; no file without its entry.

    `pathway` says of which award a certificate is: the next copy of it is a reprint.
    """

    def log(tx: Transaction) -> None:
        _disclose(tx, report, (case.file.student.uid,), disclosed)
        _note_printed(tx, report, case, pathway)

    hand_over_one(desk, path, content, log)


def log_print(
    desk: Desk, report: str, case: Case, disclosed: Disclosure, pathway: str = ""
) -> None:
    """Log the disclosure of a paper that went to a printer."""
    with desk.database.writing() as tx:
        _disclose(tx, report, (case.file.student.uid,), disclosed)
        _note_printed(tx, report, case, pathway)


def print_to(
    desk: Desk,
    name: str,
    whom: Whom,
    out: Path,
    disclosed: Disclosure,
    progress: Callable[[int], None] | None = None,
    *,
    before_graduation: bool = False,
) -> Printed:
    """Print one file when `out` ends in .pdf, else one for each student into the folder `out`.

    Nobody to print for is a `WrongCall`: an unknown student, an empty filter, or no award.
    Certificates are for those who graduate; `before_graduation` prints the others' too.
    """
    report = registry.find_report(name)
    if report is None:
        raise WrongCall("unknown_report", 'There is no report "{report}".', report=name)
    if report is registry.CERTIFICATE:
        return _print_certificates(desk, whom, out, disclosed, progress, before_graduation)
    if report is registry.DISCLOSURES:
        from cte_desktop.services.disclosure_papers import print_logs

        return print_logs(desk, whom, out, disclosed, progress)
    cases = _cases(desk, whom)
    require_disclosure(desk, [case.file.student.uid for case in cases])
    if report is registry.PACKET:
        from cte_desktop.services.packets import HOME, PacketOrder, print_packets

        order = PacketOrder(language=whom.language or HOME)
        return print_packets(desk, cases, out, disclosed, order, progress)
    if report is registry.EVIDENCE:
        return _print_evidence(desk, cases, out, disclosed)
    if out.suffix.lower() == ".pdf":
        folder, made = out.parent, [(out.name, _build(report, cases, progress))]
    else:
        make_folder(out)
        folder = out
        made = [
            (report.file_name(c.file.student.student_id), _build(report, [c], progress))
            for c in cases
        ]
    uids = [case.file.student.uid for case in cases]
    places = hand_over(desk, folder, made, lambda tx: _disclose(tx, name, uids, disclosed))
    return Printed(len(cases), places)


def _print_certificates(
    desk: Desk,
    whom: Whom,
    out: Path,
    disclosed: Disclosure,
    progress: Callable[[int], None] | None,
    before_graduation: bool,  # noqa: FBT001 - passed on
) -> Printed:
    """Print the certificates of awards, and note that whatever is printed of them next is a copy.

    Who was awarded nothing has none: for a student named by id that is a wrong call.
    """
    uids = _uids(desk, whom)
    order = batch.CertificateOrder(
        student_uids=None if uids is None else frozenset(uids), before_graduation=before_graduation
    )
    found, look = batch.gather(desk, order)
    _require_some(found, whom.student_ids)
    require_disclosure(desk, {paper.student_uid for paper in found.papers})
    one_file = out.name if out.suffix.lower() == ".pdf" else ""
    if not one_file:
        make_folder(out)
    told = None if progress is None else _told(progress)
    named = whom.student_ids is not None
    made = batch.draw_batch(found, look, one_file=one_file, progress=told, whole=named)
    places = batch.keep_batch(desk, made, out, disclosed)
    return Printed(len(made.student_uids), places, made.left_out)


def _print_evidence(desk: Desk, cases: list[Case], out: Path, disclosed: Disclosure) -> Printed:
    """Print the evidence of every pathway that these students completed."""
    # Papers of the register are kept by way of this module.
    from cte_desktop.services.awards.evidence_papers import completed_keys, evidence_paper
    from cte_desktop.services.awards.register_papers import keep_paper, keep_papers

    keys = completed_keys(cases)
    if out.suffix.lower() == ".pdf":
        made = evidence_paper(desk, keys)
        keep_paper(desk, made, out, disclosed)
        return Printed(len(made.students), (out,))
    make_folder(out)
    ids = {case.file.student.uid: case.file.student.student_id for case in cases}
    papers = {
        registry.EVIDENCE.file_name(ids[uid]): evidence_paper(
            desk, [key for key in keys if key[0] == uid]
        )
        for uid in dict.fromkeys(uid for uid, _pathway in keys)
    }
    places = keep_papers(desk, papers, out, disclosed)
    return Printed(len(places), places)


def _told(progress: Callable[[int], None]) -> Callable[[int, int], None]:
    return lambda done, _total: progress(done)


def _uids(desk: Desk, whom: Whom) -> tuple[str, ...] | None:
    """Return whose papers are wanted by uid, None for everyone's."""
    if whom.student_ids is not None:
        return tuple(case.file.student.uid for case in open_cases(desk, whom.student_ids))
    if not whom.filter_text:
        return None
    return uids_of_filter(desk, whom.filter_text)


def _require_some(found: Papers, student_ids: tuple[str, ...] | None) -> tuple[AwardedPaper, ...]:
    """Return the certificates to print; a wrong call for a named student without any, or none."""
    there = {paper.certificate.student_id for paper in found.papers}
    left_out = {one.student_id: one for one in found.left_out}
    for student_id in student_ids or ():
        if student_id not in there:
            raise _not_printed(student_id, left_out.get(student_id))
    if not found.papers:
        raise WrongCall(
            "nobody",
            "There is nobody to print this for.",
            do=NOBODY_AWARDED,
            count=len(found.left_out),
        )
    return found.papers


def _not_printed(student_id: str, left_out: LeftOut | None) -> WrongCall:
    code = "not_awarded" if left_out is None else left_out.because
    text, do = NOT_PRINTED[code]
    serial = left_out.serial if left_out is not None else ""
    return WrongCall(code, text, do=do, student=student_id, serial=serial)


def _note_printed(tx: Transaction, report: str, case: Case, pathway: str) -> None:
    if report == registry.CERTIFICATE.name:
        uid = case.file.student.uid
        awards = list_awards(tx, in_force=True)
        own = (one for one in awards if one.student_uid == uid and pathway in {"", one.pathway})
        mark_printed(tx, [one.serial for one in own])


def _disclose(tx: Transaction, report: str, uids: Iterable[str], disclosed: Disclosure) -> None:
    record_disclosure(tx, report, uids, recipient=disclosed.recipient, purpose=disclosed.purpose)


def _cases(desk: Desk, whom: Whom) -> list[Case]:
    at = desk if whom.then is None else whom.then
    if whom.student_ids is None and whom.filter_text:
        cases = list(cases_of_filter(at, whom.filter_text))
    else:
        cases = list(open_cases(at, whom.student_ids))
    if whom.then is not None:
        cases = [replace(case, seen_on=desk.today()) for case in cases]
    if not cases:
        raise WrongCall("nobody", "There is nobody to print this for.", do=NOBODY_MATCHED)
    return cases


def _build(report: Report, cases: list[Case], progress: Callable[[int], None] | None) -> bytes:
    if report is registry.PLAN:
        sheets = (plan_sheet(case) for case in cases)
        return registry.build_plan(sheets, cases[0].district.catalog, progress)
    if report is registry.WEEK:
        weeks = (week_sheet(case) for case in cases)
        return registry.build_weeks(weeks, cases[0].district.catalog, progress)
    if report is registry.FINDINGS:
        return findings_pdf(cases, progress)
    raise ValueError(f"{report.name} is built elsewhere")
