"""The part History: every step of everyone, searched and narrowed, told in full, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from cte_desktop.services.backups import keeping
from cte_desktop.services.history_pages import (
    HistoryNarrowing,
    HistoryPage,
    PagedLine,
    history_actors,
    history_page,
)
from cte_desktop.ui import theme
from cte_desktop.ui.data.history.filter_row import HistoryFilters
from cte_desktop.ui.history.columns import step_columns
from cte_desktop.ui.history.step_side import StepSide
from cte_desktop.ui.history.undoing import StepUndoer
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.ui.widgets.panel import ListPanel
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.backups import last_restore_words
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.backups import Keeping
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_CHANNEL = "history"
_ROWS_WIDTH, _SIDE_WIDTH = 660, 340
_NEAR_THE_END = 20  # rows from the last one, at which the next page is read
_FEW = 40  # rows that fill the table: while there are fewer, further pages are read


class HistoryPanel(ListPanel):
    """The part. Pages of steps are read as they are scrolled to."""

    listens = frozenset({"history"})

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(
            tr("History"),
            tr(
                "Every change that anybody made, newest first, with what stood there before. Most "
                "steps can be undone, those of earlier days too."
            ),
        )
        self._desk, self._bench = desk, bench
        self._lines: tuple[PagedLine, ...] = ()
        self._further: int | None = None
        self._is_reading = False
        self._wanted_step: int | None = None
        self.restored = sentence("")
        self.restored.setVisible(False)
        self.filters = HistoryFilters()
        self.model: TableModel[PagedLine] = TableModel(
            step_columns(desk.today(), whom=True), lambda row: row.line.number, self
        )
        self.table: TableView[PagedLine] = TableView(
            self.model,
            tr("History"),
            about=lambda row: (row.student_uid,) if row.student_uid else (),
        )
        self.side = StepSide(desk, bench, f"{_CHANNEL}.step")
        self.undoer = StepUndoer(desk, bench, self)
        self._put_together()
        self._listen()

    def read(self) -> None:
        desk = self._desk
        self._bench.tasks.read(
            lambda: history_actors(desk), self.filters.offer_actors, channel=f"{_CHANNEL}.who"
        )
        self._bench.tasks.read(
            lambda: keeping(desk), self._on_keeping, channel=f"{_CHANNEL}.restored"
        )
        self._begin()

    def show_step(self, number: int) -> None:
        """Choose a step, read as far as it takes."""
        self._wanted_step = number
        if not self._choose_wanted():
            self.filters.clear()
            self._begin()

    def focus_search(self) -> None:
        self.filters.search.focus()

    def _put_together(self) -> None:
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.table)
        both.addWidget(self.side)
        both.setChildrenCollapsible(False)
        both.setStretchFactor(0, 1)
        both.setSizes([theme.px(_ROWS_WIDTH), theme.px(_SIDE_WIDTH)])
        self.side.setMinimumWidth(theme.px(260))
        self.body.addWidget(self.restored)
        self.body.addWidget(self.filters)
        self.show_part(both, _nothing_yet())

    def _listen(self) -> None:
        self.filters.narrowed.connect(lambda _narrowing: self._begin())
        self.filters.search.query_changed.connect(lambda _text: self._begin())
        self.filters.search.results_wanted.connect(self.table.focus_first)
        self.table.current_row_changed.connect(self.side.show_row)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.side.undo_wanted.connect(self.undoer.take_back)
        self.undoer.refused.connect(self._on_refused)

    def _on_keeping(self, kept: Keeping) -> None:
        """Say that the history is that of a backup: what came after it is not in it."""
        said = last_restore_words(kept.restored_at, kept.restored_from)
        missing = tr("What was done between that backup and then is not listed here.")
        self.restored.setText(f"{said} {missing}")
        self.restored.setVisible(bool(said))

    def _on_refused(self, error: Exception, later: int | None) -> None:
        """Say why a step stays, and lead to the one that is in its way."""
        ways: tuple[NoticeButton, ...] = ()
        if later is not None:
            text = tr("Show step {step}", step=later)
            ways = (NoticeButton(text, lambda: self.show_step(later)),)
        self._bench.notices.error(error, *ways)

    def _begin(self) -> None:
        """Read the first page of what is wanted now."""
        self._read_page(None)

    def _read_page(self, before: int | None) -> None:
        desk, wanted = self._desk, self.filters.wanted()
        self._is_reading = True

        def show(page: HistoryPage) -> None:
            self._is_reading = False
            self._on_page(page, first=before is None)

        def failed(error: Exception) -> None:
            self._is_reading = False
            self._bench.notices.error(error)

        self._bench.tasks.read(
            lambda: history_page(desk, wanted, before), show, failed=failed, channel=_CHANNEL
        )

    def _on_page(self, page: HistoryPage, *, first: bool) -> None:
        self._lines = page.lines if first else (*self._lines, *page.lines)
        self._further = page.further
        shown = self.side.row()
        self.model.show(self._lines)
        is_narrowed = self.filters.wanted() != HistoryNarrowing()
        self.say_filled(filled=bool(self._lines) or is_narrowed)
        self._say()
        if shown is not None and first:
            self.side.show_row(self.table.current_row())
        wanted = self._wanted_step is not None and not self._choose_wanted()
        if self._further is not None and (wanted or len(self._lines) < _FEW):
            self._read_page(self._further)

    def _choose_wanted(self) -> bool:
        """Choose the step that is wanted, if it is among those that were read."""
        number = self._wanted_step
        if number is None or not self.table.select_key(number):
            return False
        self._wanted_step = None
        self.table.setFocus()
        return True

    def _say(self) -> None:
        count = len(self._lines)
        words = trn("{shown} step", "{shown} steps", count, shown=f"{count:,}")
        if self._further is not None:
            words = tr("the newest {count} steps", count=f"{count:,}")
        self.count.setText(words if count or self._further is None else "")

    def _on_scrolled(self, value: int) -> None:
        near = self.table.verticalScrollBar().maximum() - value < _NEAR_THE_END
        if near and self._further is not None and not self._is_reading:
            self._read_page(self._further)


def _nothing_yet() -> EmptyState:
    return EmptyState(
        "history",
        tr("Nothing was done yet"),
        tr("What you or anybody changes is listed here by itself, and can be taken back."),
    )
