"""How many students each effect hits: figures that show only these students while pressed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from cte_desktop.domain.audit.damage import EFFECTS, Effect
from cte_desktop.ui import icons, theme
from cte_desktop.ui.sections.blast.blast_rows import SIGNS
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.wording.blast_radius import effect_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent

_HEIGHT = 36
_ICON = 16
_SIDE = 12
_GAP = 7


class EffectSwitches(QWidget):
    """The four figures. Signal: `chosen(frozenset of effects)`: show only these; none shows all."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Show only students of an effect"))
        self.switches = {effect: EffectSwitch(effect) for effect in EFFECTS}
        row = FlowLayout(self, theme.px(theme.INSIDE))
        for switch in self.switches.values():
            row.addWidget(switch)
            switch.toggled.connect(lambda _on: self.chosen.emit(self.effects()))

    def effects(self) -> frozenset[Effect]:
        """Return the effects that are pressed in."""
        return frozenset(e for e, switch in self.switches.items() if switch.isChecked())

    def show_counts(self, counted: Mapping[Effect, int]) -> None:
        """Show how many students each effect hits; an effect that hits nobody can't be pressed."""
        for effect, switch in self.switches.items():
            switch.setChecked(False)
            switch.show_count(counted.get(effect, 0))


class EffectSwitch(QAbstractButton):
    """One effect: icon, figure, word; a thick edge and a fuller ground while it is pressed in."""

    def __init__(self, effect: Effect) -> None:
        super().__init__()
        self._icon, self._ink = SIGNS[effect]
        self._count = ""
        self.setText(effect_label(effect))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_count(self, count: int) -> None:
        """Show how many it are."""
        self._count = f"{count:,}"
        self.setEnabled(bool(count))
        self.setAccessibleName(f"{self._count} {self.text()}")
        self.setToolTip(tr("Show only these students") if count else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = 2 * theme.px(_SIDE) + theme.px(_ICON) + 2 * theme.px(_GAP)
        width += QFontMetrics(self._figure_font()).horizontalAdvance(self._count)
        width += QFontMetrics(theme.font(bold=True)).horizontalAdvance(self.text())
        return QSize(width, theme.px(_HEIGHT))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pressed, focused = self.isChecked(), self.hasFocus()
        hovered = self.underMouse() and self.isEnabled()
        edge: theme.ColorName = "accent" if pressed or focused else "line"
        painter.setPen(QPen(theme.color("text" if pressed and focused else edge),
                            2 if pressed or focused else 1))  # fmt: skip
        ground: theme.ColorName = "accent_soft" if pressed else "hover" if hovered else "raised"
        painter.setBrush(theme.color(ground))
        radius = theme.px(theme.RADIUS)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        side, gap, icon = theme.px(_SIDE), theme.px(_GAP), theme.px(_ICON)
        ink = theme.color(self._ink if self.isEnabled() else "text_disabled")
        text = theme.color("text" if self.isEnabled() else "text_disabled")
        spot = QRect(side, (self.height() - icon) // 2, icon, icon)
        icons.paint(painter, self._icon, spot, ink)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._figure_font())
        painter.setPen(text)
        left = spot.right() + 1 + gap
        painter.drawText(QRect(left, 0, self.width(), self.height()), middle, self._count)
        left += QFontMetrics(painter.font()).horizontalAdvance(self._count) + gap
        painter.setFont(theme.font(bold=self.isChecked()))
        painter.drawText(QRect(left, 0, self.width(), self.height()), middle, self.text())

    def _figure_font(self) -> QFont:
        return theme.font(theme.TITLE, bold=True, tabular=True)
