"""What the signs on the cards of a proposal mean: plus added, arrows moved, minus taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from cte_desktop.ui import icons, theme
from cte_desktop.ui.planning.filling.marks import SIGNS, Change
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WORDS = {
    Change.ADDED: noop("added"),
    Change.MOVED: noop("moved"),
    Change.REMOVED: noop("taken out"),
}
_SIGN = 12


class Legend(QWidget):
    """The signs that occur, each with its word."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Change, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.news().changed.connect(self.updateGeometry)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Explain the signs of these changes."""
        self._shown = changes
        self.setVisible(bool(changes))
        self.setAccessibleName(
            tr("Marked in the grid: {changes}", changes=", ".join(tr(_WORDS[c]) for c in changes))
        )
        self.updateGeometry()
        self.update()

    def shown(self) -> tuple[Change, ...]:
        """Return the changes that are explained."""
        return self._shown

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(theme.CAPTION))
        return QSize(sum(self._widths()), max(metrics.height(), theme.px(_SIGN)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(theme.CAPTION))
        side, left = theme.px(_SIGN), 0
        for change, width in zip(self._shown, self._widths(), strict=True):
            ink = theme.color("must_fix" if change is Change.REMOVED else "accent")
            spot = QRect(left, (self.height() - side) // 2, side, side)
            icons.paint(painter, SIGNS[change], spot, ink)
            painter.setPen(theme.color("text_muted"))
            words = QRect(left + side + theme.px(3), 0, width, self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, tr(_WORDS[change]))
            left += width

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(theme.font(theme.CAPTION))
        around = theme.px(_SIGN) + theme.px(3) + theme.px(12)
        return [metrics.horizontalAdvance(tr(_WORDS[one])) + around for one in self._shown]
