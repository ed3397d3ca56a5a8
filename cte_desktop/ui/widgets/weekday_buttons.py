"""Monday to Friday as five buttons to press in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cte_desktop.domain.catalog.timetable import WEEKDAYS
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.day_button import DayButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class WeekdayButtons(QWidget):
    """Monday to Friday as five buttons to press in. Signal: `days_changed()`.

    The arrows go from day to day, Space presses one in.
    """

    days_changed = Signal()

    def __init__(self, name: str, days: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[str, DayButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.TIGHT))
        for day in WEEKDAYS:
            button = DayButton(day)
            button.setChecked(day in days)
            button.toggled.connect(lambda _on: self.days_changed.emit())
            self._buttons[day] = button
            row.addWidget(button)
        row.addStretch(1)
        self.setFocusProxy(self._buttons["M"])

    def days(self) -> str:
        """Return the days that are pressed in, of MTWRF."""
        return "".join(day for day, button in self._buttons.items() if button.isChecked())

    def choose(self, days: str) -> None:
        """Press these days in, and no others."""
        for day, button in self._buttons.items():
            button.setChecked(day in days)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        here = next((n for n, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        there = buttons[min(max(here + step, 0), len(buttons) - 1)]
        there.setFocus(Qt.FocusReason.OtherFocusReason)
