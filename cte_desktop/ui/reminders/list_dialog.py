"""What is to be done over a caseload, the longest due first: ticked off and put off by key."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from cte_desktop.services.reminders import done, due_reminders, postpone, remove_reminder
from cte_desktop.ui import theme
from cte_desktop.ui.reminders.add_dialog import DAYS_ON
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.ui.widgets.working_dialog import WorkingDialog
from cte_desktop.wording.caseload import due_words, put_off_words
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QKeyEvent

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.glance import Whose
    from cte_desktop.services.reminders import DueReminder
    from cte_desktop.ui.page import Workbench

_SIZE = (900, 560)
_AHEAD = (0, 7, 30, 366)
"""Days from today up to which reminders are listed."""


class RemindersDialog(WorkingDialog):
    """The list. Enter opens the student, Space ticks off, P puts off, Del removes."""

    def __init__(
        self, desk: Desk, bench: Workbench, whose: Whose, words: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk, self._bench, self._whose = desk, bench, whose
        self._today = desk.today()
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Reminders"))
        self.setAccessibleName(self.windowTitle())
        self.ahead = ChoiceBox(tr("Which reminders"))
        for days in _AHEAD:
            self.ahead.addItem(_ahead_words(days), days)
        self.model: TableModel[DueReminder] = TableModel(
            _columns(self._today), lambda row: row.reminder.uid, self
        )
        self.table = _Table(self.model, self)
        self.count = ThemedLabel("", color="text_muted")
        self.done_button = push_button(tr("Done"), "check", self.tick_off)
        self.later_button = push_button(tr("Put off"), "clock", self.open_days)
        self.open_button = push_button(tr("Open the plan"), "layout-grid", self.open_student)
        self.remove_button = push_button(tr("Remove"), "trash-2", self.remove)
        self._acting = (self.done_button, self.later_button, self.open_button, self.remove_button)
        self._put_together(words)
        self.ahead.currentIndexChanged.connect(self._read)
        self.table.row_chosen.connect(lambda _row: self.open_student())
        self.table.current_row_changed.connect(lambda _row: self._allow())
        self._allow()
        self._read()

    def tick_off(self) -> None:
        """Mark the selected reminders as done."""
        desk, uids = self._desk, self._chosen()
        self._write(uids, lambda: done(desk, uids))

    def put_off(self, days: int) -> None:
        """Put the selected reminders off to so many days from today."""
        desk, uids, to = self._desk, self._chosen(), self._today + timedelta(days)
        self._write(uids, lambda: postpone(desk, uids, to))

    def remove(self) -> None:
        """Take the selected reminders away; an undo brings them back."""
        desk, uids = self._desk, self._chosen()
        self._write(uids, lambda: remove_reminder(desk, uids))

    def open_student(self) -> None:
        """Close, and open the plan of the student."""
        row = self.table.current_row()
        if row is not None and not self.is_at_work:
            self.accept()
            self._bench.requests.student_requested.emit(row.student_uid)

    def open_days(self) -> None:
        """Offer the days to which the selected reminders can be put off."""
        menu = self.days_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.later_button.mapToGlobal(QPoint(0, self.later_button.height())))

    def days_menu(self) -> QMenu:
        """Return the menu with these days; each has its number as its letter."""
        menu = QMenu(self)
        menu.setAccessibleName(tr("Put off"))
        for number, days in enumerate(DAYS_ON, 1):
            menu.addAction(f"&{number}  {put_off_words(days)}", partial(self.put_off, days))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Space: self.tick_off,
            Qt.Key.Key_P: self.open_days,
            Qt.Key.Key_Delete: self.remove,
        }
        press = keys.get(event.key())
        if press is not None and self.table.hasFocus() and not event.modifiers():
            press()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> tuple[str, ...]:
        return tuple(row.reminder.uid for row in self.table.selected_rows())

    def _write(self, uids: Iterable[str], work: Callable[[], Changes]) -> None:
        if self.is_at_work or not tuple(uids):
            return
        self.is_at_work = True

        def kept(changes: Changes) -> None:
            self._bench.refresh.tell(changes)
            if isValid(self):
                self.is_at_work = False
                self._read()

        def failed(error: Exception) -> None:
            self._bench.notices.error(error)
            if isValid(self):
                self.is_at_work = False
                self._read()

        self._bench.tasks.write(work, kept, failed=failed)

    def _read(self) -> None:
        desk, whose = self._desk, self._whose
        by = self._today + timedelta(int(self.ahead.currentData()))
        self._bench.tasks.read(
            lambda: due_reminders(desk, whose, by), self._on_read, channel="reminders"
        )

    def _on_read(self, rows: tuple[DueReminder, ...]) -> None:
        if isValid(self):
            self.model.show(rows)
            nothing = tr("Nothing is due.")
            said = trn("{shown} reminder", "{shown} reminders", len(rows), shown=f"{len(rows):,}")
            self.count.setText(said if rows else nothing)
            self.table.focus_first()
            self._allow()

    def _allow(self) -> None:
        for button in self._acting:
            button.setEnabled(self.table.current_row() is not None)

    def _put_together(self, words: str) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(tr("Reminders: {whose}", whose=words)))
        keys = tr("Enter opens the plan, Space ticks off, P puts off, Del removes.")
        column.addWidget(sentence(keys, muted=True))
        top = QHBoxLayout()
        top.addWidget(self.ahead)
        top.addStretch(1)
        top.addWidget(self.count)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        close = primary_button(tr("Close"), press=self.accept)
        for button in (*self._acting, close):
            button.setAutoDefault(False)
        for button in self._acting:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))


class _Table(TableView["DueReminder"]):
    """The table; Space and the letters are the dialog's."""

    def __init__(self, model: TableModel[DueReminder], dialog: RemindersDialog) -> None:
        super().__init__(model, tr("Reminders"), about=lambda row: (row.student_uid,), several=True)
        self._dialog = dialog

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_P, Qt.Key.Key_Delete):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _columns(today: date) -> tuple[Column[DueReminder], ...]:
    def color(row: DueReminder) -> theme.ColorName | None:
        return "must_fix" if row.reminder.due < today else None

    def icon(row: DueReminder) -> str | None:
        return "triangle-alert" if row.reminder.due < today else None

    return (
        Column(
            tr("Due"),
            lambda row: due_words(row.reminder, today),
            sort_key=lambda row: row.reminder.due,
            icon=icon,
            color=color,
            width=150,
        ),
        Column(tr("Student"), _name, width=200),
        Column(tr("Grade"), lambda row: grade_label(row.grade_level), width=76),
        Column(tr("What is to be done"), lambda row: row.reminder.said, least=200),
        Column(tr("Waits for"), lambda row: row.reminder.whose, width=140),
    )


def _name(row: DueReminder) -> str:
    first = row.preferred_name or row.first_name
    return ", ".join(part for part in (row.last_name, first) if part)


def _ahead_words(days: int) -> str:
    if days == 0:
        return tr("Due today or late")
    if days > max(DAYS_ON):
        return tr("All that are open")
    return trn("In the next {shown} day", "In the next {shown} days", days, shown=f"{days:,}")
