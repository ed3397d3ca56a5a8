"""Gathering the facts of papers, building them, keeping them, and logging who received them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.plan_sheet import PlanSheet
from cte_desktop.domain.planning.sections.week_picture import (
    present_term,
    student_week,
    week_findings,
)
from cte_desktop.domain.planning.sections.week_sheet import WeekSheet
from cte_desktop.domain.planning.sheet import sheet_years
from cte_desktop.domain.school_year import school_year_of, term_of
from cte_desktop.reports import registry
from cte_desktop.services.cases import open_cases
from cte_desktop.services.certificates import certificate_facts, completed_pathways
from cte_desktop.services.decisions import exceptions_of
from cte_desktop.services.students import filter_students, list_students, status_wanted
from cte_desktop.storage.disclosures import record_disclosure
from cte_desktop.storage.files import write_file
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cte_desktop.domain.school_year import Term
    from cte_desktop.reports.registry import Report
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction


NOBODY_MATCHED = noop("No student matches; try fewer words in the filter.")
NOBODY_COMPLETED = noop("None of them has completed a pathway; the audits say what is missing.")


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose papers are wanted: those ids, or everyone whom a filter lets through."""

    student_ids: tuple[str, ...] | None = None
    filter_text: str = ""


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


def plan_pdf(case: Case) -> bytes:
    """Return the four-year plan of one student in the language in force."""
    return registry.build_plan((plan_sheet(case),), case.district.catalog)


def certificate_pdf(case: Case, pathway: str) -> bytes:
    """Return the certificate of a pathway that the student completed."""
    return registry.build_certificate((certificate_facts(case, pathway),))


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
    )


def keep_pdf(
    desk: Desk, report: str, case: Case, content: bytes, path: Path, disclosed: Disclosure
) -> None:
    """Write a paper safely to `path` and log the disclosure; no file without its entry."""
    with desk.database.writing() as tx:
        _disclose(tx, report, (case,), disclosed)
        write_file(path, content)


def log_print(desk: Desk, report: str, case: Case, disclosed: Disclosure) -> None:
    """Log the disclosure of a paper that went to a printer."""
    with desk.database.writing() as tx:
        _disclose(tx, report, (case,), disclosed)


def print_to(
    desk: Desk,
    name: str,
    whom: Whom,
    out: Path,
    disclosed: Disclosure,
    progress: Callable[[int], None] | None = None,
) -> Printed:
    """Print one file when `out` ends in .pdf, else one for each student into the folder `out`.

    Nobody to print for is a `WrongCall`: an unknown student, an empty filter, or no completer.
    """
    report = registry.find_report(name)
    if report is None:
        raise WrongCall("unknown_report", 'There is no report "{report}".', report=name)
    cases = _cases(desk, report, whom)
    if out.suffix.lower() == ".pdf":
        made = [(out, _build(report, cases, progress))]
    else:
        make_folder(out)
        made = [
            (out / report.file_name(c.file.student.student_id), _build(report, [c], progress))
            for c in cases
        ]
    with desk.database.writing() as tx:
        _disclose(tx, name, cases, disclosed)
        for path, content in made:
            write_file(path, content)
    return Printed(len(cases), tuple(path for path, _content in made))


def _disclose(tx: Transaction, report: str, cases: Iterable[Case], disclosed: Disclosure) -> None:
    record_disclosure(
        tx,
        report,
        [case.file.student.uid for case in cases],
        recipient=disclosed.recipient,
        purpose=disclosed.purpose,
    )


def _cases(desk: Desk, report: Report, whom: Whom) -> list[Case]:
    ids, status = whom.student_ids, None
    if ids is None and whom.filter_text:
        lines = filter_students(list_students(desk), whom.filter_text)
        ids, status = tuple(line.student_id for line in lines), status_wanted(whom.filter_text)
    cases = [case for case in open_cases(desk, ids) if status is None or _has(case, status)]
    if report is registry.CERTIFICATE:
        if whom.student_ids is not None:
            _require_completed(cases)
        cases = [case for case in cases if completed_pathways(case)]
    if not cases:
        raise WrongCall(
            "nobody",
            "There is nobody to print this for.",
            do=NOBODY_COMPLETED if report is registry.CERTIFICATE else NOBODY_MATCHED,
        )
    return cases


def _has(case: Case, status: str) -> bool:
    graduation = case.audit.program("graduation")
    return graduation is not None and graduation.status.value == status


def _require_completed(cases: Iterable[Case]) -> None:
    for case in cases:
        if not completed_pathways(case):
            raise WrongCall(
                "not_completed",
                "The student with the id {student} has not completed a pathway.",
                do="The audit says what is missing.",
                student=case.file.student.student_id,
            )


def _build(report: Report, cases: list[Case], progress: Callable[[int], None] | None) -> bytes:
    if report is registry.PLAN:
        sheets = (plan_sheet(case) for case in cases)
        return registry.build_plan(sheets, cases[0].district.catalog, progress)
    if report is registry.WEEK:
        weeks = (week_sheet(case) for case in cases)
        return registry.build_weeks(weeks, cases[0].district.catalog, progress)
    certificates = (
        certificate_facts(case, pathway) for case in cases for pathway in completed_pathways(case)
    )
    return registry.build_certificate(certificates, progress)


def make_folder(folder: Path) -> None:
    """Make a folder for papers; a `KnownError` when that can not be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            "no_folder",
            "The folder {folder} can't be made.",
            kept="Nothing was printed.",
            do="Choose another place.",
            folder=folder,
        ) from error
