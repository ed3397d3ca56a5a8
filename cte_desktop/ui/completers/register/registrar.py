"""What a person does with an entry: asked first, done away from the window, then told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.services.awards import awarding
from cte_desktop.services.awards.register_detail import preview_reissue
from cte_desktop.ui.completers.register.reason_dialog import (
    ReasonDialog,
    revoking,
    taking_back,
)
from cte_desktop.ui.completers.register.reissue_dialog import ReissueDialog
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.awards.awarding import Reissued
    from cte_desktop.services.awards.register_detail import ReissuePreview
    from cte_desktop.services.awards.registering import RegisterLine
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_PREVIEW = "register.reissue"


class Registrar(QObject):
    """Asks and does, over the widget `over`."""

    def __init__(self, desk: Desk, bench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._bench = bench
        self._over = over

    def ask_withdraw(self, line: RegisterLine) -> ReasonDialog:
        """Ask for the reason, then take the award back as a step."""
        dialog = ReasonDialog(taking_back(), line, self._over)
        dialog.confirmed.connect(partial(self._withdraw, line.serial))
        dialog.open()
        return dialog

    def ask_revoke(self, line: RegisterLine) -> ReasonDialog:
        """Ask for the reason, then revoke the certificate for good."""
        dialog = ReasonDialog(revoking(), line, self._over)
        dialog.confirmed.connect(partial(self._revoke, line.serial))
        dialog.open()
        return dialog

    def ask_reissue(self, line: RegisterLine) -> None:
        """Show what a new certificate would say, then issue it."""
        desk, serial = self._desk, line.serial

        def show(preview: ReissuePreview) -> None:
            dialog = ReissueDialog(preview, desk.catalog(), self._over)
            dialog.confirmed.connect(partial(self._reissue, serial))
            dialog.open()

        self._bench.tasks.read(
            lambda: preview_reissue(desk, serial),
            show,
            failed=self._bench.notices.error,
            channel=_PREVIEW,
        )

    def turn_withheld(self, line: RegisterLine) -> None:
        """Withhold a certificate, or release one that is withheld, as a step."""
        desk, serial, withheld = self._desk, line.serial, not line.withheld
        said = (
            tr("{serial} is withheld: it is not printed until you release it.", serial=serial)
            if withheld
            else tr("{serial} is released: it may be printed.", serial=serial)
        )
        self._write(
            lambda: awarding.withhold(desk, serial, withheld=withheld),
            said,
        )

    def _withdraw(self, serial: str, reason: str) -> None:
        desk = self._desk
        said = tr("The award {serial} is taken back.", serial=serial)
        self._write(lambda: awarding.withdraw(desk, serial, reason), said)

    def _revoke(self, serial: str, reason: str) -> None:
        desk = self._desk
        said = tr("{serial} is revoked. Export the keys again, so that others are told.",
                  serial=serial)  # fmt: skip
        self._write(lambda: awarding.revoke(desk, serial, reason), said, self._export_button())

    def _write(
        self, work: Callable[[], Changes], said: str, button: NoticeButton | None = None
    ) -> None:
        def done(made: tuple[Changes, date]) -> None:
            changes, day = made
            self._bench.refresh.tell(changes)
            step = changes.step
            way = undo_button(self._desk, self._bench, step) if step is not None else button
            self._bench.notices.done(said, *((way,) if way is not None else ()))
            self._tell_day(day)

        desk = self._desk
        self._bench.tasks.write(
            lambda: (work(), awarding.issue_day(desk)), done, failed=self._bench.notices.error
        )

    def _reissue(self, serial: str) -> None:
        desk = self._desk

        def done(both: tuple[Reissued, date]) -> None:
            made, day = both
            self._bench.refresh.tell(made.changes)
            self._bench.notices.done(
                tr(
                    "{serial} takes the place of {old}. Export the keys again, so that others are "
                    "told.",
                    serial=made.serial,
                    old=made.instead_of,
                ),
                self._export_button(),
            )
            self._tell_day(day)

        self._bench.tasks.write(
            lambda: (awarding.reissue(desk, serial), awarding.issue_day(desk)),
            done,
            failed=self._bench.notices.error,
        )

    def _tell_day(self, day: date) -> None:
        """Say that the clock stands before the last entry of the register, if it does."""
        if day > self._desk.today():
            self._bench.notices.warning(
                tr("The clock was set back: the register goes on with {day}.", day=date_label(day)),
                do=tr("Look at the date of this computer."),
            )

    def _export_button(self) -> NoticeButton:
        action = self._bench.actions.action("export_public_keys")
        return NoticeButton(tr("Export keys…"), action.trigger)
