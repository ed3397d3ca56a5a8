"""The completion report of a school year: every view, as tagged PDF or as a workbook.

It names nobody and holds no student; small groups are kept back as on screen. So it is no
disclosure of a student's record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.table import FigureReport, View
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.reports import registry
from cte_desktop.services.figures.sheet import figure_sheet
from cte_desktop.services.figures.views import Asked, view_table
from cte_desktop.storage.files import replacing
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.completion.figures import counts_text, stale_text, undecided_text
from cte_desktop.wording.translate import language, tr

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.services.desk import Desk

ENDINGS = (".pdf", ".xlsx")


def completion_report(desk: Desk, school_year: int) -> FigureReport:
    """Return the report in the language in force; decided anew wherever it isn't current."""
    sheet = figure_sheet(desk, school_year, exact=True)
    counted = sheet.counted
    totals = [
        counts_text(counted.students, counted.completions),
        tr(
            "{state} completions as the State counts, {awards} awards",
            state=f"{counted.state_completions:,}",
            awards=f"{counted.awards:,}",
        ),
    ]
    trust = stale_text(sheet.stale, exact=True), undecided_text(sheet.undecided)
    totals += [said for said in trust if said]
    tables = (view_table(desk, Asked(school_year, view), sheet) for view in View)
    return FigureReport(
        desk.district().name,
        school_year,
        desk.today(),
        tuple(totals),
        tuple(table for table in tables if table.lines),
    )


def save_completion_report(
    desk: Desk, school_year: int, path: Path, spoken: str = "en"
) -> FigureReport:
    """Write the report safely, by the ending of the file; return what it says."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise WrongCall(
            "unknown_ending",
            "{file} can't be written: a report has no such kind of file.",
            do="End its name in {endings}.",
            file=path.name,
            endings=", ".join(ENDINGS),
        )
    with language(spoken):
        report = completion_report(desk, school_year)
        content = registry.build_figures(report) if ending == ".pdf" else _workbook(report)
    with replacing(path) as sink:
        sink.write(content)
    return report


def _workbook(report: FigureReport) -> bytes:
    from cte_desktop.exchange.outgoing.figures_out import figures_workbook

    title = tr("Completion report {year}", year=school_year_text(report.school_year))
    return figures_workbook(report, title)
