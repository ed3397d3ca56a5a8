"""Headings with lines of text below each, to be scrolled: what stands beside a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.labels import ThemedLabel, caption, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

Parts = tuple[tuple[str, tuple[str, ...]], ...]


class TextParts(QScrollArea):
    """The parts. After a tab in a line comes what stands below it in small words."""

    accessible_role = QAccessible.Role.Document

    def __init__(self, name: str) -> None:
        super().__init__()
        self._texts: list[str] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.show_parts(())

    def texts(self) -> tuple[str, ...]:
        """Return all that is said, from top to bottom."""
        return tuple(self._texts)

    def show_parts(self, parts: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Show these parts; one without lines is left out."""
        self._texts = []
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        column.setSpacing(theme.px(theme.TIGHT))
        for heading, lines in parts:
            if lines:
                self._texts += [heading, *(line.replace("\t", ", ") for line in lines)]
                column.addWidget(_heading(heading))
                for line in lines:
                    column.addWidget(_line(line))
        column.addStretch(1)
        # Without text nothing is to be reached by Tab.
        reach = Qt.FocusPolicy.TabFocus if self._texts else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(reach)
        self.setAccessibleDescription(". ".join(self._texts))
        self.setWidget(body)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # whoever holds the parts knows what Esc leaves
        else:
            super().keyPressEvent(event)


def _heading(text: str) -> QWidget:
    label = ThemedLabel(text, size=theme.CAPTION, bold=True, color="accent")
    label.setContentsMargins(0, theme.px(theme.INSIDE), 0, 0)
    return label


def _line(text: str) -> QWidget:
    first, tab, second = text.partition("\t")
    if not tab:
        return sentence(text)
    pair = QWidget()
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, theme.px(2))
    column.setSpacing(0)
    column.addWidget(sentence(first))
    below = caption(second)
    below.setWordWrap(True)
    column.addWidget(below)
    return pair
