"""The line of steps at the top of an import: where one is, what is done, what comes."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cte_desktop.ui import icons, theme
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_DISC = 20
_HEIGHT = 28


class Step(IntEnum):
    """The steps of an import, in their order."""

    FILES = 0
    COLUMNS = 1
    QUESTIONS = 2
    CHANGES = 3
    DONE = 4


_WORDS = {
    Step.FILES: noop("Files"),
    Step.COLUMNS: noop("Columns"),
    Step.QUESTIONS: noop("Questions"),
    Step.CHANGES: noop("What will change"),
    Step.DONE: noop("Done"),
}


class StepLine(QWidget):
    """Shows all steps; its accessible name says which one is open."""

    def __init__(self, step: Step = Step.FILES) -> None:
        super().__init__()
        self._step = step
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(step)

    def step(self) -> Step:
        """Return the open step."""
        return self._step

    def show_step(self, step: Step) -> None:
        """Mark another step as the open one; those before it are done."""
        self._step = step
        self.setAccessibleName(
            tr(
                "Step {number} of {count}: {name}",
                number=step + 1,
                count=len(Step),
                name=tr(_WORDS[step]),
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(bold=True))
        words = sum(metrics.horizontalAdvance(tr(word)) for word in _WORDS.values())
        return QSize(words + len(Step) * theme.px(_DISC + 48), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0
        for step in Step:
            left = self._paint_step(painter, step, left)
            if step is not Step.DONE:
                left = self._paint_way(painter, step, left)

    def _paint_step(self, painter: QPainter, step: Step, left: int) -> int:
        side = theme.px(_DISC)
        disc = QRect(left, (self.height() - side) // 2, side, side)
        open_now, done = step == self._step, step < self._step
        painter.setPen(QPen(theme.color("accent" if open_now or done else "line_strong"), 1.5))
        ground: theme.ColorName = "accent" if open_now else "accent_soft" if done else "surface"
        painter.setBrush(theme.color(ground))
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        if done:
            icons.paint(painter, "check", disc.adjusted(4, 4, -4, -4), theme.color("accent"))
        else:
            painter.setPen(theme.color("on_accent" if open_now else "text_muted"))
            painter.setFont(theme.font(theme.CAPTION, bold=True, tabular=True))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(step + 1))
        font = theme.font(bold=open_now)
        painter.setFont(font)
        painter.setPen(theme.color("text" if open_now or done else "text_muted"))
        text = tr(_WORDS[step])
        start = disc.right() + theme.px(theme.INSIDE)
        width = QFontMetrics(font).horizontalAdvance(text) + 2
        place = QRect(start, 0, width, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        return start + width

    def _paint_way(self, painter: QPainter, step: Step, left: int) -> int:
        gap, length = theme.px(theme.INSIDE), theme.px(theme.PAGE)
        painter.setPen(QPen(theme.color("accent" if step < self._step else "line"), 1.5))
        middle = self.height() // 2
        painter.drawLine(left + gap, middle, left + gap + length, middle)
        return left + length + 2 * gap
