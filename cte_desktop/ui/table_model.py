"""The one model of flat tables: frozen rows, columns that say how a row reads, search and sort in
place.

Rows are given whole with `show`; pages never touch Qt's roles. A view or a delegate gets the row
itself under `ROW_ROLE`. There is no proxy: 22,000 rows are searched and sorted as tuples, in a few
milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from cte_desktop.ui import icons
from cte_desktop.ui.row_search import fold, matching, narrows, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Sequence

    from cte_desktop.ui.theme import ColorName

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The frozen row behind an index."""
COLOR_ROLE = Qt.ItemDataRole.UserRole + 2
"""The name of the theme's colour for the cell's text and icon, or None."""
ICON_ROLE = Qt.ItemDataRole.UserRole + 3
"""The name of the cell's icon, or None. `DecorationRole` gives the same as a QIcon."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """How one column reads a row.

    `sort_key` defaults to the folded text; `figures` aligns right with figures of one width;
    `width` is in pixels at 100 %, 0 means that the column takes the space left, but no less than
    `least`: where there is not so much the table scrolls. A state shown by
    `icon` and `color` must also be said by `text`. `search_text` is searched instead of `text`.
    """

    title: str
    text: Callable[[Row], str]
    figures: bool = False
    tooltip: Callable[[Row], str] | None = None
    sort_key: Callable[[Row], Any] | None = None
    icon: Callable[[Row], str | None] | None = None
    color: Callable[[Row], ColorName | None] | None = None
    width: int = 0
    least: int = 0
    searched: bool = True
    search_text: Callable[[Row], str] | None = None


class TableModel(QAbstractTableModel, Generic[Row]):
    """A tuple of rows seen through a tuple of columns.

    `key` names a row across refreshes (the student's id), so that a view keeps its selection.

    Signals: `shown_changed` after every change of what is shown (search, sort, new rows).
    """

    shown_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._rows: tuple[Row, ...] = ()
        self._searched = tuple(
            column.search_text or column.text for column in columns if column.searched
        )
        self._places: dict[Hashable, int] = {}
        self._texts: list[str] = []
        self._order: list[int] = []
        self._shown: list[int] = []
        self._words: tuple[str, ...] = ()
        self._keep: Callable[[Row], bool] | None = None
        self._sort: tuple[int, bool] | None = None

    def show(self, rows: Iterable[Row]) -> None:
        """Show these rows instead; the search and the order stay."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._places = {self._key(row): place for place, row in enumerate(self._rows)}
        self._texts = [self._folded(row) for row in self._rows]
        self._put_in_order()
        self._shown = self._found(self._order)
        self.endResetModel()
        self.shown_changed.emit()

    def replace_row(self, row: Row) -> bool:
        """Put a newer value of one row in its place, where it stands; say whether its key was
        there.
        """
        place = self._places.get(self._key(row))
        if place is None:
            return False
        self._rows = (*self._rows[:place], row, *self._rows[place + 1 :])
        self._texts[place] = self._folded(row)
        for line in self.lines_of({self._key(row)}):
            self.dataChanged.emit(self.index(line, 0), self.index(line, len(self._columns) - 1))
        return True

    def search(self, query: str) -> None:
        """Show only the rows that hold every word of `query`; an empty query shows all."""
        words = words_of(query)
        if words == self._words:
            return
        among = self._shown if narrows(self._words, words) else self._order
        self.beginResetModel()
        self._words = words
        self._shown = self._found(among)
        self.endResetModel()
        self.shown_changed.emit()

    def keep(self, wanted: Callable[[Row], bool] | None, *, anew: bool = False) -> None:
        """Show only the rows that `wanted` accepts, beside the search; None accepts all.

        With `anew` they are put in order again too: columns say something else by now.
        """
        self.beginResetModel()
        if anew:
            self._put_in_order()
        self._keep = wanted
        self._shown = self._found(self._order)
        self.endResetModel()
        self.shown_changed.emit()

    def sorted_by(self) -> tuple[int, bool] | None:
        """Return the column that the rows are sorted by, and whether from the last to the first."""
        return self._sort

    def row_at(self, line: int) -> Row:
        """Return the row shown at this line."""
        return self._rows[self._shown[line]]

    def row_of(self, index: Index) -> Row | None:
        """Return the row behind an index, None for an invalid one."""
        return self.row_at(index.row()) if index.isValid() else None

    def key_at(self, line: int) -> Hashable:
        """Return the key of the row shown at this line."""
        return self._key(self.row_at(line))

    def line_of(self, key: Hashable) -> int:
        """Return the line at which the row with this key is shown, -1 when it is not."""
        return next(iter(self.lines_of({key})), -1)

    def lines_of(self, keys: Collection[Hashable]) -> list[int]:
        """Return the lines at which rows with these keys are shown, from top to bottom."""
        wanted = {self._places[key] for key in keys if key in self._places}
        if len(wanted) == 1:
            place = wanted.pop()
            return [self._shown.index(place)] if place in self._shown else []
        return [line for line, place in enumerate(self._shown) if place in wanted] if wanted else []

    def shown_rows(self) -> tuple[Row, ...]:
        """Return the rows shown, in their order."""
        return tuple(self._rows[place] for place in self._shown)

    def counts(self) -> tuple[int, int]:
        """Return how many rows are shown, and of how many."""
        return len(self._shown), len(self._rows)

    def columns(self) -> tuple[Column[Row], ...]:
        """Return the columns."""
        return self._columns

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: PLR0911
        if not index.isValid():
            return None
        row = self._rows[self._shown[index.row()]]
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == ROW_ROLE:
            return row
        if role == COLOR_ROLE:
            return column.color(row) if column.color else None
        if role == ICON_ROLE:
            return column.icon(row) if column.icon else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tooltip(row) if column.tooltip else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.DecorationRole:
            name = column.icon(row) if column.icon else None
            return icons.icon(name) if name else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._columns[section])
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        wanted = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        if wanted == self._sort:
            return
        self.beginResetModel()
        self._sort = wanted
        self._put_in_order()
        self._shown = self._found(self._order)
        self.endResetModel()
        self.shown_changed.emit()

    def _folded(self, row: Row) -> str:
        return fold("\n".join([text(row) for text in self._searched]))

    def _put_in_order(self) -> None:
        self._order = list(range(len(self._rows)))
        if self._sort is None:
            return
        column, descending = self._sort
        how = self._columns[column]
        text = how.text
        key = how.sort_key or (lambda row: fold(text(row)))
        keys = [key(row) for row in self._rows]
        self._order.sort(key=keys.__getitem__, reverse=descending)

    def _found(self, among: Sequence[int]) -> list[int]:
        found = matching(self._texts, among, self._words)
        keep = self._keep
        if keep is None:
            return found
        return [place for place in found if keep(self._rows[place])]


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.figures else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
