"""A table over the width of the page: quiet lines, a head that is repeated, nothing ever cut.

Cells break into lines; a row that is taller than what is left goes on on the next page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.reports.style import SMALL, SMALL_MUTED, Type
from cte_desktop.reports.tagged import COLUMN_HEAD
from cte_desktop.reports.text import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.reports.flow import Flow
    from cte_desktop.reports.fonts import Face

LEADING = 9.4
_HEAD = 14.0
_PAD = 3.2  # above and below the lines of a row
_SIDE = 4.0  # between two columns
_FEWEST = 3  # lines that are worth beginning at the foot of a page


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column: its heading, its share of the width, and whether its figures end at the right."""

    title: str
    share: float
    figures: bool = False
    face: Face | None = None


def draw_table(flow: Flow, columns: Sequence[PaperColumn], rows: Iterable[Sequence[str]]) -> None:
    """Draw a table with its head; shares are of the width of the page."""
    _Table(flow, columns).draw(rows)


class _Table:
    """One table on its way down the pages."""

    def __init__(self, flow: Flow, columns: Sequence[PaperColumn]) -> None:
        self._flow = flow
        self._columns = columns
        total = sum(column.share for column in columns)
        self._widths = [flow.width * column.share / total for column in columns]
        self._page = flow.page

    def draw(self, rows: Iterable[Sequence[str]]) -> None:
        flow, structure = self._flow, self._flow.paper.structure
        self._page = flow.room(_HEAD + 2 * _PAD + LEADING)
        structure.open("Table")
        structure.open("TR")
        self._head(tagged=True)
        structure.close()
        for row in rows:
            structure.open("TR")
            self._row([self._lines(place, cell) for place, cell in enumerate(row)])
            structure.close()
        structure.close()

    def _lines(self, place: int, cell: str) -> tuple[str, ...]:
        type_ = self._type(place)
        return wrap(cell, type_.face, type_.size, self._widths[place] - 2 * _SIDE)

    def _type(self, place: int) -> Type:
        face = self._columns[place].face
        return SMALL if face is None else Type(face, SMALL.size)

    def _row(self, cells: Sequence[tuple[str, ...]]) -> None:
        """Draw a row, in as many parts as pages ask for; each part has the lines that fit."""
        left = list(cells)
        while True:
            height = max((len(lines) for lines in left), default=1) or 1
            room = int((self._flow.left_over - 2 * _PAD) / LEADING)
            if room < min(height, _FEWEST):
                self._turn_page()
                room = int((self._flow.left_over - 2 * _PAD) / LEADING)
            part = min(height, max(room, 1))
            self._part([lines[:part] for lines in left], part)
            left = [lines[part:] for lines in left]
            if not any(left):
                return

    def _part(self, cells: Sequence[tuple[str, ...]], height: int) -> None:
        flow, x = self._flow, self._flow.left
        for place, lines in enumerate(cells):
            column, width, type_ = self._columns[place], self._widths[place], self._type(place)
            if not lines:
                flow.paper.structure.empty("TD")
            else:
                self._page.begin("TD")
                y = flow.y + _PAD + type_.size
                for line in lines:
                    at = x + width - _SIDE if column.figures else x + _SIDE
                    self._page.text(at, y, line, type_, "right" if column.figures else "left")
                    y += LEADING
                self._page.end()
            x += width
        flow.y += height * LEADING + 2 * _PAD
        with self._page.ornament():
            self._page.rule(flow.left, flow.y, flow.right)

    def _turn_page(self) -> None:
        self._page = self._flow.room(self._flow.left_over + 1)
        with self._page.ornament():
            self._head(tagged=False)

    def _head(self, *, tagged: bool) -> None:
        flow, x = self._flow, self._flow.left
        if tagged:
            with self._page.ornament():
                self._page.rule(flow.left, flow.y + _HEAD, flow.right, "line_strong")
        else:
            self._page.rule(flow.left, flow.y + _HEAD, flow.right, "line_strong")
        for column, width in zip(self._columns, self._widths, strict=True):
            at = x + width - _SIDE if column.figures else x + _SIDE
            align = "right" if column.figures else "left"
            if tagged:
                self._page.begin("TH", COLUMN_HEAD)
            self._page.text(at, flow.y + 9.5, column.title, SMALL_MUTED, align)
            if tagged:
                self._page.end()
            x += width
        flow.y += _HEAD
