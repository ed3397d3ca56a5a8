"""The register and the completers of a school year as papers and tables; what leaves is logged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.completers_sheet import (
    CompleterGroup,
    CompleterRow,
    CompletersSheet,
    ShortEvidence,
)
from cte_desktop.domain.completion.register.sheet import RegisterRow, RegisterSheet
from cte_desktop.domain.completion.state.completions import state_code
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.domain.students.student import folded
from cte_desktop.reports import registry
from cte_desktop.services.awards.completers import Standing, completer_sheet
from cte_desktop.services.awards.register_detail import view_register
from cte_desktop.services.awards.registering import Wanted
from cte_desktop.services.handing_over import hand_over
from cte_desktop.services.students import uids_of_filter
from cte_desktop.services.table_exports import ENDINGS, ShownTable, save_table
from cte_desktop.storage.disclosures import record_disclosure
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.completion.register import kind_text, reason_text, stands_text
from cte_desktop.wording.labels import short_date_label
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.awards.completers import CompleterLine
    from cte_desktop.services.awards.registering import RegisterLine
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.printing import Disclosure
    from cte_desktop.storage.transaction import Transaction

SAME_CODE = "same_state_code"


@dataclass(frozen=True, slots=True)
class PaperMade:
    """A paper that was built: which, the students it is about by uid, and the PDF."""

    report: str
    students: frozenset[str]
    content: bytes


def register_paper(desk: Desk, school_year: int | None = None) -> PaperMade:
    """Return the register of a school year of completion, or of all, in the language in force."""
    return _register_made(*_register_sheet(desk, school_year))


def keep_paper(desk: Desk, made: PaperMade, path: Path, disclosed: Disclosure) -> None:
    """Write a paper safely and log it; no file without its entry."""
    keep_papers(desk, {path.name: made}, path.parent, disclosed)


def keep_papers(
    desk: Desk, papers: Mapping[str, PaperMade], folder: Path, disclosed: Disclosure
) -> tuple[Path, ...]:
    """Write papers by their names into a folder, each with its own entry: all of them or none."""

    def log(tx: Transaction) -> None:
        for made in papers.values():
            _disclose(tx, made, disclosed)

    files = [(name, made.content) for name, made in papers.items()]
    return hand_over(desk, folder, files, log)


def log_paper(desk: Desk, made: PaperMade, disclosed: Disclosure) -> None:
    """Log that a paper went to a printer."""
    with desk.database.writing() as tx:
        _disclose(tx, made, disclosed)


def print_register(
    desk: Desk, school_year: int | None, out: Path, disclosed: Disclosure
) -> RegisterSheet:
    """Write the register into a file: a paper, or a table when the name ends in .csv or .xlsx."""
    sheet, students = _register_sheet(desk, school_year)
    if out.suffix.lower() in ENDINGS:
        save_table(desk, register_table(sheet), out, students, disclosed)
    else:
        keep_paper(desk, _register_made(sheet, students), out, disclosed)
    return sheet


def completers_paper(desk: Desk, school_year: int, filter_text: str = "") -> PaperMade:
    """Return the completers of a school year by school and pathway.

    `filter_text` is a filter of students; a wrong call when it lets nobody through.
    """
    return _completers_made(*_completers_sheet(desk, school_year, filter_text))


def print_completers(
    desk: Desk, school_year: int, filter_text: str, out: Path, disclosed: Disclosure
) -> CompletersSheet:
    """Write the completers of a school year into a PDF.

    As a table they are the export "completers", so another kind of file is a wrong call.
    """
    if out.suffix.lower() in ENDINGS:
        raise WrongCall(
            "unknown_ending",
            noop("{file} can't be written: this paper is a PDF."),
            do=noop('End its name in .pdf; the table is "cte-desktop export completers".'),
            file=out.name,
        )
    sheet, students = _completers_sheet(desk, school_year, filter_text)
    keep_paper(desk, _completers_made(sheet, students), out, disclosed)
    return sheet


def register_table(sheet: RegisterSheet) -> ShownTable:
    """Return the register as a table to be kept as CSV or XLSX."""
    titles = (
        (tr("No."), True),
        (tr("Serial number"), False),
        (tr("Entry"), False),
        (tr("Day"), False),
        (tr("Legal name"), False),
        (tr("Id"), False),
        (tr("Pathway"), False),
        (tr("In place of"), False),
        (tr("Reason"), False),
        (tr("Who"), False),
        (tr("Now"), False),
    )
    rows = tuple(
        (
            str(row.number),
            row.serial,
            kind_text(row.kind),
            short_date_label(row.issued_on),
            row.name,
            row.student_id,
            row.pathway,
            row.refers_to,
            reason_text(row.kind, row.reason),
            row.actor,
            stands_text(row.state, withheld=row.withheld),
        )
        for row in sheet.rows
    )
    names, figures = zip(*titles, strict=True)
    return ShownTable(registry.REGISTER.title, tuple(names), tuple(figures), rows)


def _register_made(sheet: RegisterSheet, students: frozenset[str]) -> PaperMade:
    return PaperMade(registry.REGISTER.name, students, registry.build_register(sheet))


def _completers_made(sheet: CompletersSheet, students: frozenset[str]) -> PaperMade:
    return PaperMade(registry.COMPLETERS.name, students, registry.build_completers(sheet))


def _disclose(tx: Transaction, made: PaperMade, disclosed: Disclosure) -> None:
    record_disclosure(
        tx,
        made.report,
        made.students,
        recipient=disclosed.recipient,
        purpose=disclosed.purpose,
    )


def _register_sheet(desk: Desk, school_year: int | None) -> tuple[RegisterSheet, frozenset[str]]:
    view = view_register(desk, Wanted(school_year=school_year))
    sheet = RegisterSheet(
        desk.district().name,
        desk.today(),
        school_year,
        tuple(_register_row(line) for line in view.lines),
        view.check,
    )
    return sheet, frozenset(line.student_uid for line in view.lines)


def _register_row(line: RegisterLine) -> RegisterRow:
    return RegisterRow(
        line.number,
        line.serial,
        line.decided.legal_name,
        line.decided.student_id,
        line.decided.pathway,
        line.kind,
        line.issued_on,
        line.refers_to,
        line.reason,
        line.actor,
        line.state,
        line.withheld,
    )


def _completers_sheet(
    desk: Desk, school_year: int, filter_text: str
) -> tuple[CompletersSheet, frozenset[str]]:
    found = completer_sheet(desk, school_year)
    lines = found.completed
    if filter_text.strip():
        wanted = frozenset(uids_of_filter(desk, filter_text))
        lines = tuple(line for line in lines if line.uid in wanted)
        if not lines:
            raise WrongCall(
                "nobody",
                noop("There is nobody to print this for."),
                do=noop("No completer of {year} matches; try fewer words in the filter."),
                year=school_year_text(school_year),
            )
    catalog = desk.catalog()
    sheet = CompletersSheet(
        desk.district().name,
        desk.today(),
        school_year,
        tuple(_groups(lines, catalog)),
        len({line.uid for line in lines}),
        sum(_counts_for_the_state(line, catalog) for line in lines),
        " ".join(filter_text.split()),
        found.stale,
    )
    return sheet, frozenset(line.uid for line in lines)


def _counts_for_the_state(line: CompleterLine, catalog: Catalog) -> bool:
    """Tell whether the State counts a completion: of two with one of its codes the first alone."""
    has_code = bool(state_code(line.pathway, catalog))
    return has_code and SAME_CODE not in {why.code for why in line.because}


def _groups(lines: Iterable[CompleterLine], catalog: Catalog) -> Iterator[CompleterGroup]:
    by_place: dict[tuple[str, str], list[CompleterLine]] = {}
    for line in lines:
        by_place.setdefault((line.school_name, line.pathway), []).append(line)
    for (school, pathway), own in sorted(by_place.items()):
        own.sort(key=lambda line: (folded(line.name), line.student_id))
        yield CompleterGroup(school, pathway, tuple(_completer_row(one, catalog) for one in own))


def _completer_row(line: CompleterLine, catalog: Catalog) -> CompleterRow:
    evidence = line.completed.decision.evidence if line.completed is not None else ()
    made = []
    for part in evidence:
        for code in part.courses:
            course = catalog.course(code)
            marks = tuple((r.school_year, r.term, r.mark) for r in part.rows if r.course == code)
            made.append(ShortEvidence(part.level, course.title if course else code, marks))
    return CompleterRow(
        line.student_id,
        line.name,
        line.grade_level,
        tuple(made),
        line.serial,
        line.standing in {Standing.TAKEN_BACK, Standing.REVOKED},
    )
