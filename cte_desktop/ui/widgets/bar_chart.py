"""A chart of bars lying one under the other, painted by hand in the theme of the window.

It shows no more than the table that stands beside it. Nothing is told by colour alone: each bar
has its words and figures; a second figure is a thin bar under the first, an estimate or an entered
figure is hatched. The arrows go from bar to bar, Enter or a click opens one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QBrush, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cte_desktop.ui import theme
from cte_desktop.wording.translate import trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent

_ROW = 34
_SIDE = 8
_THICK, _THIN = 12, 4
_LABEL_PART = 0.46
_WIDEST_LABEL = 240
_LEAST_BAR = 60
_WIDTH = 420


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its figure, and the figure as it is written.

    Without `value` there is no bar, only the words of `figure`. `second` is a further figure of the
    same unit, which `figure` tells too. `hatched` marks what the record here doesn't tell.
    """

    key: str
    words: str
    value: float | None
    figure: str
    second: float | None = None
    hatched: bool = False

    @property
    def sentence(self) -> str:
        """Return what a screen reader says of it."""
        return f"{self.words}: {self.figure}"


class BarChart(QWidget):
    """The chart. Signals: `bar_chosen(key)`: Enter, Space or a click; `current_changed(key)`."""

    accessible_role = QAccessible.Role.Chart

    bar_chosen = Signal(str)
    current_changed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._bars: tuple[Bar, ...] = ()
        self._current = -1
        self._hovered = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()
        theme.news().changed.connect(self._on_look_changed)

    def bars(self) -> tuple[Bar, ...]:
        """Return the bars that are shown."""
        return self._bars

    def current(self) -> Bar | None:
        """Return the bar that the arrows stand on, None when there is none."""
        return self._bars[self._current] if 0 <= self._current < len(self._bars) else None

    def show_bars(self, name: str, bars: Sequence[Bar]) -> None:
        """Show other bars; the one that was current stays so if it is there."""
        former = self.current()
        self._name, self._bars = name, tuple(bars)
        keys = [bar.key for bar in self._bars]
        self._current = keys.index(former.key) if former and former.key in keys else -1
        self._hovered = -1
        self._say()
        self.updateGeometry()
        self.update()

    def go_to(self, key: str) -> None:
        """Stand on the bar with this key, if it is there."""
        for place, bar in enumerate(self._bars):
            if bar.key == key:
                self._go(place)

    def box_of(self, place: int) -> QRect:
        """Return where the row of a bar lies."""
        high = theme.px(_ROW)
        return QRect(0, place * high, self.width(), high)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDTH), max(1, len(self._bars)) * theme.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_WIDTH // 2), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        label, figure = self._label_width(), self._figure_width()
        for place, bar in enumerate(self._bars):
            self._paint_ground(painter, place)
            self._paint_words(painter, place, bar, label, figure)
            self._paint_bar(painter, place, bar, label, figure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._bars) - 1
        steps = {
            Qt.Key.Key_Down: min(last, self._current + 1),
            Qt.Key.Key_Up: max(0, self._current - 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        bar = self.current()
        if key in steps and last >= 0:
            self._go(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and bar is not None:
            self.bar_chosen.emit(bar.key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint().y())
        if event.button() is Qt.MouseButton.LeftButton and place >= 0:
            self._go(place)
            self.bar_chosen.emit(self._bars[place].key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._place_at(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current < 0 and self._bars:
            self._go(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == event.Type.ToolTip:
            return self._tell_at(event)  # type: ignore[arg-type]
        return super().event(event)

    def _tell_at(self, event: QHelpEvent) -> bool:
        place = self._place_at(event.pos().y())
        QToolTip.showText(event.globalPos(), self._bars[place].sentence if place >= 0 else "", self)
        return True

    def _paint_ground(self, painter: QPainter, place: int) -> None:
        box = QRectF(self.box_of(place)).adjusted(1, 1, -1, -1)
        radius = theme.px(theme.RADIUS - 2)
        current = place == self._current and self.hasFocus()
        if current or place == self._hovered:
            painter.setPen(QPen(theme.color("accent"), 2) if current else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if current else "hover"))
            painter.drawRoundedRect(box, radius, radius)

    def _paint_words(
        self, painter: QPainter, place: int, bar: Bar, label: int, figure: int
    ) -> None:
        box, side = self.box_of(place), theme.px(_SIDE)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font())
        painter.setPen(theme.color("text"))
        metrics = QFontMetrics(painter.font())
        words = metrics.elidedText(bar.words, Qt.TextElideMode.ElideRight, label)
        at = QRect(box.left() + side, box.top(), label, box.height())
        painter.drawText(at, Qt.AlignmentFlag.AlignLeft | middle, words)
        painter.setFont(theme.font(tabular=True))
        painter.setPen(theme.color("text" if bar.value is not None else "text_muted"))
        at = QRect(box.right() - side - figure, box.top(), figure, box.height())
        painter.drawText(at, Qt.AlignmentFlag.AlignRight | middle, bar.figure)

    def _paint_bar(self, painter: QPainter, place: int, bar: Bar, label: int, figure: int) -> None:
        most = max((b.value or 0 for b in self._bars), default=0)
        most = max(most, max((b.second or 0 for b in self._bars), default=0))
        side = theme.px(_SIDE)
        left = label + 2 * side
        room = self.width() - left - figure - 2 * side
        if bar.value is None or most <= 0 or room <= 0:
            return
        box, thick, thin = self.box_of(place), theme.px(_THICK), theme.px(_THIN)
        high = thick + (thin + 2 if bar.second is not None else 0)
        top = box.center().y() - high / 2
        ink = theme.color("accent")
        whole = QRectF(left, top, max(1.0, room * bar.value / most), thick)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern) if bar.hatched else QBrush(ink))
        if bar.value > 0:
            painter.drawRect(whole)
        if bar.second:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("planned"))
            painter.drawRect(QRectF(left, top + thick + 2, room * bar.second / most, thin))

    def _label_width(self) -> int:
        metrics = QFontMetrics(theme.font())
        need = max((metrics.horizontalAdvance(bar.words) for bar in self._bars), default=0) + 2
        return min(need, theme.px(_WIDEST_LABEL), int(self.width() * _LABEL_PART))

    def _figure_width(self) -> int:
        metrics = QFontMetrics(theme.font(tabular=True))
        need = max((metrics.horizontalAdvance(bar.figure) for bar in self._bars), default=0) + 2
        return min(need, max(theme.px(_LEAST_BAR), int(self.width() * _LABEL_PART)))

    def _place_at(self, y: int) -> int:
        place = y // theme.px(_ROW)
        return place if 0 <= place < len(self._bars) else -1

    def _go(self, place: int) -> None:
        if place != self._current:
            self._current = place
            self._say()
            self.current_changed.emit(self._bars[place].key)
        self.update()

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.update()

    def _say(self) -> None:
        """Tell a screen reader what is shown, and the bar that the arrows stand on."""
        many = trn("{count} bar", "{count} bars", len(self._bars))
        self.setAccessibleName(f"{self._name}, {many}")
        bar = self.current()
        every = "; ".join(one.sentence for one in self._bars)
        self.setAccessibleDescription(bar.sentence if bar is not None else every)

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
