"""Every kind of paper that there is. The menu and `print REPORT` are made from this list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cte_desktop.domain.audit.findings_sheet import FindingsSheet
    from cte_desktop.domain.audit.plan_sheet import PlanSheet
    from cte_desktop.domain.audit.student_sheet import StudentSheet
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.certificates.cords import CordSheet
    from cte_desktop.domain.completion.certificates.paper import Certificate
    from cte_desktop.domain.completion.certificates.template import CertificateTemplate
    from cte_desktop.domain.completion.completers_sheet import CompletersSheet
    from cte_desktop.domain.completion.evidence_sheet import EvidenceSheet
    from cte_desktop.domain.completion.figures.table import FigureReport
    from cte_desktop.domain.completion.forecast.invitation import InvitationSheet
    from cte_desktop.domain.completion.forecast.letter import FamilyLetter
    from cte_desktop.domain.completion.packet_sheet import PacketSheet
    from cte_desktop.domain.completion.register.sheet import RegisterSheet
    from cte_desktop.domain.disclosure_sheet import DisclosureSheet
    from cte_desktop.domain.import_sheet import ImportSheet
    from cte_desktop.domain.planning.sections.week_sheet import WeekSheet
    from cte_desktop.system.errors import KnownError


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of paper: its name on the command line, its title, and whether it is one per
    student.
    """

    name: str
    title_template: str
    per_student: bool

    @property
    def title(self) -> str:
        """Return the title in the language in force."""
        return tr(self.title_template)

    def file_name(self, student_id: str = "") -> str:
        """Return the name of its file, with the district's id and never a student's name."""
        safe = "".join(c if c.isalnum() or c in "-_" else "_" for c in student_id)
        return f"{self.name}-{safe}.pdf" if safe else f"{self.name}.pdf"


PLAN = Report("plan", noop("Four-year plan"), per_student=True)
STUDENT = Report("student", noop("Student file"), per_student=True)
CERTIFICATE = Report("certificate", noop("Certificate of completion"), per_student=True)
IMPORT_REPORT = Report("import-report", noop("Import report"), per_student=False)
REGISTER = Report("register", noop("Register of certificates"), per_student=False)
COMPLETERS = Report("completers", noop("Completers"), per_student=False)
WEEK = Report("section-week", noop("Week"), per_student=True)
CORDS = Report("cords", noop("Cords and seals"), per_student=False)
EVIDENCE = Report("evidence", noop("Evidence file"), per_student=True)
LETTERS = Report("letters", noop("Letters to families"), per_student=True)
DISCLOSURES = Report("disclosures", noop("Disclosures"), per_student=True)
FINDINGS = Report("findings", noop("Findings"), per_student=True)
INVITATIONS = Report("invitations", noop("Invitation list"), per_student=False)
PACKET = Report("packet", noop("Packet for the family"), per_student=True)
REPORTS = (PLAN, PACKET, CERTIFICATE, WEEK, EVIDENCE, FINDINGS, DISCLOSURES)


def find_report(name: str) -> Report | None:
    """Return the paper of that name, or None when this version has no such paper."""
    return next((report for report in REPORTS if report.name == name), None)


def build_plan(
    sheets: Iterable[PlanSheet],
    catalog: Catalog,
    progress: Callable[[int], None] | None = None,
    ends: list[int] | None = None,
) -> bytes:
    """Build `PLAN`. ReportLab is loaded when the first paper is built, not at the start.

    `ends` takes the number of the last page of each plan.
    """
    from cte_desktop.reports.planning import build_plan_sheets

    return build_plan_sheets(sheets, catalog, progress, ends)


def build_packets(
    sheets: Iterable[PacketSheet],
    catalog: Catalog,
    progress: Callable[[int], None] | None = None,
    ends: list[int] | None = None,
) -> bytes:
    """Build `PACKET`; `ends` takes the number of the last page of each packet."""
    from cte_desktop.reports.packet import build_packets as build

    return build(sheets, catalog, progress, ends)


def build_weeks(
    sheets: Iterable[WeekSheet], catalog: Catalog, progress: Callable[[int], None] | None = None
) -> bytes:
    """Build `WEEK`."""
    from cte_desktop.reports.week import build_week_sheets

    return build_week_sheets(sheets, catalog, progress)


def build_student(made: StudentSheet, catalog: Catalog) -> bytes:
    """Build `STUDENT`: an export, not one of `REPORTS`, since it says more than families carry."""
    from cte_desktop.reports.student_file import build_student_file

    return build_student_file(made, catalog)


def build_import_report(sheet: ImportSheet) -> bytes:
    """Build `IMPORT_REPORT`, which is about files and so not one of `REPORTS` about students."""
    from cte_desktop.reports.import_report import build_import_report as build

    return build(sheet)


def build_cords(sheet: CordSheet) -> bytes:
    """Build `CORDS`, the list of a class for whoever orders and hands out cords and seals."""
    from cte_desktop.reports.cords import build_cords as build

    return build(sheet)


def build_register(sheet: RegisterSheet) -> bytes:
    """Build `REGISTER`."""
    from cte_desktop.reports.register import build_register as build

    return build(sheet)


def build_completers(sheet: CompletersSheet) -> bytes:
    """Build `COMPLETERS`."""
    from cte_desktop.reports.completers import build_completers as build

    return build(sheet)


def build_evidence(
    sheets: Iterable[EvidenceSheet],
    catalog: Catalog,
    progress: Callable[[int], None] | None = None,
) -> bytes:
    """Build `EVIDENCE`."""
    from cte_desktop.reports.evidence import build_evidence_files

    return build_evidence_files(sheets, catalog, progress)


def build_findings(
    sheet: FindingsSheet, catalog: Catalog, progress: Callable[[int], None] | None = None
) -> bytes:
    """Build `FINDINGS`."""
    from cte_desktop.reports.findings import build_findings as build

    return build(sheet, catalog, progress)


def build_disclosures(
    sheets: Iterable[DisclosureSheet], progress: Callable[[int], None] | None = None
) -> bytes:
    """Build `DISCLOSURES`, of students or of everyone."""
    from cte_desktop.reports.disclosures import build_disclosures as build

    return build(sheets, progress)


def build_figures(report: FigureReport) -> bytes:
    """Build the completion report, which is about no student in particular."""
    from cte_desktop.reports.figures import build_figures as build

    return build(report)


def build_certificate(
    certificates: Iterable[Certificate],
    template: CertificateTemplate,
    images: Mapping[str, bytes],
    progress: Callable[[int], None] | None = None,
) -> bytes:
    """Build `CERTIFICATE` after a template whose pictures are `images`, by name, as PNG."""
    from cte_desktop.reports.certificates.paper import build_certificates

    return build_certificates(certificates, template, images, progress)


def unprintable_certificates(
    certificates: Iterable[Certificate],
    template: CertificateTemplate,
    images: Mapping[str, bytes],
) -> dict[int, KnownError]:
    """Return the places of certificates, from 0, for which `build_certificate` raises, and why."""
    from cte_desktop.reports.certificates.paper import unprintable

    return unprintable(certificates, template, images)


def build_letters(
    letters: Iterable[FamilyLetter], progress: Callable[[int], None] | None = None
) -> bytes:
    """Build `LETTERS`: from a list of the forecast, not one of `REPORTS` for any student."""
    from cte_desktop.reports.letters import build_letters as build

    return build(letters, progress)


def unprintable_letters(letters: Iterable[FamilyLetter]) -> dict[int, KnownError]:
    """Return the places of letters, from 0, for which `build_letters` raises, and why."""
    from cte_desktop.reports.letters import unprintable

    return unprintable(letters)


def build_invitations(sheet: InvitationSheet) -> bytes:
    """Build `INVITATIONS`, as `LETTERS` from a list of the forecast."""
    from cte_desktop.reports.invitations import build_invitations as build

    return build(sheet)


def require_letters(text: str) -> None:
    """Raise the known error letters_missing when no font of papers has letters of a text."""
    from cte_desktop.reports.fonts import require_covered

    require_covered(text)
