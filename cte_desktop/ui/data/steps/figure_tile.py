"""A figure with its word, as a button that opens its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from cte_desktop.ui import icons, theme
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_HEIGHT = 60
_LEAST = 124


class FigureTile(QAbstractButton):
    """One figure. `color` tints its icon; the word says the same."""

    def __init__(self, word: str, icon: str, color: theme.ColorName) -> None:
        super().__init__()
        self._word = word
        self._icon = icon
        self._color: theme.ColorName = color
        self._figure = 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_figure(0)

    def figure(self) -> int:
        """Return the figure."""
        return self._figure

    def show_figure(self, figure: int) -> None:
        """Show another figure."""
        self._figure = figure
        self.setAccessibleName(tr("{word}: {figure} rows", word=self._word, figure=f"{figure:,}"))
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font()).horizontalAdvance(self._word)
        return QSize(max(theme.px(_LEAST), words + theme.px(52)), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        radius = theme.px(theme.RADIUS)
        edge: theme.ColorName = "accent" if self.isChecked() or self.hasFocus() else "line"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        ground: theme.ColorName = "hover" if self.underMouse() else "raised"
        if self.isChecked():
            ground = "accent_soft"
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(box, radius, radius)
        side = theme.px(12)
        place = box.adjusted(side, theme.px(7), -side, -theme.px(7))
        left = Qt.AlignmentFlag.AlignLeft
        painter.setPen(theme.color("text" if self._figure else "text_muted"))
        painter.setFont(theme.font(theme.PAGE_TITLE, bold=bool(self._figure), tabular=True))
        painter.drawText(place, left | Qt.AlignmentFlag.AlignTop, f"{self._figure:,}")
        edge_of_sign = theme.px(14)
        sign = QRect(place.left(), place.bottom() - edge_of_sign, edge_of_sign, edge_of_sign)
        ink = theme.color(self._color if self._figure else "text_muted")
        icons.paint(painter, self._icon, sign, ink)
        painter.setPen(theme.color("text" if self._figure else "text_muted"))
        painter.setFont(theme.font())
        words = place.adjusted(edge_of_sign + theme.px(6), 0, 0, theme.px(2))
        painter.drawText(words, left | Qt.AlignmentFlag.AlignBottom, self._word)
