"""The rules as a tree on screen: a thin model over the draft's nodes, with marks beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from cte_desktop.domain.audit.rule_tree import Node, NodeKind, Path
from cte_desktop.ui.pathways.rules.words import node_caption, node_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.domain.catalog.catalog import Catalog

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The TreeLine behind an index."""

HIDDEN = frozenset({NodeKind.COURSE_SET, NodeKind.EITHER, NodeKind.CAP, NodeKind.STEP})
"""Kinds that stand in the form of the node above them, not in the tree."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of nodes besides the rules: by path."""

    faulty: frozenset[Path] = frozenset()
    changed: frozenset[Path] = frozenset()
    passing: frozenset[Path] = frozenset()  # samples that come out as they must


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One line of the tree."""

    node: Node
    title: str
    caption: str
    parent: int  # the number of the line above it, -1 at the top
    place: int  # among its siblings
    below: tuple[int, ...]
    mark: str = ""  # faulty, passing, changed
    mark_below: str = ""  # the gravest of the lines below: what a closed line stands for


class RulesTreeModel(QAbstractItemModel):
    """Every node that has a form of its own; lines are numbered in the order of the tree."""

    def __init__(self, catalog: Catalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._lines: list[TreeLine] = []
        self._top: tuple[int, ...] = ()
        self._numbers: dict[Path, int] = {}

    def show(self, nodes: tuple[Node, ...], marks: Marks) -> None:
        """Show these nodes; while their paths stay the same, so do the indexes."""
        lines: list[TreeLine] = []
        top = self._add(nodes, -1, marks, lines)
        same = [line.node.path for line in lines] == [line.node.path for line in self._lines]
        if same:
            self._lines = lines
            self._tell(self._top)
            return
        self.beginResetModel()
        self._lines, self._top = lines, top
        self._numbers = {line.node.path: number for number, line in enumerate(lines)}
        self.endResetModel()

    def line(self, index: Index) -> TreeLine | None:
        """Return the line behind an index, None for an invalid one."""
        return self._lines[index.internalId()] if index.isValid() else None

    def index_of(self, path: Path) -> QModelIndex:
        """Return the index of the node at a path, or of the nearest above it that is shown."""
        while path:
            if path in self._numbers:
                number = self._numbers[path]
                return self.createIndex(self._lines[number].place, 0, number)
            path = path[:-1]
        return QModelIndex()

    def has_path(self, path: Path) -> bool:
        """Say whether the node at a path has a line."""
        return path in self._numbers

    def index(self, row: int, column: int, parent: Index = _NO_PARENT) -> QModelIndex:
        below = self._below(parent)
        if column == 0 and 0 <= row < len(below):
            return self.createIndex(row, 0, below[row])
        return QModelIndex()

    def parent(self, index: Index = _NO_PARENT) -> QModelIndex:  # type: ignore[override]
        line = self.line(index)
        if line is None or line.parent < 0:
            return QModelIndex()
        return self.createIndex(self._lines[line.parent].place, 0, line.parent)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return len(self._below(parent))

    def columnCount(self, _parent: Index = _NO_PARENT) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index)
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                words = (line.title, line.caption, mark_words(line.mark))
                return ", ".join(word for word in words if word)
            case Qt.ItemDataRole.ToolTipRole:
                below = _below_words(line.mark_below)
                said = (line.title, mark_words(line.mark), below)
                return "\n".join(word for word in said if word)
            case _:
                return line if role == LINE_ROLE else None

    def _add(
        self, nodes: tuple[Node, ...], parent: int, marks: Marks, lines: list[TreeLine]
    ) -> tuple[int, ...]:
        numbers = []
        for place, node in enumerate(node for node in nodes if node.kind not in HIDDEN):
            number = len(lines)
            numbers.append(number)
            title, caption = node_title(node, self._catalog), node_caption(node)
            lines.append(TreeLine(node, title, caption, parent, place, ()))
            below = self._add(node.children, number, marks, lines)
            mark = mark_of(node, marks)
            under = {lines[one].mark for one in below} | {lines[one].mark_below for one in below}
            gravest = next((one for one in ("faulty", "changed") if one in under), "")
            lines[number] = TreeLine(node, title, caption, parent, place, below, mark, gravest)
        return tuple(numbers)

    def _below(self, parent: Index) -> tuple[int, ...]:
        if not parent.isValid():
            return self._top
        return self._lines[parent.internalId()].below if parent.column() == 0 else ()

    def _tell(self, numbers: tuple[int, ...]) -> None:
        """Tell the views to paint the lines again, one family at a time."""
        if not numbers:
            return
        last = len(numbers) - 1
        self.dataChanged.emit(
            self.createIndex(0, 0, numbers[0]), self.createIndex(last, 0, numbers[last])
        )
        for number in numbers:
            self._tell(self._lines[number].below)


def mark_words(mark: str) -> str:
    """Return what a mark says in words."""
    match mark:
        case "faulty":
            return tr("has a problem")
        case "passing":
            return tr("comes out as it must")
        case "changed":
            return tr("changed in this draft")
        case _:
            return ""


def _below_words(mark: str) -> str:
    match mark:
        case "faulty":
            return tr("something below has a problem")
        case "changed":
            return tr("something below is changed in this draft")
        case _:
            return ""


def mark_of(node: Node, marks: Marks) -> str:
    """Return the gravest mark of a node."""
    if _holds(marks.faulty, node):
        return "faulty"
    if node.path in marks.passing:
        return "passing"
    return "changed" if _holds(marks.changed, node) else ""


def _holds(paths: Collection[Path], node: Node) -> bool:
    """Say whether one of the paths is the node's, or of a part that its form shows."""
    if node.path in paths:
        return True
    return any(_holds(paths, child) for child in node.children if child.kind in HIDDEN)
