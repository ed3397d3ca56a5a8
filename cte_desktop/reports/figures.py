"""The completion report on paper: each view as a drawing with the same figures in a table under it.

Bars differ by drawing, not by colour: what was entered is outlined alone, small groups have words
in the place of a bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports.flow import Flow
from cte_desktop.reports.page import Paper
from cte_desktop.reports.register import draw_head
from cte_desktop.reports.ruled_table import PaperColumn, draw_table
from cte_desktop.reports.style import BODY, CAPTION, GAP, SMALL, SMALL_STRONG
from cte_desktop.reports.text import fit
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.papers import school_year_heading
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.completion.figures.table import (
        FigureBar,
        FigureLine,
        FigureReport,
        FigureTable,
    )
    from cte_desktop.reports.page import Page

_ROW = 15.0  # points from bar to bar
_THICK, _THIN = 6.5, 2.0
_WORDS, _FIGURE = 170.0, 130.0  # room at the left and at the right of the bars
_SIDE = 6.0
_NAME = 0.34  # the share of a table that names take
_FOLLOWING = 90.0


def build_figures(report: FigureReport) -> bytes:
    """Return the report as a PDF, in the language in force."""
    kind = tr("Completion report")
    title = tr("Completions of {year}", year=school_year_heading(report.school_year))
    paper = Paper(f"{kind}: {title}", author=report.district, day=report.printed_on)
    flow = Flow(paper, f"{kind}  ·  {title}  ·  {report.district}")
    paper.structure.open("Sect")
    draw_head(flow, report.district, title, kind, date_label(report.printed_on))
    for line in report.totals:
        flow.paragraph(line, BODY)
    flow.paragraph(
        tr("Students and completions are counted apart: two pathways are two completions."), CAPTION
    )
    flow.y += GAP
    for table in report.tables:
        _draw_view(flow, table)
    paper.structure.close()
    flow.finish(tr("Printed {day}", day=date_label(report.printed_on)))
    return paper.finish()


def _draw_view(flow: Flow, table: FigureTable) -> None:
    bars = [(line, line.bar) for line in table.lines if line.bar is not None]
    flow.heading(table.title, _FOLLOWING)
    flow.paragraph(table.about, CAPTION)
    flow.y += GAP / 2
    most = max((max(bar.value or 0, bar.second or 0) for _, bar in bars), default=0)
    left = list(bars)
    while left:
        page = flow.room(_ROW)
        part = max(1, int(flow.left_over / _ROW))
        _draw_bars(flow, page, table.title, left[:part], most)
        left = left[part:]
    if bars:
        flow.y += GAP / 2
    name, *rest = table.headings
    share = (1 - _NAME) / max(1, len(rest))
    columns = [PaperColumn(name, _NAME), *(PaperColumn(h, share, figures=True) for h in rest)]
    draw_table(flow, columns, ((line.name, *line.cells) for line in table.lines))
    flow.y += GAP / 2
    for line in table.lines:
        if line.about:
            flow.paragraph(f"{line.name}: {line.about}", SMALL, _SIDE)
            flow.y += 2
    flow.y += GAP


def _draw_bars(
    flow: Flow, page: Page, title: str, bars: list[tuple[FigureLine, FigureBar]], most: float
) -> None:
    """Draw bars under each other as one figure, which is told by its words as a whole."""
    told = "; ".join(f"{line.name}: {bar.figure}" for line, bar in bars)
    page.begin_figure(f"{title}: {told}")
    room = flow.width - _WORDS - _FIGURE - 2 * _SIDE
    for line, bar in bars:
        middle = flow.y + _ROW / 2
        words = fit(line.name, SMALL.face, SMALL.size, _WORDS)
        page.text(flow.left, middle + 2.6, words, SMALL)
        figure = fit(bar.figure, SMALL_STRONG.face, SMALL_STRONG.size, _FIGURE)
        page.text(flow.right, middle + 2.6, figure, SMALL_STRONG, "right")
        if bar.value and most > 0:
            high = _THICK + (_THIN + 1 if bar.second else 0)
            at, top = flow.left + _WORDS + _SIDE, middle - high / 2
            wide = max(0.8, room * bar.value / most)
            fill = "raised" if bar.hatched else "accent"
            page.box((at, top, wide, _THICK), fill, "accent")
            if bar.second:
                place = (at, top + _THICK + 1, room * bar.second / most, _THIN)
                page.box(place, "planned")
        flow.y += _ROW
    page.end()
