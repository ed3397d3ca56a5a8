"""What a page shows when it has nothing to show: what belongs here, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title

if TYPE_CHECKING:
    from collections.abc import Callable

_SIGN = 40
_WIDEST = 420


class EmptyState(QWidget):
    """Icon, heading, sentence, and the next step as a button; a second way may stand beside it."""

    def __init__(
        self,
        icon: str,
        heading: str,
        text: str,
        step: tuple[str, Callable[[], None]] | None = None,
        other: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(f"{heading}. {text}")
        self._icon = icon
        self._sign = QLabel()
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(theme.INSIDE))
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(2)
        column.addWidget(self._sign, alignment=middle)
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading), alignment=middle)
        words = sentence(text, muted=True)
        words.setAlignment(middle)
        words.setFixedWidth(theme.px(_WIDEST))
        words.setMinimumHeight(words.heightForWidth(theme.px(_WIDEST)))
        column.addWidget(words, alignment=middle)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        if step is not None:
            buttons.addWidget(primary_button(step[0], press=step[1]))
        if other is not None:
            buttons.addWidget(push_button(other[0], press=other[1]))
        buttons.addStretch(1)
        column.addSpacing(theme.px(theme.INSIDE))
        column.addLayout(buttons)
        column.addStretch(3)
        self._dress()
        theme.news().changed.connect(self._dress)

    def _dress(self) -> None:
        side = theme.px(_SIGN)
        sign = icons.icon(self._icon, "line_strong")
        self._sign.setPixmap(sign.pixmap(QSize(side, side), self.devicePixelRatioF()))
