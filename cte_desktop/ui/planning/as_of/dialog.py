"""Choosing a day, and the plan at its end beside the one of today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.ui import theme
from cte_desktop.ui.planning.as_of.calendar import PastCalendar
from cte_desktop.ui.planning.as_of.side import ThenAndNow
from cte_desktop.ui.widgets.buttons import CheckBox, primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import SectionHeader, caption, title
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.services.as_of import DayOfChange, PlanThen
    from cte_desktop.services.plan_comparing import PlansCompared

_SIZE = (1180, 740)
_LEFT_WIDTH = 300
_DAY = Qt.ItemDataRole.UserRole


class AsOfDialog(QDialog):
    """The window. Signals: `day_chosen(day)`; `back_wanted(keep)`: the plan shown is to come back,
    and the present one is to be kept as a copy.

    `student` is the district's id: what is saved as a file is entered in the log with it.
    """

    day_chosen = Signal(date)
    back_wanted = Signal(bool)

    def __init__(self, name: str, student: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Plan as of a date"))
        self.setAccessibleName(tr("Plan as of a date"))
        self.calendar = PastCalendar(today)
        self.days = QListWidget()
        self.days.setAccessibleName(tr("Days on which the plans changed"))
        self.days.setWordWrap(True)
        self.sides = ThenAndNow(student)
        self.keep_box = CheckBox(tr("Keep the plan of today as a copy"))
        self.keep_box.setChecked(True)
        self.back_button = primary_button(
            tr("Bring this plan back"), press=lambda: self.back_wanted.emit(self.keeps())
        )
        self._put_together(tr("{name}: the plan as of a date", name=name))
        self.calendar.chosen.connect(self._on_day)
        self.days.itemActivated.connect(self._on_item)
        self.days.itemClicked.connect(self._on_item)
        self.offer_back(offered=False, can_keep=False)
        fit_screen(self, *_SIZE)

    def keeps(self) -> bool:
        """Return whether the plan of today is to be kept as a copy."""
        return self.keep_box.isEnabled() and self.keep_box.isChecked()

    def offer(self, found: Sequence[DayOfChange]) -> None:
        """Show the days on which the plans changed, newest first."""
        self.calendar.mark(one.day for one in found)
        self.days.clear()
        for one in found:
            steps = trn("{count} change", "{count} changes", len(one.steps))
            item = QListWidgetItem(f"{date_label(one.day)}  ·  {steps}")
            item.setData(_DAY, one.day)
            item.setToolTip("\n".join(one.steps[:12]))
            self.days.addItem(item)

    def choose(self, day: date) -> None:
        """Show a day as chosen, in the calendar and in the list."""
        self.calendar.show_day(day)
        for row in range(self.days.count()):
            item = self.days.item(row)
            if item.data(_DAY) == day:
                self.days.setCurrentItem(item)
                return
        self.days.setCurrentRow(-1)

    def show_then(self, then: PlanThen, compared: PlansCompared | None, now: str) -> None:
        """Show the plan of a day beside the present one, `now` being its name."""
        self.sides.show_then(then, compared, now)

    def say(self, words: str) -> None:
        """Say why nothing is shown."""
        self.sides.say(words)
        self.offer_back(offered=False, can_keep=False)

    def offer_back(self, *, offered: bool, can_keep: bool) -> None:
        """Let the plan shown be brought back; the present one can be kept where it is another."""
        self.back_button.setEnabled(offered)
        self.keep_box.setEnabled(offered and can_keep)

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading))
        middle = QHBoxLayout()
        middle.setSpacing(side)
        left = QWidget()
        left.setFixedWidth(theme.px(_LEFT_WIDTH))
        choice = QVBoxLayout(left)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(theme.px(theme.INSIDE))
        choice.addWidget(self.calendar)
        choice.addWidget(SectionHeader(tr("Days on which the plans changed")))
        choice.addWidget(self.days, 1)
        middle.addWidget(left)
        middle.addWidget(self.sides, 1)
        column.addLayout(middle, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(theme.INSIDE))
        words = tr("Shown is what stood at the end of the day. One undo takes back bringing back.")
        foot.addWidget(caption(words), 1)
        foot.addWidget(self.keep_box)
        foot.addWidget(self.back_button)
        foot.addWidget(push_button(tr("Close"), press=self.accept))
        column.addLayout(foot)

    def _on_item(self, item: QListWidgetItem) -> None:
        self._on_day(item.data(_DAY))

    def _on_day(self, day: date) -> None:
        self.choose(day)
        self.day_chosen.emit(day)
