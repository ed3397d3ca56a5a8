"""A layout that puts widgets in lines like words, for buttons whose texts differ in length."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets with `spacing` pixels between them; hidden ones take no room.

    With `to_the_right` each line ends at the right edge.
    """

    def __init__(self, parent: QWidget, spacing: int, *, to_the_right: bool = False) -> None:
        super().__init__(parent)
        self._to_the_right = to_the_right
        self._entries: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width, as long as nothing changes
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(spacing)
        policy = parent.sizePolicy()
        policy.setHeightForWidth(True)
        parent.setSizePolicy(policy)

    def addItem(self, entry: QLayoutItem) -> None:
        self._entries.append(entry)
        self._heights.clear()

    def count(self) -> int:
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._entries.pop(index) if 0 <= index < len(self._entries) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # Qt asks a hundred times for each time something changes
            edges = self.contentsMargins()
            inside = width - edges.left() - edges.right()
            height = self._arrange(QRect(0, 0, inside, 0), move=False)
            self._heights[width] = height + edges.top() + edges.bottom()
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for entry in self._shown():
            size = size.expandedTo(entry.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [entry for entry in self._entries if not entry.isEmpty()]

    def _arrange(self, box: QRect, *, move: bool) -> int:
        top = box.top()
        for number, line in enumerate(self._lines(box.width())):
            top += self.spacing() if number else 0
            height = max(hint.height() for _entry, hint in line)
            left = box.left()
            if self._to_the_right:
                used = sum(hint.width() + self.spacing() for _entry, hint in line)
                left += max(0, box.width() - used + self.spacing())
            for entry, hint in line if move else ():
                middle = top + (height - hint.height()) // 2
                entry.setGeometry(QRect(QPoint(left, middle), hint))
                left += hint.width() + self.spacing()
            top += height
        return top - box.top()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for entry in self._shown():
            hint = entry.sizeHint()
            hint.setWidth(min(hint.width(), max(1, width)))
            if not lines or left + hint.width() > width:
                lines.append([])
                left = 0
            lines[-1].append((entry, hint))
            left += hint.width() + self.spacing()
        return lines
