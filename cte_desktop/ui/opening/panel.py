"""The panel in the middle of the window before there are pages: a sign, a heading, words, fields
and buttons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

WIDTH = 440
_SIGN = 40


class Panel(QWidget):
    """A column of fixed width; widgets go into `body`, buttons come with `add_buttons`."""

    def __init__(self, icon: str, ink: theme.ColorName, heading: str, words: str = "") -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self._icon = icon
        self._ink: theme.ColorName = ink
        self._sign = QLabel()
        whole = QHBoxLayout(self)
        side = theme.px(theme.PAGE)
        whole.setContentsMargins(side, side, side, side)
        column = QVBoxLayout()
        column.setSpacing(theme.px(theme.INSIDE))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(theme.INSIDE))
        column.addStretch(2)
        column.addWidget(self._sign)
        column.addSpacing(theme.px(theme.INSIDE))
        head = title(heading)
        head.setWordWrap(True)
        head.setFixedWidth(theme.px(WIDTH))
        column.addWidget(head)
        self.explanation = self._add_words(column, words) if words else None
        column.addSpacing(theme.px(theme.INSIDE))
        column.addLayout(self.body)
        column.addStretch(3)
        whole.addStretch(1)
        whole.addLayout(column)
        whole.addStretch(1)
        self._dress()
        theme.news().changed.connect(self._dress)

    def add_words(self, words: str) -> None:
        """Add a muted sentence to the body."""
        self._add_words(self.body, words)

    def add_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """Add buttons in one line, the first on the left."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.body.addSpacing(theme.px(theme.INSIDE))
        self.body.addLayout(row)

    def _add_words(self, column: QVBoxLayout, words: str) -> ThemedLabel:
        label = words_of_width(words, WIDTH)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
        return label

    def _dress(self) -> None:
        side = theme.px(_SIGN)
        sign = icons.icon(self._icon, self._ink)
        self._sign.setPixmap(sign.pixmap(QSize(side, side), self.devicePixelRatioF()))


def words_of_width(words: str, width: int) -> ThemedLabel:
    """Return a muted sentence that wraps at `width` (pixels at 100 %) and keeps its whole height:
    Qt asks a dialog for its size before it knows how words wrap.
    """
    label = sentence(words, muted=True)
    label.setFixedWidth(theme.px(width))
    label.setMinimumHeight(label.heightForWidth(theme.px(width)))
    return label
