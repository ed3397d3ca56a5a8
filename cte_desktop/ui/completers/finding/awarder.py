"""Awarding what was chosen: asked before, done as one step, told with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.domain.completion.register.entries import Kind
from cte_desktop.services.awards import awarding
from cte_desktop.services.awards.registering import Wanted, register
from cte_desktop.ui.completers.finding.award_dialog import AwardDialog
from cte_desktop.ui.completers.register.registrar import Registrar
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.awards.completers import CompleterLine
    from cte_desktop.services.awards.registering import RegisterLine
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


class Awarder(QObject):
    """Asks and awards, over `over`."""

    def __init__(self, desk: Desk, bench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._bench = bench
        self._over = over
        self._registrar = Registrar(desk, bench, over)

    def ask(self, lines: Sequence[CompleterLine]) -> AwardDialog | None:
        """Ask whether these should be awarded; None when none of them can be."""
        able = [one for one in lines if can_be_awarded(one)]
        if not able:
            return None
        dialog = AwardDialog(able, self._over)
        dialog.confirmed.connect(self._award)
        dialog.open()
        return dialog

    def ask_withdraw(self, serial: str) -> None:
        """Ask for the reason to take an award back, as the register does."""
        desk = self._desk

        def ask(found: tuple[RegisterLine, ...]) -> None:
            given = [one for one in found if one.kind in {Kind.AWARD, Kind.REISSUE}]
            if given:
                self._registrar.ask_withdraw(given[0])

        self._bench.tasks.read(
            lambda: register(desk, Wanted(serials=frozenset({serial}))),
            ask,
            failed=self._bench.notices.error,
        )

    def _award(self, lines: tuple[CompleterLine, ...], withheld: bool) -> None:  # noqa: FBT001
        desk = self._desk
        chosen = tuple(one.completed for one in lines if one.completed is not None)
        kept_back = frozenset(one.key for one in lines) if withheld else frozenset()

        def work() -> tuple[Changes, date]:
            return awarding.award(desk, chosen, kept_back), awarding.issue_day(desk)

        self._bench.tasks.write(
            work, self._on_awarded, failed=self._bench.notices.error, text=tr("Awarding…")
        )

    def _on_awarded(self, made: tuple[Changes, date]) -> None:
        changes, day = made
        notices = self._bench.notices
        if changes.step is None:
            notices.information(
                tr("Nothing was awarded."),
                do=tr("By the record as it is now, nobody of those chosen completed anew."),
            )
            return
        self._bench.refresh.tell(changes)
        count = len(changes.students)
        notices.done(
            trn("Awarded to {shown} student.", "Awarded to {shown} students.", count,
                shown=f"{count:,}"),
            undo_button(self._desk, self._bench, changes.step),
        )  # fmt: skip
        if day > self._desk.today():
            notices.warning(
                tr("The clock was set back: the register goes on with {day}.", day=date_label(day)),
                do=tr("Look at the date of this computer."),
            )


def can_be_awarded(line: CompleterLine) -> bool:
    """Tell whether a line is completed and has no award in force."""
    return line.completed is not None and not line.serial
