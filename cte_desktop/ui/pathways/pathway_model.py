"""The list of pathways as Qt asks for it; headings of sectors can't be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cte_desktop.ui.pathways.listed import Line, PathwayLine, SectorLine
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The line behind an index."""


class PathwayModel(QAbstractListModel):
    """The lines that a search and a site have left."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Iterable[Line]) -> None:
        """Show these lines; where only figures differ, the list stays where it is."""
        former, wanted = self._lines, tuple(lines)
        if [_key(line) for line in former] == [_key(line) for line in wanted]:
            self._lines = wanted
            if wanted and former != wanted:
                self.dataChanged.emit(self.index(0), self.index(len(wanted) - 1))
            return
        self.beginResetModel()
        self._lines = wanted
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """Return the line at an index."""
        return self._lines[index.row()] if index.isValid() else None

    def place_of(self, pathway: str) -> int:
        """Return the place of a pathway in the list, -1 when it isn't shown."""
        for place, line in enumerate(self._lines):
            if isinstance(line, PathwayLine) and line.name == pathway:
                return place
        return -1

    def pathways(self) -> tuple[str, ...]:
        """Return the names of the pathways that are shown, in order."""
        return tuple(line.name for line in self._lines if isinstance(line, PathwayLine))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.line(index), PathwayLine):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index)
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, PathwayLine):
            return _spoken(line)
        return None


def _key(line: Line) -> tuple[bool, str]:
    is_pathway = isinstance(line, PathwayLine)
    return is_pathway, line.name


def _spoken(line: Line) -> str:
    if isinstance(line, SectorLine):
        return trn("{name}: {count} pathway", "{name}: {count} pathways", line.pathways,
                   name=line.name)  # fmt: skip
    said = [line.name]
    if line.students is not None:
        said.append(
            trn("{shown} student signed up", "{shown} students signed up", line.students,
                shown=f"{line.students:,}")
        )  # fmt: skip
    if line.is_stale:
        said.append(tr("being worked out"))
    if not line.is_confirmed:
        said.append(tr("not confirmed"))
    return ", ".join(said)
