"""Signs up all students that are selected in a list, or notes their interest, as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cte_desktop.services.history import undo
from cte_desktop.services.sign_ups.many import (
    note_interest_of_many,
    preview_interest,
    preview_sign_up,
    sign_up_many,
)
from cte_desktop.ui.completion.sign_ups.many_dialog import ManyDialog
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.sign_up_actions import NOTE_INTEREST, SIGN_UP
from cte_desktop.wording.sign_ups import interest_noted_text, signed_up_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_CHANNEL = "sign-ups.effect"


class ManySignUps(QObject):
    """Offers both actions on a page, for the students whom `selected` returns.

    `likely` returns the pathway that the list is about, "" for none in particular.
    """

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        selected: Callable[[], tuple[str, ...]],
        page: tuple[str, QWidget],
        likely: Callable[[], str] = lambda: "",
    ) -> None:
        name, self._page = page
        super().__init__(self._page)
        self._desk = desk
        self._bench = bench
        self._selected = selected
        self._likely = likely
        bench.actions.offer(SIGN_UP, self.sign_up, page=name)
        bench.actions.offer(NOTE_INTEREST, self.note_interest, page=name)

    def sign_up(self) -> None:
        """Open the dialog for the selected students; without any, say what to do."""
        self._open(interest=False)

    def note_interest(self) -> None:
        """Open the dialog for an interest of the selected students."""
        self._open(interest=True)

    def _open(self, *, interest: bool) -> None:
        uids = self._selected()
        if not uids:
            self._bench.notices.information(
                tr("Select the students in the list first: Ctrl or Shift and a click.")
            )
            return
        self._bench.tasks.read(
            lambda: tuple(sorted(self._desk.catalog().pathway_by_name, key=str.casefold)),
            lambda names: self._show(uids, names, interest=interest),
        )

    def _show(self, uids: tuple[str, ...], names: tuple[str, ...], *, interest: bool) -> None:
        dialog = ManyDialog(
            len(uids), names, self._page.window(), interest=interest, chosen=self._likely()
        )
        dialog.effect_wanted.connect(lambda name: self._work_out(dialog, uids, name))
        dialog.written.connect(
            lambda name, reason, those: self._keep(those, name, reason, interest=interest)
        )
        dialog.open()
        dialog.begin()

    def _work_out(self, dialog: ManyDialog, uids: tuple[str, ...], pathway: str) -> None:
        desk = self._desk
        look = preview_interest if dialog.is_interest else preview_sign_up

        def done(found: object) -> None:
            if isValid(dialog):
                dialog.show_effect(pathway, found)  # type: ignore[arg-type]

        self._bench.tasks.read(lambda: look(desk, uids, pathway), done, channel=_CHANNEL)

    def _keep(self, uids: tuple[str, ...], pathway: str, reason: str, *, interest: bool) -> None:
        desk = self._desk
        write = note_interest_of_many if interest else sign_up_many

        def kept(changes: Changes) -> None:
            self._bench.refresh.tell(changes)
            told = interest_noted_text if interest else signed_up_text
            text, step = told(len(changes.students), pathway), changes.step
            if step is None:
                self._bench.notices.information(text)
            else:
                back = NoticeButton(tr("Undo"), lambda: self._take_back(step))
                self._bench.notices.done(text, back)

        words = tr("Signing up {count} students…", count=len(uids))
        if interest:
            words = tr("Noting the interest of {count} students…", count=len(uids))
        self._bench.tasks.write(lambda: write(desk, uids, pathway, reason), kept, text=words)

    def _take_back(self, step: int) -> None:
        desk = self._desk
        self._bench.tasks.write(
            lambda: undo(desk, step), lambda done: self._bench.refresh.tell(done.changes)
        )
