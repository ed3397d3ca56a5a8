"""The table of a view; its columns are those of the view, so each view has a table of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.table import (
    OF_MEASURES,
    FigureLine,
    FigureTable,
    View,
)
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_WIDE, _MIDDLE, _NARROW = 136, 150, 100
_NAME = 200
_LAST = -1.0


def table_of(shown: FigureTable, parent: QObject) -> TableView[FigureLine]:
    """Return the table of a view, with its lines."""
    model: TableModel[FigureLine] = TableModel(_columns(shown), lambda line: line.key, parent)
    table = TableView(model, tr("Figures by {view}", view=shown.title), about=nobody)
    model.show(shown.lines)
    return table


def room_of(shown: FigureTable) -> int:
    """Return how wide the table of a view must be for its names to be read, at 100 %."""
    return _NAME + sum(_width(shown.view, place) for place in range(len(shown.headings) - 1))


def _columns(shown: FigureTable) -> tuple[Column[FigureLine], ...]:
    name, *rest = shown.headings
    words = shown.view is View.YEARS
    return (
        Column(name, lambda line: line.name, tooltip=lambda line: line.name),
        *(
            Column(
                heading,
                partial(_cell, place),
                figures=not (words and place > 1),
                sort_key=partial(_number, place),
                width=_width(shown.view, place),
                searched=False,
            )
            for place, heading in enumerate(rest)
        ),
    )


def _width(view: View, place: int) -> int:
    if view in OF_MEASURES or view is View.GROUPS:
        return _MIDDLE  # "not recorded here", "fewer than 11"
    return _WIDE if view is View.YEARS and place > 1 else _NARROW


def _cell(place: int, line: FigureLine) -> str:
    return line.cells[place]


def _number(place: int, line: FigureLine) -> tuple[float, str]:
    text = line.cells[place]
    plain = text.replace(",", "").removesuffix("%")
    try:
        return float(plain), ""
    except ValueError:
        return _LAST, text
