"""The switch at the top of a page: one of a few parts, like the tabs of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from cte_desktop.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_HEIGHT = 30


class PartSwitch(QWidget):
    """The switch. Signal: `part_chosen(place)`. The arrows go from part to part."""

    part_chosen = Signal(int)

    def __init__(self, name: str, parts: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(2), theme.px(2), theme.px(2), theme.px(2))
        row.setSpacing(0)
        for place, text in enumerate(parts):
            button = _Part(text)
            self._group.addButton(button, place)
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._on_toggled)

    def part(self) -> int:
        """Return the place of the open part."""
        return self._group.checkedId()

    def last(self) -> QAbstractButton:
        """Return the button of the last part, for the order of Tab."""
        return self._group.buttons()[-1]

    def choose(self, place: int) -> None:
        """Open a part."""
        self._group.button(place).setChecked(True)

    def name_part(self, place: int, text: str) -> None:
        """Give a part other words, for example with how many it holds now."""
        button = self._group.button(place)
        button.setText(text)
        button.setAccessibleName(text)
        button.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("sunken"))
        radius = theme.px(theme.RADIUS)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), radius, radius)

    def _on_toggled(self, place: int, checked: bool) -> None:  # noqa: FBT001 - a signal's argument
        if checked:
            self.part_chosen.emit(place)


class _Part(QAbstractButton):
    """One part: raised and bold when it is open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font(bold=True)).horizontalAdvance(self.text())
        return QSize(width + theme.px(32), theme.px(_HEIGHT))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        radius = theme.px(theme.RADIUS - 2)
        if self.isChecked() or self.underMouse():
            painter.setPen(theme.color("line") if self.isChecked() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("raised" if self.isChecked() else "hover"))
            painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
        painter.setPen(theme.color("accent" if self.isChecked() else "text"))
        painter.setFont(theme.font(bold=self.isChecked()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
