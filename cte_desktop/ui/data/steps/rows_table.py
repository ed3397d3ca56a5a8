"""The first rows of a table, as they stand in a file or as they would be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.table_view import TableView, somebody
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LONGEST = 200
"""Characters of a cell that are shown; a cell of a file can have many thousand."""
_LEAST, _MOST = 72, 240
_EDGES = 28


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of the preview; with `needed` an empty cell is marked as missing."""

    title: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row with its number in the spreadsheet."""

    number: int
    cells: tuple[str, ...]


class RowsTable(QWidget):
    """A table whose columns change with what is shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._columns: tuple[ShownColumn, ...] | None = None
        self.model: TableModel[NumberedRow] | None = None
        self.table: TableView[NumberedRow] | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)

    def show_rows(
        self,
        columns: Sequence[ShownColumn],
        rows: Sequence[tuple[str, ...]],
        numbers: Sequence[int],
    ) -> None:
        """Show these rows; the table is made anew when its columns are others."""
        made = tuple(
            NumberedRow(number, tuple(map(_one_line, cells)))
            for number, cells in zip(numbers, rows, strict=True)
        )
        if self.model is None or tuple(columns) != self._columns:
            self._columns = tuple(columns)
            self._make(self._columns, made)
        elif self.model is not None:
            self.model.show(made)

    def texts(self) -> list[tuple[str, ...]]:
        """Return what is shown, row by row, without the numbers."""
        return [row.cells for row in self.model.shown_rows()] if self.model is not None else []

    def _make(self, columns: tuple[ShownColumn, ...], rows: tuple[NumberedRow, ...]) -> None:
        former = self.table
        model: TableModel[NumberedRow] = TableModel(
            _table_columns(columns, rows), lambda row: row.number, self
        )
        table: TableView[NumberedRow] = TableView(model, self._name, about=somebody)
        if former is not None:
            self._body.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._body.addWidget(table)
        self.setFocusProxy(table)
        self.model, self.table = model, table
        model.show(rows)


def _table_columns(
    columns: tuple[ShownColumn, ...], rows: tuple[NumberedRow, ...]
) -> tuple[Column[NumberedRow], ...]:
    metrics = QFontMetrics(theme.font(tabular=True))
    scale = theme.look().scale

    def width(place: int, title: str) -> int:
        texts = (title, *(_cell(row, place) for row in rows))
        wide = max(map(metrics.horizontalAdvance, texts)) / scale + _EDGES
        return round(min(max(wide, _LEAST), _MOST))

    number: Column[NumberedRow] = Column(
        tr("Row"),
        lambda row: f"{row.number:,}",
        figures=True,
        sort_key=lambda row: row.number,
        width=_LEAST,
    )
    return (
        number,
        *(
            _made_column(place, column, width(place, column.title))
            for place, column in enumerate(columns)
        ),
    )


def _made_column(place: int, column: ShownColumn, width: int) -> Column[NumberedRow]:
    if not column.needed:
        return Column(column.title, _reader(place), tooltip=_reader(place), width=width)
    return Column(
        column.title,
        lambda row: _cell(row, place) or (tr("missing") if row.cells else ""),
        tooltip=_reader(place),
        icon=lambda row: "octagon-alert" if row.cells and not _cell(row, place) else None,
        color=lambda row: "must_fix" if row.cells and not _cell(row, place) else None,
        width=max(width, 96),
    )


def _reader(place: int) -> Callable[[NumberedRow], str]:
    return lambda row: _cell(row, place)


def _cell(row: NumberedRow, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def _one_line(text: str) -> str:
    return " ".join(text[:_LONGEST].split("\n"))
