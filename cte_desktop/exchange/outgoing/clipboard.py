"""A table of the window for the clipboard: tab separated for any program, HTML for those that know.

No cell is calculated by a spreadsheet that it is pasted into; ids keep their zeros.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from cte_desktop.exchange.outgoing.export import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.exchange.outgoing.tables_out import ShownTable

_AS_TEXT = " style='mso-number-format:\"\\@\"'"
"""Tells a spreadsheet that a cell is text, whatever stands in it."""


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """The same table twice: one line a row with tabs between cells, and HTML."""

    plain: str
    html: str


def clipboard_table(table: ShownTable) -> CopiedTable:
    """Return a table with its headings, as a spreadsheet or a letter takes it."""
    lines = [_line(table.headings), *map(_line, table.rows)]
    styles = ["" if figures else _AS_TEXT for figures in table.figures]
    head = "".join(f"<th>{escape(_flat(cell))}</th>" for cell in table.headings)
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{style}>{escape(neutral(_flat(cell)))}</td>"
            for style, cell in zip(styles, row, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    html = f'<meta charset="utf-8"><table><tr>{head}</tr>{body}</table>'
    return CopiedTable("\n".join(lines) + "\n", html)


def _line(cells: Iterable[str]) -> str:
    return "\t".join(neutral(_flat(cell)) for cell in cells)


def _flat(cell: str) -> str:
    """Return a cell on one line and without a tab, which would begin another cell."""
    return " ".join(cell.split()) if cell.split() else ""
