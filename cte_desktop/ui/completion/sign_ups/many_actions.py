"""Signs up all students that are selected in a list, or notes their interest, as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cte_desktop.services.sign_ups.many import (
    note_interest_of_many,
    preview_interest,
    preview_sign_up,
    sign_up_many,
)
from cte_desktop.ui.completion.sign_ups.many_dialog import ManyDialog
from cte_desktop.ui.for_selected import ForSelected
from cte_desktop.ui.sign_up_actions import NOTE_INTEREST, SIGN_UP
from cte_desktop.wording.sign_ups import interest_noted_text, signed_up_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_CHANNEL = "sign-ups.effect"


class ManySignUps(ForSelected):
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
        super().__init__(desk, bench, selected, page)
        self._likely = likely
        bench.actions.offer(SIGN_UP, self.sign_up, page=self._page_name)
        bench.actions.offer(NOTE_INTEREST, self.note_interest, page=self._page_name)

    def sign_up(self) -> None:
        """Open the dialog for the selected students; without any, say what to do."""
        self._open(interest=False)

    def note_interest(self) -> None:
        """Open the dialog for an interest of the selected students."""
        self._open(interest=True)

    def _open(self, *, interest: bool) -> None:
        uids = self._chosen()
        if uids:
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
            told = interest_noted_text if interest else signed_up_text
            self._tell(changes, told(len(changes.students), pathway))

        words = tr("Signing up {count} students…", count=len(uids))
        if interest:
            words = tr("Noting the interest of {count} students…", count=len(uids))
        self._bench.tasks.write(lambda: write(desk, uids, pathway, reason), kept, text=words)
