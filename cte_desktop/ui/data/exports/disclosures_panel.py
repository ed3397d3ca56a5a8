"""The disclosure log: who received what about whom, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.disclosures import DisclosureLine, list_disclosures
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.panel import ListPanel
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.moments import moment_words
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


class DisclosuresPanel(ListPanel):
    """The log. It can be searched, never changed."""

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
        self.model: TableModel[DisclosureLine] = TableModel(
            _columns(), lambda line: line.number, self
        )
        self.table: TableView[DisclosureLine] = TableView(
            self.model, tr("Disclosure log"), about=lambda line: line.student_uids
        )
        self.search = SearchField(tr("Search the log"))
        self.search.query_changed.connect(self.model.search)
        self.show_list(self.table, _nothing_yet(), self.search)

    def read(self) -> None:
        desk = self._desk
        self._bench.tasks.read(
            lambda: list_disclosures(desk), self._on_read, channel="disclosure log"
        )

    def _on_read(self, lines: tuple[DisclosureLine, ...]) -> None:
        self.model.show(lines)
        self.say_filled(filled=bool(lines))
        words = trn("{count} entry", "{count} entries", len(lines))
        self.count.setText(words if lines else "")


def _nothing_yet() -> EmptyState:
    return EmptyState(
        "eye",
        tr("Nothing has left yet"),
        tr("What you print or export is listed here by itself: when, to whom, and what for."),
    )


def _columns() -> tuple[Column[DisclosureLine], ...]:
    return (
        Column(
            tr("When"),
            lambda line: moment_words(line.at),
            sort_key=lambda line: line.number,
            width=170,
        ),
        Column(tr("What"), lambda line: line.what, width=170),
        Column(tr("About"), lambda line: line.whom, tooltip=lambda line: line.whom),
        Column(tr("To whom"), lambda line: line.recipient, width=120),
        Column(tr("What for"), lambda line: line.purpose, width=140),
        Column(tr("By"), lambda line: line.actor, width=100),
    )
