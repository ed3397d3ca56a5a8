"""The history of one student: who changed what and when, before and after; undo from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cte_desktop.services.history_pages import PagedLine, student_page
from cte_desktop.system.errors import KnownError
from cte_desktop.ui import theme
from cte_desktop.ui.history.columns import step_columns
from cte_desktop.ui.history.step_side import StepSide
from cte_desktop.ui.history.undoing import StepUndoer
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.history_details import StepStudent
    from cte_desktop.ui.page import Workbench

_SIZE = (1080, 620)
_ROWS_WIDTH, _SIDE_WIDTH = 640, 400
_CHANNEL = "history.of_student"


class StudentHistoryDialog(QDialog):
    """The history of `student`."""

    def __init__(
        self, desk: Desk, bench: Workbench, student: StepStudent, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._bench, self._student = desk, bench, student
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("History of this student"))  # other programs see it: no name
        self.setAccessibleName(self.windowTitle())
        self.setModal(True)
        self.model: TableModel[PagedLine] = TableModel(
            step_columns(desk.today(), whom=False), lambda row: row.line.number, self
        )
        self.table: TableView[PagedLine] = TableView(
            self.model, self.windowTitle(), about=lambda _row: (student.uid,)
        )
        self.count = ThemedLabel("", color="text_muted", tabular=True)
        self.search = SearchField(tr("Search what was done and by whom"))
        self.note = sentence("")
        self.way_button = push_button("", press=self._on_way)
        self.way_button.setVisible(False)
        self._later: int | None = None
        self.side = StepSide(desk, bench, f"{_CHANNEL}.step", student.uid)
        self.undoer = StepUndoer(desk, bench, self)
        self._put_together()
        self._listen()
        self._read()

    def show_step(self, number: int) -> None:
        """Choose a step of the list."""
        self.search.clear()
        if self.table.select_key(number):
            self.table.setFocus()

    def _put_together(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(title(tr("History of {name}", name=self._student.name)))
        top.addWidget(self.count)
        top.addStretch(1)
        self.search.setMaximumWidth(theme.px(300))
        top.addWidget(self.search)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.table)
        both.addWidget(self.side)
        both.setChildrenCollapsible(False)
        both.setStretchFactor(0, 1)
        both.setSizes([theme.px(_ROWS_WIDTH), theme.px(_SIDE_WIDTH)])
        self.side.setMinimumWidth(theme.px(280))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.note, 1)
        row.addWidget(self.way_button)
        row.addWidget(push_button(tr("Close"), press=self.reject))
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addLayout(top)
        column.addWidget(both, 1)
        column.addLayout(row)
        fit_screen(self, *_SIZE)

    def _listen(self) -> None:
        self.search.query_changed.connect(self.model.search)
        self.search.results_wanted.connect(self.table.focus_first)
        self.table.current_row_changed.connect(self.side.show_row)
        self.side.undo_wanted.connect(self.undoer.take_back)
        self.undoer.refused.connect(self._on_refused)
        self.undoer.undone.connect(lambda text: self._say(text, None))
        self._bench.refresh.changed.connect(self._on_changed)

    def _on_refused(self, error: Exception, later: int | None) -> None:
        if isinstance(error, KnownError):
            self._say(told(error).whole, later)
        else:
            self._bench.notices.error(error)

    def _say(self, text: str, later: int | None) -> None:
        """Say what became of an undo, and lead to the step that is in its way."""
        self.note.setText(text)
        self._later = later if later is not None and self.model.line_of(later) >= 0 else None
        self.way_button.setText(tr("Show step {step}", step=later))
        self.way_button.setVisible(self._later is not None)

    def _on_way(self) -> None:
        if self._later is not None:
            self.show_step(self._later)

    def _on_changed(self, changes: Changes) -> None:
        if "history" in changes.nouns or changes.step is not None:
            self._read()

    def _read(self) -> None:
        desk, student_id = self._desk, self._student.student_id
        self._bench.tasks.read(
            lambda: student_page(desk, student_id), self._on_read, channel=_CHANNEL
        )

    def _on_read(self, lines: tuple[PagedLine, ...]) -> None:
        shown = self.side.row()
        self.model.show(lines)
        self.count.setText(trn("{count} step", "{count} steps", len(lines)))
        if shown is None:
            self.table.focus_first()
        self.side.show_row(self.table.current_row())
