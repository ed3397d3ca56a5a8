"""Writing a reminder down: what is to be done about a student, by which day, by whom."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.services.reminders import LONGEST_REMINDER, LONGEST_WHOSE, Reminder
from cte_desktop.ui import theme
from cte_desktop.ui.approvals.fields import day_field, written_day
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.caseload import put_off_words
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

DAYS_ON = (1, 7, 14, 30)
"""The days from today that are offered."""


class AddReminderDialog(QDialog):
    """The form; `known` are the counselors to choose from. Signal: `written(Reminder)`."""

    written = Signal(object)

    def __init__(
        self, name: str, today: date, me: str, known: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Add a reminder"))
        self.setAccessibleName(self.windowTitle())
        self.said = QLineEdit()
        self.said.setAccessibleName(tr("What is to be done"))
        self.said.setPlaceholderText(tr("such as Call home about the summer course"))
        self.said.setMaxLength(LONGEST_REMINDER)
        self.due = day_field(today + timedelta(7))
        self.due.setAccessibleName(tr("Due"))
        self.whose = ChoiceBox(tr("Waits for"))
        self.whose.setEditable(True)
        self.whose.addItems(list(dict.fromkeys((me, *known))))
        line = self.whose.lineEdit()
        if line is not None:
            line.setMaxLength(LONGEST_WHOSE)
            line.setAccessibleName(self.whose.accessibleName())
        self.save_button = primary_button(tr("Remind"), press=self._save)
        self.save_button.setEnabled(False)
        self._put_together(name)
        for line in (self.said, self.due):
            line.textChanged.connect(lambda _text: self._allow())
        self.said.setFocus()

    def reminder(self) -> Reminder:
        """Return what stands in the fields."""
        day = written_day(self.due) or self._today
        return Reminder("", self.whose.currentText(), day, self.said.text())

    def set_due(self, days: int) -> None:
        """Make it due so many days from today."""
        self.due.setText(f"{self._today + timedelta(days):%m/%d/%Y}")

    def _put_together(self, name: str) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(title(tr("Reminder: {name}", name=name)))
        said = tr("Reminders are shared: who opens the records of this student may see them.")
        column.addWidget(sentence(said, muted=True))
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(theme.GAP))
        form.setVerticalSpacing(theme.px(theme.INSIDE))
        for widget in (self.said, self.due, self.whose):
            label = QLabel(widget.accessibleName())
            label.setBuddy(widget)
            form.addRow(label, widget)
            if widget is self.due:
                form.addRow("", self._quick_days())
        column.addLayout(form)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.save_button)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(460))

    def _quick_days(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for days in DAYS_ON:
            button = push_button(put_off_words(days), press=partial(self.set_due, days))
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        return box

    def _allow(self) -> None:
        is_day = written_day(self.due) is not None
        self.save_button.setEnabled(is_day and bool(self.said.text().strip()))

    def _save(self) -> None:
        self.written.emit(self.reminder())
        self.accept()
