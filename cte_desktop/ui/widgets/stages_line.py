"""A pathway as stages on a line: a full disc is passed, a half one in progress, a ring planned,
a dashed ring missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cte_desktop.ui import icons, theme
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

StageState = Literal["earned", "in_progress", "planned", "missing"]

STATE_WORDS: dict[StageState, str] = {
    "earned": noop("passed"),
    "in_progress": noop("in progress"),
    "planned": noop("planned"),
    "missing": noop("not planned"),
}
_DISC = 18


@dataclass(frozen=True, slots=True)
class Stage:
    """One level: its name ("Capstone"), a state, and small words under it (a course, a last
    start).
    """

    name: str
    state: StageState
    words: str = ""


class StagesLine(QWidget):
    """The line. Its accessible text reads the stages in order."""

    def __init__(self, name: str, stages: Sequence[Stage]) -> None:
        super().__init__()
        self._name = name
        self._stages: tuple[Stage, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_stages(stages)

    def stages(self) -> tuple[Stage, ...]:
        """Return what is shown."""
        return self._stages

    def set_stages(self, stages: Sequence[Stage]) -> None:
        """Show other stages."""
        self._stages = tuple(stages)
        read = "; ".join(
            f"{stage.name} {tr(STATE_WORDS[stage.state])}"
            + (f", {stage.words}" if stage.words else "")
            for stage in self._stages
        )
        self.setAccessibleName(f"{self._name}: {read}")
        self.setToolTip(read)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = 2 if any(stage.words for stage in self._stages) else 1
        height = theme.px(_DISC) + theme.px(6) + lines * theme.px(16)
        return QSize(theme.px(96) * max(1, len(self._stages)), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(56) * max(1, len(self._stages)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._stages:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / len(self._stages)
        radius = theme.px(_DISC) / 2
        centers = [QPointF(step * (place + 0.5), radius + 1) for place in range(len(self._stages))]
        for place in range(len(centers) - 1):
            reached = self._stages[place].state == "earned"
            ink = theme.color("earned" if reached else "line_strong")
            pen = QPen(ink, 2, Qt.PenStyle.SolidLine if reached else Qt.PenStyle.DotLine)
            painter.setPen(pen)
            gap = radius + theme.px(4)
            painter.drawLine(centers[place] + QPointF(gap, 0), centers[place + 1] - QPointF(gap, 0))
        for place, stage in enumerate(self._stages):
            paint_stage(painter, centers[place], radius - 1, stage.state)
            self._paint_words(painter, stage, round(step * place), round(step))

    def _paint_words(self, painter: QPainter, stage: Stage, left: int, width: int) -> None:
        top = theme.px(_DISC) + theme.px(4)
        for text, ink, bold in ((stage.name, "text", True), (stage.words, "text_muted", False)):
            painter.setFont(theme.font(theme.CAPTION, bold=bold))
            painter.setPen(theme.color("text" if ink == "text" else "text_muted"))
            cut = QFontMetrics(painter.font()).elidedText(
                text, Qt.TextElideMode.ElideMiddle, width - theme.px(6)
            )
            painter.drawText(
                QRect(left, top, width, theme.px(16)), Qt.AlignmentFlag.AlignCenter, cut
            )
            top += theme.px(16)


def paint_stage(painter: QPainter, center: QPointF, radius: float, state: StageState) -> None:
    """Paint one stage; the same sign stands on course cards."""
    ink = theme.color(state)
    box = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(
        QPen(ink, 2, Qt.PenStyle.DashLine if state == "missing" else Qt.PenStyle.SolidLine)
    )
    if state == "earned":
        painter.setBrush(ink)
        painter.drawEllipse(box)
        inner = box.adjusted(radius * 0.4, radius * 0.4, -radius * 0.4, -radius * 0.4).toRect()
        icons.paint(painter, "check", inner, theme.color("raised"))
        return
    painter.drawEllipse(box)
    if state == "in_progress":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(box, 90 * 16, 180 * 16)
