"""One row of a section's meetings: a period or clock times, weekdays, a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.domain.catalog.section import SectionMeeting
from cte_desktop.domain.catalog.timetable import PERIODS, WEEKDAYS, clock_text
from cte_desktop.domain.catalog.typed_times import clock_in
from cte_desktop.services.sections.editing import SectionProblem
from cte_desktop.ui import theme
from cte_desktop.ui.sections.field_cell import Faults, text_field
from cte_desktop.ui.widgets.buttons import ChoiceBox, icon_button
from cte_desktop.ui.widgets.day_button import DayButton
from cte_desktop.ui.widgets.labels import ThemedLabel, caption
from cte_desktop.wording.sections import bells_label, not_a_time
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog

_CLOCK = ""
_TIME_WIDTH = 64
_ROOM_WIDTH = 84
_PERIOD_WIDTH = 136


class MeetingRow(QWidget):
    """The row. Signals: `changed()`; `remove_wanted()`."""

    changed = Signal()
    remove_wanted = Signal()

    def __init__(self, meeting: SectionMeeting, catalog: Catalog, site: str) -> None:
        super().__init__()
        self._catalog = catalog
        self._site = site
        self._begun_with = meeting
        self.period = ChoiceBox(tr("Period or clock times"))
        self.days = {day: DayButton(day) for day in WEEKDAYS}
        self.start = text_field(tr("Start"), "15:45")
        self.end = text_field(tr("End"), "18:15")
        self.room = text_field(tr("Room"), tr("Room"))
        self.remove = icon_button("trash-2", tr("Remove this meeting"), self.remove_wanted.emit)
        self.faults = Faults()
        self._to = ThemedLabel("–", color="text_muted")
        self._bells = caption("")
        self._bells.setWordWrap(True)
        self._fill()
        self._put_together()
        self._begin(meeting)
        self._listen()
        self._say_bells()

    def show_site(self, site: str) -> None:
        """Say the bells of another site."""
        self._site = site
        self._say_bells()

    def meeting(self) -> SectionMeeting:
        """Return what the row says; times that can't be read are left out."""
        period = str(self.period.currentData())
        days = self._days()
        room = self.room.text().strip()
        if period:
            return SectionMeeting(period, days, None, None, room)
        kept = self._begun_with.period if self._begun_with.start is not None else ""
        start, end = clock_in(self.start.text()), clock_in(self.end.text())
        return SectionMeeting(kept, days, start, end, room)

    def problems(self) -> tuple[SectionProblem, ...]:
        """Return what can't be read as it is typed."""
        found = []
        if not any(button.isChecked() for button in self.days.values()):
            text = tr("Choose at least one weekday.")
            found.append(SectionProblem("days", "no_weekday", text, stops=True))
        if not self.period.currentData():
            for name, field in (("start", self.start), ("end", self.end)):
                if clock_in(field.text()) is None:
                    found.append(SectionProblem(name, "bad_time", _time_fault(field), stops=True))
        return tuple(found)

    def show_faults(self, problems: Sequence[SectionProblem]) -> None:
        """Say what can't be read, below the row and to screen readers at its field."""
        self.faults.show_faults(problems)
        about = {problem.field: problem.text for problem in problems}
        for name, field in (("start", self.start), ("end", self.end)):
            field.setAccessibleDescription(about.get(name, ""))
        for button in self.days.values():
            button.setAccessibleDescription(about.get("days", ""))

    def bells(self) -> str:
        """Return what is said of the bells."""
        return self._bells.text()

    def _fill(self) -> None:
        for period in PERIODS:
            self.period.addItem(tr("Period {number}", number=period[1:]), period)
        self.period.addItem(tr("Clock times"), _CLOCK)
        self.period.setFixedWidth(theme.px(_PERIOD_WIDTH))
        for field in (self.start, self.end):
            field.setFixedWidth(theme.px(_TIME_WIDTH))
        self.room.setMinimumWidth(theme.px(_ROOM_WIDTH))

    def _put_together(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.TIGHT))
        row.addWidget(self.period)
        row.addSpacing(theme.px(theme.TIGHT))
        for button in self.days.values():
            row.addWidget(button)
        row.addSpacing(theme.px(theme.TIGHT))
        for part in (self.start, self._to, self.end):
            row.addWidget(part)
        row.addWidget(self.room, 1)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(theme.TIGHT))
        column.setSpacing(theme.px(2))
        column.addLayout(row)
        column.addWidget(self._bells)
        column.addWidget(self.faults)

    def _begin(self, meeting: SectionMeeting) -> None:
        clock = meeting.start is not None or not meeting.period
        self.period.setCurrentIndex(self.period.findData(_CLOCK if clock else meeting.period))
        for day, button in self.days.items():
            button.setChecked(day in (meeting.days or WEEKDAYS))
        self.start.setText(clock_text(meeting.start) if meeting.start is not None else "")
        self.end.setText(clock_text(meeting.end) if meeting.end is not None else "")
        self.room.setText(meeting.room)

    def _listen(self) -> None:
        self.period.currentIndexChanged.connect(lambda _place: self._on_changed())
        for button in self.days.values():
            button.toggled.connect(lambda _checked: self._on_changed())
        for field in (self.start, self.end, self.room):
            field.textEdited.connect(lambda _text: self._on_changed())

    def _on_changed(self) -> None:
        self._say_bells()
        self.changed.emit()

    def _days(self) -> str:
        """Return the weekdays; "" (each that rings) where all are chosen, as files write it."""
        chosen = "".join(day for day, button in self.days.items() if button.isChecked())
        before = self._begun_with.days
        if chosen == (before or WEEKDAYS):
            return before
        return "" if chosen == WEEKDAYS and self.period.currentData() else chosen

    def _say_bells(self) -> None:
        period = str(self.period.currentData())
        for part in (self.start, self._to, self.end):
            part.setVisible(not period)
        words = bells_label(period, self._site, self._days(), self._catalog) if period else ""
        self._bells.setText(words)
        self._bells.setVisible(bool(words))


def _time_fault(field: QLineEdit) -> str:
    text = field.text().strip()
    if not text:
        return tr("Write when it starts and when it ends, such as 15:45.")
    return not_a_time(text)
