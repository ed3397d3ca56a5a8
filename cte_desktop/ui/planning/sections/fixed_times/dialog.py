"""A student's fixed times and wishes about hours: one list, saved as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from cte_desktop.domain.students.fixed_times import busy_rows, fixed_times, overlapping
from cte_desktop.services.fixed_times import (
    hour_wishes_of,
    times_of,
    wish_fault,
    write_times,
)
from cte_desktop.ui import theme
from cte_desktop.ui.planning.sections.fixed_times.fields import WishField
from cte_desktop.ui.planning.sections.fixed_times.form import FixedTimeForm
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import SectionHeader, ThemedLabel, sentence, title
from cte_desktop.wording import week as words
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.students.experiences import BusyTime
    from cte_desktop.domain.students.fixed_times import FixedTime
    from cte_desktop.services.cases import Case
    from cte_desktop.services.fixed_times import HourWish

_SIZE = (620, 560)


class FixedTimeLines(QListWidget):
    """The lines. Enter or a double click opens one, Delete removes it.

    Signals: `open_wanted()`, `remove_wanted()` of the current line.
    """

    open_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Fixed times of the student"))
        self.setWordWrap(True)
        self.itemDoubleClicked.connect(lambda _line: self.open_wanted.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter stops here: handed on, it would save the dialog.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


class FixedTimesDialog(QDialog):
    """The list. Signal: `written(FileEdit)` when something was changed and saved."""

    written = Signal(object)

    def __init__(self, case: Case, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = tr("Fixed times")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._case = case
        self._times = times_of(case)
        wishes = {wish.kind: wish for wish in hour_wishes_of(case)}
        self.list = FixedTimeLines()
        self.lunch = WishField("lunch", tr("Lunch, minutes"), "30", wishes.get("lunch"))
        self.earliest_start = WishField(
            "earliest_start", tr("Earliest start"), "08:30", wishes.get("earliest_start")
        )
        self.latest_end = WishField(
            "latest_end", tr("Latest end"), "17:00", wishes.get("latest_end")
        )
        self.add_button = push_button(tr("Add…"), "plus", press=self._add)
        self.change_button = push_button(tr("Change…"), "pencil", press=self._change)
        self.remove_button = push_button(tr("Remove"), "trash-2", press=self._remove)
        self._overlaps = ThemedLabel("", color="warning")
        self._overlaps.setWordWrap(True)
        self._fault = ThemedLabel("", color="must_fix")
        self._fault.setWordWrap(True)
        self._put_together(heading)
        self.list.currentRowChanged.connect(lambda _row: self._update())
        self.list.open_wanted.connect(self._change)
        self.list.remove_wanted.connect(self._remove)
        self._show_times()
        (self.list if self._times else self.add_button).setFocus()

    def times(self) -> tuple[FixedTime, ...]:
        """Return the fixed times as they stand in the list."""
        return self._times

    def select(self, busy: BusyTime) -> None:
        """Put the keyboard on the time that a stored row belongs to, if it is here."""
        rows = (n for n, one in enumerate(self._times) if busy in busy_rows((one,)))
        self.list.setCurrentRow(next(rows, self.list.currentRow()))

    def warning(self) -> str:
        """Return what is said about fixed times that overlap."""
        return self._overlaps.text()

    def fault(self) -> str:
        """Return the sentence about a wish that can't be kept so, "" when nothing is said."""
        return self._fault.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert:
            self._add()
        else:
            super().keyPressEvent(event)

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(title(heading))
        said = tr(
            "Times at which the student can't be in class. What is written here stays when files "
            "are imported. Of support, say the period alone."
        )
        column.addWidget(sentence(said, muted=True))
        column.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        for button in (self.add_button, self.change_button, self.remove_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self._overlaps)
        column.addWidget(SectionHeader(tr("Wishes about hours"), tr("empty: no wish")))
        column.addLayout(self._wishes_form())
        column.addWidget(self._fault)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(primary_button(tr("Save"), press=self._on_save))
        column.addLayout(row)
        fit_screen(self, *_SIZE)

    def _wishes_form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(theme.GAP))
        form.setVerticalSpacing(theme.px(theme.INSIDE))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in (self.lunch, self.earliest_start, self.latest_end):
            label = QLabel(field.value.accessibleName())
            label.setBuddy(field.value)
            form.addRow(label, field)
        return form

    def _show_times(self, chosen: int = 0) -> None:
        catalog = self._case.district.catalog
        self.list.clear()
        for one in self._times:
            line = QListWidgetItem(words.fixed_time_sentence(one, catalog))
            line.setSizeHint(QSize(0, theme.px(theme.ROW_COMFORTABLE)))
            self.list.addItem(line)
        if self._times:
            self.list.setCurrentRow(min(chosen, len(self._times) - 1))
        told = (words.overlap_sentence(*pair) for pair in overlapping(self._times))
        self._overlaps.setText("\n".join(dict.fromkeys(told)))
        self._overlaps.setVisible(bool(self._overlaps.text()))
        self._update()

    def _update(self) -> None:
        able = self.list.currentRow() >= 0
        self.change_button.setEnabled(able)
        self.remove_button.setEnabled(able)

    def _add(self) -> None:
        form = FixedTimeForm(self._case, None, self)
        form.written.connect(lambda times: self._put(times, None))
        form.open()

    def _change(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            before = self._times[row]
            form = FixedTimeForm(self._case, before, self)
            form.written.connect(lambda times: self._put(times, before))
            form.open()

    def _put(self, times: tuple[FixedTime, ...], before: FixedTime | None) -> None:
        kept = [one for one in self._times if one != before]
        # By way of the rows, so that one that says the same as another becomes one with it.
        self._times = fixed_times(busy_rows((*kept, *times)))
        chosen = next((n for n, one in enumerate(self._times) if one == times[0]), 0)
        self._show_times(chosen)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self._times = (*self._times[:row], *self._times[row + 1 :])
            self._show_times(row)

    def _wishes(self) -> tuple[HourWish, ...]:
        fields = (self.lunch, self.earliest_start, self.latest_end)
        return tuple(wish for field in fields if (wish := field.wish()) is not None)

    def _on_save(self) -> None:
        wishes = self._wishes()
        fault = wish_fault(wishes)
        if fault is not None:
            self._fault.setText(fault.text)
            field: WishField = getattr(self, fault.field)
            field.value.setFocus(Qt.FocusReason.OtherFocusReason)
            field.value.selectAll()
            return
        edit = write_times(self._case, self._times, wishes)
        self.accept()
        if edit is not None:
            self.written.emit(edit)
