"""The part Figures: what is counted, at the left as bars, at the right the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.domain.completion.figures.table import View
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.figures.views import Asked, Read, read
from cte_desktop.ui import theme
from cte_desktop.ui.completers.figures.choices import Choices
from cte_desktop.ui.completers.figures.earlier_actions import EarlierActions
from cte_desktop.ui.completers.figures.report_actions import ReportActions
from cte_desktop.ui.completers.figures.strip import Strip
from cte_desktop.ui.completers.figures.table import room_of, table_of
from cte_desktop.ui.widgets.bar_chart import Bar, BarChart
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from cte_desktop.domain.completion.figures.table import FigureLine
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.widgets.table_view import TableView

_CHANNEL = "completers.figures"
_CHART = 300  # the least width of the chart beside the table


class FiguresPanel(QWidget):
    """The part. `choices` says what is counted by, `chart` and `table` show the same."""

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self.setAccessibleName(tr("Figures"))
        self._desk, self._bench = desk, bench
        self._year: int | None = None
        self._view = View.PATHWAY  # what is shown, which is not yet what has just been chosen
        self._of = ""  # of which pathway and school alone, for the titles of lists
        self._working: Asked | None = None  # what is being worked out anew, if anything
        self._work = 0
        self._changed_since = False
        self._lines: dict[str, FigureLine] = {}
        self._table_room = 0
        self.choices = Choices(desk.catalog())
        self.strip = Strip()
        self.chart = BarChart(tr("Figures"))
        self.table: TableView[FigureLine] | None = None
        self.about = sentence("", muted=True)
        self.definition = sentence("")
        self._scroll = QScrollArea()
        self._both = QSplitter(Qt.Orientation.Horizontal)
        self._none: EmptyState | None = None
        self._column = QVBoxLayout(self)
        self.earlier = EarlierActions(desk, bench, self)
        self.reports = ReportActions(desk, bench, self, lambda: self._year)
        self._put_together()
        self.choices.changed.connect(self._read)
        self.choices.earlier.clicked.connect(lambda _checked=False: self.earlier.open())
        self.choices.report.clicked.connect(lambda _checked=False: self.reports.open())
        self.strip.students_wanted.connect(bench.requests.students_listed.emit)
        self.strip.register_wanted.connect(bench.actions.action("completers_register").trigger)
        self.chart.bar_chosen.connect(self._open_key)
        self.chart.current_changed.connect(self._go_to)

    def show_year(self, school_year: int) -> None:
        """Show the figures of a school year."""
        if school_year != self._year:
            self._year = school_year
            self._read()

    def refresh(self, changes: Changes) -> None:
        """Count anew: whatever the page hears of may change a figure."""
        del changes
        self._changed_since = True
        if self._year is not None:
            self._read()

    def activate(self) -> None:
        """Take the focus."""
        self.choices.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def deactivate(self) -> None:
        """Another part or page is about to open; nothing waits."""

    def focus_search(self) -> None:
        """Go to the choice of what is counted by: figures have no search."""
        self.choices.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _put_together(self) -> None:
        self._scroll.setWidget(self.chart)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._both.addWidget(self._scroll)
        self._both.setChildrenCollapsible(False)
        column = self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.choices)
        column.addWidget(self.strip)
        column.addWidget(self.about)
        column.addWidget(self._both, 1)
        below = QHBoxLayout()
        below.addWidget(self.definition, 1)
        column.addLayout(below)

    def _read(self) -> None:
        desk, year = self._desk, self._year
        if year is None:
            return
        asked = Asked(year, self.choices.chosen(), *self.choices.narrowing())

        def done(found: Read) -> None:
            if found.sheet.exact or self._working != asked:
                self._show(found)
            if not found.sheet.exact:
                self._work_out(asked)

        self._bench.tasks.read(
            lambda: read(desk, asked, exact=False), done, channel=_CHANNEL, text=tr("Counting…")
        )

    def _work_out(self, asked: Asked) -> None:
        """Decide anew whoever is not current, beside all reading; then show that."""
        if self._working == asked:
            return  # what has changed since is read when that is done
        if self._working is not None:
            self._bench.tasks.cancel(self._work)
        self._working, self._changed_since = asked, False
        desk = self._desk

        def done(found: Read) -> None:
            if self._working != asked:
                return
            self._working = None
            if self._changed_since:
                self._read()
            else:
                self._show(found)

        def failed(error: Exception) -> None:
            self._working = None if self._working == asked else self._working
            self._bench.tasks.failed.emit(error)

        self._work = self._bench.tasks.long(
            lambda _report: read(desk, asked),
            done,
            text=tr("Counting…"),
            writes=False,
            failed=failed,
        )

    def _show(self, found: Read) -> None:
        shown, sheet = found.shown, found.sheet
        self._view = shown.view
        self._lines = {line.key: line for line in shown.lines}
        school = self._desk.catalog().school_by_short.get(sheet.site)
        narrowed = (sheet.pathway, school.name if school is not None else sheet.site)
        self._of = "".join(f", {part}" for part in narrowed if part)
        self.strip.show_sheet(sheet, self._of)
        self.about.setText(shown.about)
        self.definition.setText("")
        self.definition.hide()
        bars = [_bar(line) for line in shown.lines if line.bar is not None]
        self.chart.show_bars(self.choices.words(), bars)
        self._scroll.setVisible(bool(bars))
        self._show_table(found)
        self._show_or(None if shown.lines else found.nothing)

    def _show_table(self, found: Read) -> None:
        former, key = self.table, ""
        focused = former is not None and former.hasFocus()
        if former is not None:
            current = former.current_row()
            key = current.key if current is not None else ""
            former.hide()
            former.deleteLater()
        table = self.table = table_of(found.shown, self)
        self._both.insertWidget(1, table)
        self._both.setStretchFactor(1, 1)
        self._table_room = room_of(found.shown)
        self._arrange()
        table.current_row_changed.connect(self._on_row)
        table.row_chosen.connect(self._open)
        if not table.select_key(key) and any(line.about for line in found.shown.lines):
            table.selectRow(0)
        if focused:
            table.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Lay chart and table beside each other; one above the other where that is too narrow."""
        need, room = theme.px(self._table_room), self.width()
        beside = room >= need + theme.px(_CHART)
        way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self._both.orientation() is not way:
            self._both.setOrientation(way)
        high = self._both.height() // 2
        self._both.setSizes([room - need, need] if beside else [high, high])

    def _show_or(self, nothing: tuple[str, str] | None) -> None:
        if self._none is not None:
            self._column.removeWidget(self._none)
            self._none.hide()
            self._none.deleteLater()
            self._none = None
        self._both.setVisible(nothing is None)
        if nothing is not None:
            self._none = EmptyState("award", *nothing)
            self._column.addWidget(self._none, 1)

    def _go_to(self, key: str) -> None:
        if self.table is not None:
            self.table.select_key(key)

    def _on_row(self, line: FigureLine | None) -> None:
        self.definition.setText(line.about if line is not None else "")
        self.definition.setVisible(bool(self.definition.text()))
        if line is not None:
            self.chart.go_to(line.key)

    def _open_key(self, key: str) -> None:
        self._open(self._lines.get(key))

    def _open(self, line: FigureLine | None) -> None:
        """List the students behind a line on the page Students."""
        if line is None or self._year is None:
            return
        if not line.student_uids:
            self._bench.requests.hint_changed.emit(tr("No students are listed behind this figure."))
            return
        year = school_year_text(self._year)
        if self._view is View.YEARS:
            title = tr("Completers {year}", year=line.name)
        elif self._view is View.COURSES:
            title = tr("Concentrator course of {pathway} passed", pathway=line.name)
        else:
            title = tr("{name}, {year}", name=line.name, year=year)
        self._bench.requests.students_listed.emit(title + self._of, line.student_uids)


def _bar(line: FigureLine) -> Bar:
    bar = line.bar
    if bar is None:
        return Bar(line.key, line.name, None, "")
    return Bar(line.key, line.name, bar.value, bar.figure, bar.second, bar.hatched)
