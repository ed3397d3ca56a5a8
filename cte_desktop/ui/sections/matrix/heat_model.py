"""The triangle of courses against each other: a line for each course, a figure for each pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cte_desktop.ui.sections.matrix.pair_columns import line_name
from cte_desktop.wording.conflict_matrix import pair_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.matrix.school import (
        CoursePair,
        FewSections,
        SchoolMatrix,
    )

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
PAIR_ROLE = Qt.ItemDataRole.UserRole + 1
"""The pair behind an index, None where nobody wants both."""
MOST_LINES = 40


class HeatModel(QAbstractTableModel):
    """The pairs of the courses in most conflicts, below the diagonal; above it there is nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[FewSections, ...] = ()
        self._names: tuple[str, ...] = ()
        self._pairs: dict[tuple[int, int], CoursePair] = {}
        self._catalog: Catalog | None = None

    def show(self, matrix: SchoolMatrix, catalog: Catalog, site: str | None) -> None:
        """Show the first lines of a matrix of a site, None for all."""
        self.beginResetModel()
        self._lines = matrix.lines[:MOST_LINES]
        self._catalog = catalog
        self._names = tuple(line_name(line, catalog, site) for line in self._lines)
        last = len(self._lines)
        self._pairs = {(p.one, p.other): p for p in matrix.pairs if p.one < last and p.other < last}
        self.endResetModel()

    def pair(self, index: Index) -> CoursePair | None:
        """Return the pair at an index, None where nobody wants both."""
        if not index.isValid() or index.column() > index.row():
            return None
        return self._pairs.get((index.column(), index.row() + 1))

    def heaviest(self) -> int:
        """Return the greatest number of students who can't have both."""
        return max((len(pair.blocked) for pair in self._pairs.values()), default=0)

    def index_of(self, pair: CoursePair) -> QModelIndex:
        """Return the index of a pair, an invalid one when it isn't shown."""
        if (pair.one, pair.other) not in self._pairs:
            return QModelIndex()
        return self.index(pair.other - 1, pair.one)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else max(0, len(self._lines) - 1)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else max(0, len(self._lines) - 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or index.column() > index.row():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        pair = self.pair(index)
        if role == PAIR_ROLE:
            return pair
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return figure_text(pair)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._sentence(index, pair)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        place = section if across else section + 1
        if not 0 <= place < len(self._lines):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._lines[place].course_code if across else self._names[place]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._names[place]
        return None

    def _sentence(self, index: Index, pair: CoursePair | None) -> str:
        """Return the whole figure in words: what a screen reader says and a tooltip shows."""
        if index.column() > index.row() or self._catalog is None:
            return ""
        both = tr("{one} and {other}", one=self._names[index.column()],
                  other=self._names[index.row() + 1])  # fmt: skip
        if pair is None:
            return tr("{both}: nobody wants both", both=both)
        wanted = trn("{count} student wants both", "{count} students want both", len(pair.students))
        blocked = tr("{count} can't have both", count=len(pair.blocked))
        why = pair_text(pair.collision, self._catalog, is_known=pair.is_known)
        said = (wanted, blocked, why) if pair.blocked else (wanted, why)
        return f"{both}: {'; '.join(said)}"


def figure_text(pair: CoursePair | None) -> str:
    """Return the figure of a cell: who can't have both, else who wants both in brackets."""
    if pair is None:
        return ""
    if pair.blocked:
        return f"{len(pair.blocked):,}"
    return f"({len(pair.students):,})" if pair.is_known else f"?{len(pair.students):,}"
