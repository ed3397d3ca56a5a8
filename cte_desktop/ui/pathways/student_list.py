"""The students behind a figure: a table from which each one's plan opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.services.pathways import PathwayMember
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.figure_model import stage_title
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.labels import grade_label, status_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from cte_desktop.domain.audit.result import PathwayStage
    from cte_desktop.ui.theme import ColorName

_STATUS_SIGNS: dict[str, tuple[str, ColorName]] = {
    "met": ("circle-check", "met"),
    "on_track": ("circle-dot", "text_muted"),
    "at_risk": ("triangle-alert", "warning"),
    "not_met": ("octagon-alert", "must_fix"),
}
_STAGES = (
    "interested",
    "enrolled",
    "introductory_passed",
    "concentrator_course_passed",
    "completer",
)


class StudentList(QWidget):
    """The list. Signals: `back_wanted()`; `student_chosen(uid)`."""

    back_wanted = Signal()
    student_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model: TableModel[PathwayMember] = TableModel(_columns(), lambda row: row.uid, self)
        self.table: TableView[PathwayMember] = TableView(
            self.model, tr("Students"), about=lambda row: (row.uid,)
        )
        self.search = SearchField(tr("Search by name or id"))
        self.heading = title("")
        self.heading.setWordWrap(True)
        self.words = ThemedLabel("", color="text_muted", tabular=True)
        self.back = push_button(tr("Back"), "arrow-left", self.back_wanted.emit)
        self._put_together()
        self.search.query_changed.connect(self.model.search)
        self.search.results_wanted.connect(self._on_results_wanted)
        self.model.shown_changed.connect(self._say_count)
        self.table.row_chosen.connect(self._on_row_chosen)

    def begin(self, pathway: str, stage: PathwayStage | None, school: str) -> None:
        """Say whose list this is; `school` is a name, "" for all schools."""
        self.back.setText(f" {pathway}")
        self.back.setAccessibleName(tr("Back to {pathway}", pathway=pathway))
        who = stage_title(stage) if stage is not None else tr("Everyone in the pathway")
        self.heading.setText(f"{who}, {school}" if school else who)
        self.search.clear()
        self.model.show(())
        self.words.setText(tr("Reading…"))

    def show_students(self, students: Sequence[PathwayMember]) -> None:
        """Show who it is."""
        self.model.show(students)

    def current_uid(self) -> str:
        """Return the student with the focus, "" for none."""
        row = self.table.current_row()
        return row.uid if row is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _put_together(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(self.back)
        top.addStretch(1)
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(theme.INSIDE))
        tools.addWidget(self.heading)
        tools.addWidget(self.words)
        tools.addStretch(1)
        self.search.setMaximumWidth(theme.px(280))
        tools.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(top)
        column.addLayout(tools)
        column.addWidget(self.table, 1)

    def _on_results_wanted(self) -> None:
        if self.model.rowCount():
            self.table.focus_first()

    def _on_row_chosen(self, row: PathwayMember | None) -> None:
        if row is not None:
            self.student_chosen.emit(row.uid)

    def _say_count(self) -> None:
        shown, every = self.model.counts()
        if shown == every:
            self.words.setText(
                trn("{shown} student", "{shown} students", every, shown=f"{every:,}")
            )
        else:
            self.words.setText(
                tr("{shown} of {every} students", shown=f"{shown:,}", every=f"{every:,}")
            )


def _columns() -> tuple[Column[PathwayMember], ...]:
    return (
        Column(tr("Name"), lambda row: row.name, search_text=lambda row: row.name_key, width=204),
        Column(
            tr("Grade"),
            lambda row: grade_label(row.grade_level),
            sort_key=lambda row: row.grade_level,
            width=64,
            searched=False,
        ),
        Column(tr("School"), lambda row: row.school_name, width=150, searched=False),
        Column(
            tr("How far"),
            lambda row: stage_title(row.stage),
            sort_key=lambda row: _STAGES.index(row.stage.value),
            color=lambda row: "text_muted" if row.is_stale else None,
            searched=False,
        ),
        Column(
            tr("Status"),
            _status_words,
            icon=lambda row: _sign(row)[0],
            color=lambda row: _sign(row)[1],
            width=152,
            searched=False,
        ),
    )


def _sign(row: PathwayMember) -> tuple[str | None, ColorName | None]:
    if row.is_stale:
        return "clock", "text_muted"
    return _STATUS_SIGNS[row.status.value] if row.status is not None else (None, None)


def _status_words(row: PathwayMember) -> str:
    if row.status is None:
        return "–"
    words = tr("being worked out") if row.is_stale else status_label(row.status)
    return words[:1].upper() + words[1:]
