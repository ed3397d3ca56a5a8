"""The disclosure log: who received what about whom, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.disclosures import DisclosureLine, list_disclosures
from cte_desktop.ui.disclosures.log_list import DisclosureLog
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.panel import ListPanel
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


class DisclosuresPanel(ListPanel):
    """The log. It can be narrowed, searched and printed, never changed."""

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(
            tr("Disclosure log"),
            tr(
                "Every paper and every file with student records that left this computer. "
                "The law asks for it, so no entry can be changed or removed."
            ),
        )
        self._desk = desk
        self._bench = bench
        self.log = DisclosureLog(desk, bench)
        self.model, self.table, self.search = (
            self.log.model,
            self.log.table,
            self.log.filters.search,
        )
        self.print_button = push_button(tr("Print…"), "printer", self.log.print)
        self.top.addWidget(self.print_button)
        self.show_part(self.log, _nothing_yet())
        self.model.shown_changed.connect(self._say_count)

    def read(self) -> None:
        desk = self._desk
        self._bench.tasks.read(
            lambda: list_disclosures(desk), self._on_read, channel="disclosure log"
        )

    def focus_search(self) -> None:
        if self.search.isVisible():
            self.search.focus()

    def _on_read(self, lines: tuple[DisclosureLine, ...]) -> None:
        self.log.show_lines(lines)
        self.say_filled(filled=bool(lines))
        self.print_button.setVisible(bool(lines))
        self._say_count()

    def _say_count(self) -> None:
        _shown, every = self.model.counts()
        self.count.setText(self.log.words() if every else "")


def _nothing_yet() -> EmptyState:
    return EmptyState(
        "eye",
        tr("Nothing has left yet"),
        tr("What you print or export is listed here by itself: when, to whom, and what for."),
    )
