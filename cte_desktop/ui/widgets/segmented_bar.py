"""Progress as one bar of four parts (earned, in progress, planned, missing) with its figures.

The parts differ by texture as well as by colour: full, hatched, outlined, empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cte_desktop.ui import theme
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_HEIGHT = 10
_HATCH = 5


@dataclass(frozen=True, slots=True)
class Amounts:
    """The four parts in one unit (credits, years, levels); what is missing is the rest up to
    `need`.
    """

    need: Decimal
    earned: Decimal = Decimal(0)
    in_progress: Decimal = Decimal(0)
    planned: Decimal = Decimal(0)

    @property
    def missing(self) -> Decimal:
        """What no course covers yet, never below 0."""
        return max(Decimal(0), self.need - self.earned - self.in_progress - self.planned)


def plain(number: Decimal) -> str:
    """Return a number without needless zeros: 5, 2.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class SegmentedBar(QWidget):
    """The bar. Its accessible text names every part that is not empty."""

    def __init__(self, name: str, amounts: Amounts, unit: str = "") -> None:
        super().__init__()
        self._name = name
        self._unit = unit
        self._amounts = amounts
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(48))
        self.set_amounts(amounts)

    def amounts(self) -> Amounts:
        """Return what is shown."""
        return self._amounts

    def set_amounts(self, amounts: Amounts) -> None:
        """Show other amounts."""
        self._amounts = amounts
        said = self._sentence()
        self.setAccessibleName(f"{self._name}: {said}")
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = theme.px(_HEIGHT)
        box = QRectF(0, (self.height() - height) / 2, self.width(), height)
        box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        paint_segments(painter, box, self._amounts)

    def _sentence(self) -> str:
        amounts = self._amounts
        unit = f" {self._unit}" if self._unit else ""
        parts = [
            tr(
                "{earned} of {need}{unit} earned",
                earned=plain(amounts.earned),
                need=plain(amounts.need),
                unit=unit,
            )
        ]
        if amounts.in_progress:
            parts.append(tr("{count} in progress", count=plain(amounts.in_progress)))
        if amounts.planned:
            parts.append(tr("{count} planned", count=plain(amounts.planned)))
        parts.append(
            tr("{count} missing", count=plain(amounts.missing))
            if amounts.missing
            else tr("nothing missing")
        )
        return ", ".join(parts)


def paint_segments(painter: QPainter, box: QRectF, amounts: Amounts) -> None:
    """Paint the four parts into `box`; for delegates too."""
    radius = box.height() / 2
    whole = QPainterPath()
    whole.addRoundedRect(box, radius, radius)
    painter.save()
    painter.fillPath(whole, theme.color("sunken"))
    painter.setClipPath(whole)
    total = max(amounts.need, amounts.earned + amounts.in_progress + amounts.planned, Decimal(1))
    left = box.left()
    for amount, kind in (
        (amounts.earned, "earned"),
        (amounts.in_progress, "in_progress"),
        (amounts.planned, "planned"),
    ):
        width = box.width() * float(amount / total)
        if width > 0:
            _paint_part(painter, QRectF(left, box.top(), width, box.height()), kind)
        left += width
    painter.setClipping(False)
    painter.setPen(QPen(theme.color("missing"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(whole)
    painter.restore()


def _paint_part(painter: QPainter, part: QRectF, kind: str) -> None:
    if kind == "earned":
        painter.fillRect(part, theme.color("earned"))
    elif kind == "in_progress":
        ink = theme.color("in_progress")
        painter.fillRect(part, _thin(ink, 70))
        painter.setPen(QPen(ink, 2))
        step = theme.px(_HATCH)
        start = int(part.left() - part.height()) // step * step
        painter.save()
        painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
        for across in range(start, int(part.right()) + step, step):
            bottom = QPointF(across, part.bottom())
            painter.drawLine(bottom, QPointF(across + part.height(), part.top()))
        painter.restore()
    else:
        ink = theme.color("planned")
        painter.fillRect(part, QBrush(_thin(ink, 46)))
        painter.setPen(QPen(ink, 1.5))
        painter.drawRect(part.adjusted(0.75, 0.25, -0.75, -0.25))
    painter.fillRect(QRectF(part.right() - 1, part.top(), 1, part.height()), theme.color("raised"))


def _thin(ink: QColor, alpha: int) -> QColor:
    thinned = QColor(ink)
    thinned.setAlpha(alpha)
    return thinned
