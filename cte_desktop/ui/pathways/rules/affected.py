"""Who would be affected: the students whose result the draft flips, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.domain.audit.result import ProgramStatus
from cte_desktop.services.rule_preview import BETTER, GONE, NEW, Flip, FlipCount, Preview
from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import fix_button, push_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.labels import grade_label, school_label, status_label
from cte_desktop.wording.programs import program_title
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.catalog.catalog import Catalog

_COLORS: dict[str, theme.ColorName] = {
    "met": "met",
    "on_track": "information",
    "at_risk": "warning",
    "not_met": "must_fix",
}
_ICONS = {
    "met": "circle-check",
    "on_track": "circle-dot",
    "at_risk": "triangle-alert",
    "not_met": "circle-alert",
}


class AffectedStudents(QWidget):
    """The list with its counts. Signals: `cancelled()`; `student_chosen(uid)`."""

    cancelled = Signal()
    student_chosen = Signal(str)

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._way: tuple[str, str, str] | None = None  # program, before, after that is shown alone
        self.model: TableModel[Flip] = TableModel(
            _columns(catalog), lambda row: (row.uid, row.program), self
        )
        self.table: TableView[Flip] = TableView(
            self.model, tr("Students whose result would flip"), about=lambda row: (row.uid,)
        )
        self.words = ThemedLabel("", bold=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.stop = push_button(tr("Stop"), press=self.cancelled.emit)
        self.counts: list[QWidget] = []
        self._counts = QWidget()
        self._flow = FlowLayout(self._counts, theme.px(6))
        self._nobody = sentence(tr("Nobody's result would change."), muted=True)
        self._ways = QStackedWidget()
        self._put_together()
        self.table.row_chosen.connect(self._on_chosen)

    def begin(self) -> None:
        """Say that the students are being looked at."""
        self.words.setText(tr("Looking at the students…"))
        self.bar.setRange(0, 0)
        self._working(is_so=True)
        self.show_counts(())
        self.model.show(())
        self._ways.setCurrentIndex(2)

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def show_preview(self, found: Preview) -> None:
        """Show whose result would change."""
        self._working(is_so=False)
        looked = trn("{count} student", "{count} students", found.looked_at)
        flips = trn("{count} result flips", "{count} results flip", len(found.flips))
        self.words.setText(tr("{flips}, of {students} looked at", flips=flips, students=looked))
        self._way = None
        self.model.keep(None)
        self.model.show(found.flips)
        self.show_counts(found.counts)
        self._ways.setCurrentIndex(0 if found.flips else 1)

    def say_stale(self) -> None:
        """Say that the draft has changed since."""
        if self.model.counts()[1] or self._ways.currentIndex() == 1:
            self.words.setText(tr("Of the draft before its last change; ask again."))

    def give_up(self) -> None:
        """Show nothing: the person stopped it."""
        self._working(is_so=False)
        self.words.setText(tr("Stopped before all students were looked at."))

    def show_counts(self, counts: tuple[FlipCount, ...]) -> None:
        """Show how many go which way; a count shows its students alone."""
        for widget in self.counts:
            self._flow.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.counts = []
        for count in counts:
            button = fix_button(_count_words(count))
            button.setEnabled(bool(count.before and count.after))
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, way=count: self._on_count(way))
            self.counts.append(button)
            self._flow.addWidget(button)
        self._counts.setVisible(bool(counts))

    def _put_together(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(self.words)
        top.addWidget(self.bar, 1)
        top.addStretch(1)
        top.addWidget(self.stop)
        self._ways.addWidget(self.table)
        self._ways.addWidget(self._nobody)
        self._ways.addWidget(QWidget())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(theme.TIGHT), 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addLayout(top)
        column.addWidget(self._counts)
        column.addWidget(self._ways, 1)
        self._working(is_so=False)

    def _working(self, *, is_so: bool) -> None:
        self.bar.setVisible(is_so)
        self.stop.setVisible(is_so)

    def _on_count(self, count: FlipCount) -> None:
        way = (count.program, count.before, count.after)
        self._way = None if way == self._way else way
        shown = self._way
        self.model.keep(
            None if shown is None else lambda row: (row.program, row.before, row.after) == shown
        )
        for button in self.counts:
            if isinstance(button, type(self.stop)):
                button.setChecked(shown is not None and button.text() == _count_words(count))

    def _on_chosen(self, row: Flip | None) -> None:
        if row is not None:
            self.student_chosen.emit(row.uid)


def _columns(catalog: Catalog) -> tuple[Column[Flip], ...]:
    return (
        Column(tr("Name"), lambda row: row.name),
        Column(tr("Id"), lambda row: row.student_id, width=96),
        Column(tr("Grade"), lambda row: grade_label(row.grade), width=72, searched=False),
        Column(
            tr("School"),
            lambda row: school_label(row.school, catalog),
            width=140,
            searched=False,
        ),
        Column(tr("Program"), lambda row: program_title(row.program), width=180, searched=False),
        _status(tr("Before"), lambda row: row.before),
        _status(tr("After"), lambda row: row.after),
    )


def _status(title: str, of: Callable[[Flip], str]) -> Column[Flip]:
    return Column(
        title,
        lambda row: _status_words(of(row)),
        icon=lambda row: _ICONS.get(of(row)),
        color=lambda row: _COLORS.get(of(row)),
        width=112,
        searched=False,
    )


def _status_words(status: str) -> str:
    return status_label(ProgramStatus(status)) if status else "–"


def _count_words(count: FlipCount) -> str:
    program, many = program_title(count.program), f"{count.students:,}"
    after = _status_words(count.after)
    match count.direction:
        case value if value == NEW:
            return tr("{program}: {many} new, {after}", program=program, many=many, after=after)
        case value if value == GONE:
            return tr("{program}: {many} no longer", program=program, many=many)
        case value:
            before = _status_words(count.before)
            sign = "↑" if value == BETTER else "↓"
            return f"{sign} {program}: {many} {before} → {after}"
