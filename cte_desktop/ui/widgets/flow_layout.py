"""A layout that puts widgets in lines like words, for buttons whose texts differ in length."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets with `spacing` pixels between them."""

    def __init__(self, parent: QWidget, spacing: int) -> None:
        super().__init__(parent)
        self._entries: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(spacing)
        policy = parent.sizePolicy()
        policy.setHeightForWidth(True)
        parent.setSizePolicy(policy)

    def addItem(self, entry: QLayoutItem) -> None:
        self._entries.append(entry)

    def count(self) -> int:
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._entries.pop(index) if 0 <= index < len(self._entries) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for entry in self._entries:
            size = size.expandedTo(entry.minimumSize())
        return size

    def _arrange(self, box: QRect, *, move: bool) -> int:
        left, top, line = box.left(), box.top(), 0
        for entry in self._entries:
            hint = entry.sizeHint()
            hint.setWidth(min(hint.width(), max(1, box.width())))
            if left > box.left() and left + hint.width() > box.right() + 1:
                left = box.left()
                top += line + self.spacing()
                line = 0
            if move:
                entry.setGeometry(QRect(QPoint(left, top), hint))
            left += hint.width() + self.spacing()
            line = max(line, hint.height())
        return top + line - box.top()
