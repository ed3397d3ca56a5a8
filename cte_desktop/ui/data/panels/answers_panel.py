"""What was answered about values in files: asked once, remembered, forgotten here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.answering_imports import Answers, forget, remembered
from cte_desktop.ui.data.panels.answer_words import AnswerLine, answer_lines
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.panel import ListPanel
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


class AnswersPanel(ListPanel):
    """The answers; one can be forgotten, so that it is asked again."""

    listens = frozenset({"settings", "history"})

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(
            tr("Remembered answers"),
            tr(
                "What you said about values that files leave open. They hold for every import; "
                "forget one, and the next import asks again."
            ),
        )
        self._desk = desk
        self._bench = bench
        self.model: TableModel[AnswerLine] = TableModel(_columns(), lambda line: line.key, self)
        self.table: TableView[AnswerLine] = TableView(
            self.model, tr("Remembered answers"), about=nobody
        )
        self.search = SearchField(tr("Search the answers"))
        self.forget_button = push_button(tr("Forget"), "trash-2", self._on_forget)
        self.search.query_changed.connect(self.model.search)
        self.table.current_row_changed.connect(lambda _line: self._on_current())
        self.tools.addWidget(self.forget_button)
        self.show_list(self.table, _nothing_yet(), self.search)
        self._on_current()

    def read(self) -> None:
        desk = self._desk
        self._bench.tasks.read(lambda: remembered(desk), self._on_read, channel="answers")

    def _on_read(self, answers: Answers) -> None:
        lines = answer_lines(answers)
        self.model.show(lines)
        self.say_filled(filled=bool(lines))
        words = trn("{count} answer", "{count} answers", len(lines))
        self.count.setText(words if lines else "")
        self._on_current()

    def _on_current(self) -> None:
        self.forget_button.setEnabled(self.table.current_row() is not None)

    def _on_forget(self) -> None:
        line = self.table.current_row()
        if line is None:
            return
        desk = self._desk
        self._bench.tasks.write(lambda: forget(desk, line.code, line.value), self._on_forgotten)

    def _on_forgotten(self, changes: Changes) -> None:
        self._bench.refresh.tell(changes)
        self._bench.notices.done(tr("Forgotten. The next import asks again."))


def _nothing_yet() -> EmptyState:
    return EmptyState(
        "circle-question-mark",
        tr("Nothing had to be asked yet"),
        tr(
            "When a file has a mark, a school or a course that is not known here, you are asked "
            "once; your answers are kept in this list."
        ),
    )


def _columns() -> tuple[Column[AnswerLine], ...]:
    return (
        Column(tr("About"), lambda line: line.about, width=220),
        Column(tr("In the file"), lambda line: line.value, width=240),
        Column(tr("Your answer"), lambda line: line.answer_words),
    )
