"""The reminders of the caseload: the list on every page, and one quiet word at the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.services.glance import Whose
from cte_desktop.services.reminders import due_reminders, my_name
from cte_desktop.ui.caseload_actions import REMINDERS
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.reminders.list_dialog import RemindersDialog
from cte_desktop.wording.caseload import start_notice
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.reminders import DueReminder
    from cte_desktop.ui.page import Workbench


class CaseloadReminders(QObject):
    """Offers the list everywhere; `window` is whose dialog it is.

    `me` is the name of the caseload that was chosen on this computer, "" for none.
    """

    def __init__(self, desk: Desk, bench: Workbench, me: str, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._bench, self._window = desk, bench, window
        self._me = desk.person.counselor or me or my_name(desk)
        self.dialog: RemindersDialog | None = None
        bench.actions.offer(REMINDERS, self.open)

    def tell_what_is_due(self) -> None:
        """Say once, quietly, how much is due today or late; nothing when nothing is."""
        desk, whose = self._desk, Whose(counselor=self._me)
        self._bench.tasks.read(
            lambda: due_reminders(desk, whose, desk.today()), self._on_due, channel="reminders due"
        )

    def open(self) -> None:
        """Open the list of one's own caseload and of what waits for one's own name."""
        if self.dialog is None:
            whose = Whose(counselor=self._me)
            self.dialog = RemindersDialog(self._desk, self._bench, whose, self._me, self._window)
            self.dialog.finished.connect(self._on_closed)
            self.dialog.open()

    def _on_closed(self) -> None:
        self.dialog = None

    def _on_due(self, rows: tuple[DueReminder, ...]) -> None:
        if rows:
            late = sum(row.reminder.due < self._desk.today() for row in rows)
            self._bench.notices.information(
                start_notice(len(rows), late), NoticeButton(tr("Show"), self.open)
            )
