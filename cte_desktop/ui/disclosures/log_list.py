"""The disclosure log as a list: narrowed by words and choices, and printed as it is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.services.disclosure_papers import keep_paper, log_of, log_paper
from cte_desktop.services.disclosures import DisclosureLine, Sought
from cte_desktop.services.printing import Disclosure
from cte_desktop.ui import theme
from cte_desktop.ui.disclosures.filter_row import DisclosureFilters
from cte_desktop.ui.paper_keeper import Paper, PaperKeeper
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.moments import moment_words
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.disclosure_papers import PaperMade
    from cte_desktop.ui.page import Workbench


class DisclosureLog(QWidget):
    """The list, of everyone or of the student with the id `student_uid`."""

    def __init__(self, desk: Desk, bench: Workbench, student_uid: str | None = None) -> None:
        super().__init__()
        self._desk, self._bench, self._uid = desk, bench, student_uid
        self.filters = DisclosureFilters(desk.today())
        self.model: TableModel[DisclosureLine] = TableModel(
            _columns(alone=student_uid is not None), lambda line: line.number, self
        )
        self.table: TableView[DisclosureLine] = TableView(
            self.model, tr("Disclosure log"), about=lambda line: line.student_uids
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        self.filters.search.query_changed.connect(self.model.search)
        self.filters.search.results_wanted.connect(self.table.focus_first)
        self.filters.narrowed.connect(self._on_narrowed)
        self._keeper = PaperKeeper(desk, bench, self)

    def show_lines(self, lines: tuple[DisclosureLine, ...]) -> None:
        """Show the log, as it is narrowed."""
        self.filters.offer(lines)
        self.model.show(lines)

    def words(self) -> str:
        """Return how many entries are shown, and of how many."""
        shown, every = self.model.counts()
        if shown == every:
            return trn("{shown} entry", "{shown} entries", every, shown=f"{every:,}")
        return tr("{shown} of {every} entries", shown=f"{shown:,}", every=f"{every:,}")

    def print(self) -> None:
        """Preview the paper of what the choices leave; words that are searched narrow nothing."""
        desk, uid, sought = self._desk, self._uid, self.filters.narrowing()
        self._bench.tasks.read(
            lambda: log_of(desk, uid, None if sought == Sought() else sought),
            self._preview,
            failed=self._bench.notices.error,
            channel="disclosure paper",
            text=tr("Preparing the paper"),
        )

    def _preview(self, made: PaperMade) -> None:
        desk = self._desk
        parent = Disclosure(tr("Parent or guardian"), tr("Record of disclosures (34 CFR 99.32)"))
        paper = Paper(
            made.content,
            tr("Disclosures"),
            "disclosures.pdf",
            lambda path, given: keep_paper(desk, made, path, given),
            lambda given, _pages: log_paper(desk, made, given),
            usual=parent if self._uid is not None else None,
        )
        self._keeper.preview(paper, self.window())

    def _on_narrowed(self, sought: Sought) -> None:
        self.model.keep(None if sought == Sought() else sought.admits)


def _columns(*, alone: bool) -> tuple[Column[DisclosureLine], ...]:
    when: Column[DisclosureLine] = Column(
        tr("When"),
        lambda line: moment_words(line.at),
        sort_key=lambda line: line.number,
        width=186,
    )
    what: Column[DisclosureLine] = Column(tr("What"), lambda line: line.what, width=180)
    about: Column[DisclosureLine] = Column(
        tr("About"), lambda line: line.whom, tooltip=lambda line: line.whom
    )
    to: Column[DisclosureLine] = Column(
        tr("To whom"),
        lambda line: line.recipient,
        width=230 if alone else 160,
        tooltip=lambda line: line.recipient,
    )
    by: Column[DisclosureLine] = Column(tr("By"), lambda line: line.actor, width=100)
    wide = 0 if alone else 160
    why: Column[DisclosureLine] = Column(
        tr("What for"), lambda line: line.purpose, width=wide, tooltip=lambda line: line.purpose
    )
    return (when, what, to, why, by) if alone else (when, what, about, to, why, by)
