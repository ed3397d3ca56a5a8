"""The outlook: three figures for each year ahead, with what they count and what they are held
against.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QInputDialog, QSplitter, QVBoxLayout, QWidget

from cte_desktop.domain.completion.figures.counting import Breakdown
from cte_desktop.domain.completion.forecast.bounds import BOUNDS, FORECAST_BY
from cte_desktop.services.forecast.sheet import (
    ForecastSheet,
    forecast_sheet,
    set_goal,
    students_behind,
    students_waiting,
)
from cte_desktop.services.forecast.track_record import track_record
from cte_desktop.ui import theme
from cte_desktop.ui.completers.forecast.figure_side import FigureSide
from cte_desktop.ui.completers.forecast.outlook_columns import OutlookRow, outlook_columns
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import ChoiceBox, fix_button, push_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import ThemedLabel, caption
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.completion.forecast import (
    beside_text,
    bound_name,
    breakdown_name,
    definition,
    figure_title,
    key_name,
    past_text,
    stale_text,
    waiting_text,
)
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from cte_desktop.domain.completion.forecast.bounds import Bound, PastYear
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_SHEET, _PAST, _WHO = "forecast.sheet", "forecast.past", "forecast.students"
_MOST = 1_000_000
_TABLE, _SIDE = 900, 340


class Outlook(QWidget):
    """The figures. Signal: `students_wanted(title, uids)`: a figure was pressed."""

    students_wanted = Signal(str, tuple)

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self.setAccessibleName(tr("Outlook"))
        self._desk, self._bench = desk, bench
        self.sheet: ForecastSheet | None = None
        self.search = SearchField(tr("Search by name"))
        self.by = _choice(tr("Told apart by"), [(breakdown_name(by), by) for by in FORECAST_BY])
        counted = [(tr("Students"), True), (tr("Completions"), False)]
        self.count = _choice(tr("What is counted"), counted)
        yearly = [(tr("Each year"), False), (tr("Up to each year"), True)]
        self.sums = _choice(tr("Which years are counted"), yearly)
        self.goal_button = push_button(tr("Set a goal…"), press=self._on_goal)
        self.beside = ThemedLabel("", tabular=True)
        self.beside.setWordWrap(True)
        self.stale = ThemedLabel("", size=theme.CAPTION, color="warning")
        self.waiting: QPushButton = fix_button("", self._on_waiting)
        self.definitions = tuple(caption("") for _bound in BOUNDS)
        self.past = caption("")
        self.past.setWordWrap(True)
        self.model: TableModel[OutlookRow] | None = None
        self.table: TableView[OutlookRow] | None = None
        self.side = FigureSide()
        self._both = QSplitter(Qt.Orientation.Horizontal)
        self._put_together()
        self.by.currentIndexChanged.connect(lambda _place: self.read())
        self.sums.currentIndexChanged.connect(lambda _place: self._on_sums())
        self.count.currentIndexChanged.connect(lambda _place: self._show())
        self.search.query_changed.connect(self._on_search)
        self.search.results_wanted.connect(self.focus_rows)
        self.side.closed.connect(self._close_side)
        self.side.figure_wanted.connect(self._open_figure)

    def read(self) -> None:
        """Count anew."""
        desk, by, summed = self._desk, self._by(), self._summed()
        self._bench.tasks.read(
            lambda: forecast_sheet(desk, by, summed=summed),
            self._on_sheet,
            channel=_SHEET,
            text=tr("Counting…"),
        )
        self._bench.tasks.read(lambda: track_record(desk), self._on_past, channel=_PAST)

    def focus_rows(self) -> None:
        """Take the focus into the table."""
        if self.table is not None:
            self.table.focus_first()

    def ask_goal(self) -> QInputDialog:
        """Ask how many students are to complete in a year."""
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Goal"))
        dialog.setLabelText(tr("Students who complete a pathway in a school year (0: no goal)"))
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setIntRange(0, _MOST)
        dialog.setIntValue(self.sheet.goal if self.sheet is not None else 0)
        dialog.intValueSelected.connect(self.set_goal)
        dialog.open()
        return dialog

    def set_goal(self, students: int) -> None:
        """Keep a goal; the figures are then held against it."""
        desk = self._desk

        def done(changes: Changes) -> None:
            self._bench.refresh.tell(changes)

        self._bench.tasks.write(
            lambda: set_goal(desk, students), done, failed=self._bench.notices.error
        )

    def _put_together(self) -> None:
        top = _row(self.search, self.by, self.count, self.sums, self.goal_button)
        under = _row(self.stale, self.waiting)
        self._both.setChildrenCollapsible(False)
        self._both.addWidget(self.side)
        self.side.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(top)
        column.addWidget(self.beside)
        column.addWidget(under)
        column.addWidget(self._both, 1)
        order = " · ".join(bound_name(bound) for bound in BOUNDS)
        column.addWidget(ThemedLabel(tr("Each year: {order}", order=order), bold=True))
        for said in self.definitions:
            said.setWordWrap(True)
            column.addWidget(said)
        self._define()
        column.addWidget(self.past)

    def _on_goal(self) -> None:
        self.ask_goal()

    def _on_sums(self) -> None:
        self._define()
        self.read()

    def _define(self) -> None:
        for said, bound in zip(self.definitions, BOUNDS, strict=True):
            text = definition(bound, summed=self._summed())
            said.setText(f"{bound_name(bound)}: {text}")

    def _summed(self) -> bool:
        return bool(self.sums.currentData())

    def _by(self) -> Breakdown:
        return Breakdown(self.by.currentData())

    def _on_sheet(self, sheet: ForecastSheet) -> None:
        self.sheet = sheet
        if self.table is None:
            self._make_table(sheet)
        self.beside.setText(beside_text(sheet.forecast, sheet.before, sheet.goal))
        self.stale.setText(stale_text(sheet.stale))
        self.stale.setVisible(bool(sheet.stale))
        self.waiting.setText(waiting_text(len(sheet.waiting)))
        self.waiting.setVisible(bool(sheet.waiting))
        self._show()

    def _make_table(self, sheet: ForecastSheet) -> None:
        columns = outlook_columns(sheet.forecast.years)
        self.model = TableModel(columns, lambda row: row.line.key or "", self)
        self.table = TableView(self.model, tr("Forecast"), about=nobody)
        self.table.row_chosen.connect(self._open_side)
        self._both.insertWidget(0, self.table)
        self._both.setStretchFactor(0, 1)
        self._both.setSizes([theme.px(_TABLE), theme.px(_SIDE)])

    def _show(self) -> None:
        sheet = self.sheet
        if sheet is None or self.model is None:
            return
        students, catalog = bool(self.count.currentData()), self._desk.catalog()
        made = sheet.forecast
        rows = [
            OutlookRow(line, key_name(line.key, made.by, catalog), students)
            for line in (made.total, *made.lines)
        ]
        self.model.show(rows)
        self._on_search(self.search.text())
        open_row = self.side.row()
        if self.side.isVisibleTo(self) and open_row is not None:
            again = next((row for row in rows if row.line.key == open_row.line.key), None)
            if again is None or again.name != open_row.name:
                self._close_side()
            else:
                self.side.show_row(again, made.years)

    def _on_past(self, past: tuple[PastYear, ...]) -> None:
        self.past.setText(past_text(past))

    def _on_search(self, text: str) -> None:
        if self.model is not None:
            self.model.search(text)

    def _open_side(self, row: OutlookRow | None) -> None:
        if row is not None and self.sheet is not None:
            self.side.show_row(row, self.sheet.forecast.years)
            self.side.show()

    def _close_side(self) -> None:
        self.side.hide()
        self.focus_rows()

    def _open_figure(self, row: OutlookRow, school_year: int, bound: Bound | None) -> None:
        desk, by, key = self._desk, self._by(), row.line.key
        summed = self._summed()
        name = figure_title(school_year, bound, row.name, summed=summed)
        self._bench.tasks.read(
            lambda: students_behind(desk, school_year, bound, by, key, summed=summed),
            lambda uids: self.students_wanted.emit(name, uids),
            channel=_WHO,
            text=tr("Reading the students…"),
        )

    def _on_waiting(self) -> None:
        desk, name = self._desk, tr("Waiting for a mark")
        self._bench.tasks.read(
            lambda: students_waiting(desk),
            lambda uids: self.students_wanted.emit(name, uids),
            channel=_WHO,
        )


def _row(*widgets: QWidget) -> QWidget:
    """Return widgets beside each other, on several lines in large type."""
    made = QWidget()
    flow = FlowLayout(made, theme.px(theme.INSIDE))
    for widget in widgets:
        flow.addWidget(widget)
    return made


def _choice(name: str, choices: Sequence[tuple[str, object]]) -> ChoiceBox:
    box = ChoiceBox(name)
    for text, value in choices:
        box.addItem(text, value)
    return box
