"""The students behind a figure, beside the table; a chosen one's plan opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import ChoiceBox, icon_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent


@dataclass(frozen=True, slots=True)
class SideStudent:
    """A student of the list; `words` say how the student comes to be counted."""

    uid: str
    name: str
    name_key: str
    grade_level: int
    words: str


class StudentSide(QWidget):
    """The list. Signals: `figure_chosen(place)`: another figure of the row is wanted;
    `student_chosen(uid)`; `closed()`: Esc or the cross.
    """

    figure_chosen = Signal(int)
    student_chosen = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Students of a figure"))
        self.model: TableModel[SideStudent] = TableModel(_columns(), lambda row: row.uid, self)
        self.table: TableView[SideStudent] = TableView(
            self.model, tr("Students"), about=lambda row: (row.uid,)
        )
        self.heading = title("")
        self.heading.setWordWrap(True)
        self.about = sentence("", muted=True)
        self.figures = ChoiceBox(tr("Figure"))
        self.words = ThemedLabel("", color="text_muted", tabular=True)
        self.close_button = icon_button("x", tr("Close the list"), self.closed.emit)
        self._put_together()
        self.figures.currentIndexChanged.connect(self._on_figure)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.model.shown_changed.connect(self._say_count)

    def begin(self, heading: str, about: str, figures: Sequence[str] = (), chosen: int = 0) -> None:
        """Say whose list this is; `figures` are the figures of the row that may be opened."""
        self.heading.setText(heading)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.figures.blockSignals(True)
        self.figures.clear()
        self.figures.addItems(list(figures))
        self.figures.setCurrentIndex(min(chosen, len(figures) - 1))
        self.figures.blockSignals(False)
        self.figures.setVisible(len(figures) > 1)
        self.model.show(())
        self.words.setText(tr("Reading…"))

    def show_students(self, students: Sequence[SideStudent]) -> None:
        """Show who it is; the first is the current one where the list has the focus."""
        self.model.show(students)
        if self.table.hasFocus():
            self.table.focus_first()

    def figure(self) -> int:
        """Return the place of the figure whose students are shown."""
        return max(0, self.figures.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _put_together(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(self.heading, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(theme.GAP), 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addLayout(top)
        column.addWidget(self.about)
        column.addWidget(self.figures)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)

    def _on_figure(self, place: int) -> None:
        if place >= 0:
            self.figure_chosen.emit(place)

    def _on_row_chosen(self, row: SideStudent | None) -> None:
        if row is not None:
            self.student_chosen.emit(row.uid)

    def _say_count(self) -> None:
        count = self.model.counts()[1]
        self.words.setText(trn("{shown} student", "{shown} students", count, shown=f"{count:,}"))


def _columns() -> tuple[Column[SideStudent], ...]:
    return (
        Column(
            tr("Name"),
            lambda row: row.name,
            tooltip=lambda row: row.name,
            search_text=lambda row: row.name_key,
        ),
        Column(
            tr("Grade"),
            lambda row: grade_label(row.grade_level),
            sort_key=lambda row: row.grade_level,
            width=60,
        ),
        Column(tr("Counted as"), lambda row: row.words, width=116, tooltip=lambda row: row.words),
    )
