"""The part Demand: wanted against seats of a year, the years ahead, and who is behind a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QWidget,
)

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.sections.demand import students_behind, students_of_places
from cte_desktop.ui import theme
from cte_desktop.ui.sections.demand.columns import (
    DIFFERENCE,
    FILLED,
    SECTIONS,
    WOULD_TAKE,
    seat_columns,
    year_columns,
)
from cte_desktop.ui.sections.demand.columns import SEATS as SEATS_COLUMN
from cte_desktop.ui.sections.demand.filled_bar import FilledBar
from cte_desktop.ui.sections.demand.filter_row import DemandFilters
from cte_desktop.ui.sections.demand.listed import (
    DemandLine,
    DemandSheet,
    counts,
    read_year,
    read_years_ahead,
)
from cte_desktop.ui.sections.figure_panel import FigurePanel
from cte_desktop.ui.sections.student_side import SideStudent
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.part_switch import PartSwitch
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.demand import how_text
from cte_desktop.wording.labels import term_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sections.demand import StudentBehind
    from cte_desktop.ui.page import Workbench

SEATS, AHEAD = range(2)
_SHEET, _STUDENTS = "sections.demand", "sections.demand.students"


class DemandPanel(FigurePanel):
    """The part."""

    def __init__(self, bench: Workbench, desk: Desk) -> None:
        super().__init__(
            bench,
            desk,
            tr("Demand"),
            tr("Seats are a plan until the information system confirms them."),
        )
        self._sheet: DemandSheet | None = None
        self._line: DemandLine | None = None  # whose students are open
        self.view = PartSwitch(tr("What is shown"), (tr("Seats"), tr("Years ahead")))
        self.filters = DemandFilters()
        self.model = _model(self)
        self.table: TableView[DemandLine] = TableView(
            self.model, tr("Demand by course and site"), about=nobody
        )
        self.table.setItemDelegateForColumn(FILLED, FilledBar(self.table))
        self.years: TableView[DemandLine] | None = None  # made when the years are first known
        self._tables = QStackedWidget()
        self._put_together()
        self._listen()

    def focus_search(self) -> None:
        """Go to the search field: what Ctrl+F does."""
        self.filters.search.focus()

    def focus_rows(self) -> None:
        """Take the focus into the table."""
        self._current().focus_first()

    def _put_together(self) -> None:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.view)
        row.addWidget(self.filters, 1)
        self._tables.addWidget(self.table)
        self._lay_out(tools, self._tables)

    def _listen(self) -> None:
        self.view.part_chosen.connect(self._on_view)
        self.filters.narrowed.connect(lambda _narrowing: self._narrow())
        self.filters.search.query_changed.connect(lambda _text: self._search())
        self.filters.search.results_wanted.connect(self.focus_rows)
        self.table.row_chosen.connect(self._open_side)
        self.model.shown_changed.connect(self._say)

    def _read(self) -> None:
        desk, year, ahead = self._desk, self._year, self.view.part() == AHEAD
        if year is None:
            return

        def work() -> DemandSheet:
            return read_years_ahead(desk) if ahead else read_year(desk, year)

        self._bench.tasks.read(
            work, self._on_sheet, channel=_SHEET, text=tr("Counting what students want…")
        )

    def _on_sheet(self, sheet: DemandSheet) -> None:
        self._sheet = sheet
        if self.view.part() == AHEAD:
            self._make_years(sheet)
        self._tables.setCurrentWidget(self._current())
        self._on_side_changed()
        self.filters.offer(sheet)
        self._rows().show(sheet.lines)
        self._narrow()
        self._search()
        self._show_rows_or(None if sheet.lines else _nothing(sheet))
        self._say()
        if self._line is not None:
            self._open_again(self._line)

    def _on_side_changed(self) -> None:
        """Hide what says nothing in this year, and what may wait while students are listed."""
        sheet = self._sheet
        rows = [line.row for line in sheet.lines if line.row is not None] if sheet else []
        timetabled = sheet is not None and sheet.is_timetabled
        beside = self.side.isVisibleTo(self)
        for column in (SEATS_COLUMN, DIFFERENCE):
            self.table.setColumnHidden(column, not timetabled)
        for column in (FILLED, SECTIONS):
            self.table.setColumnHidden(column, beside or not timetabled)
        taken = any(row.would_take for row in rows)
        self.table.setColumnHidden(WOULD_TAKE, beside or not taken)

    def _make_years(self, sheet: DemandSheet) -> None:
        if self.years is not None:
            return
        rows: TableModel[DemandLine] = TableModel(
            year_columns(sheet.years), lambda line: line.place, self
        )
        self.years = TableView(rows, tr("Demand in the years ahead"), about=nobody)
        self.years.row_chosen.connect(self._open_side)
        rows.shown_changed.connect(self._say)
        self._tables.addWidget(self.years)

    def _on_view(self, place: int) -> None:
        self._close_side()
        self.filters.show_only(shown=place == SEATS)
        self._read()

    def _current(self) -> TableView[DemandLine]:
        return self.years if self.view.part() == AHEAD and self.years is not None else self.table

    def _rows(self) -> TableModel[DemandLine]:
        return self._current().rows_model()

    def _narrow(self) -> None:
        self._rows().keep(self.filters.narrowing().test())

    def _search(self) -> None:
        self._rows().search(self.filters.search.text())

    def _say(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        shown, every = self._rows().counts()
        said = [
            tr("{shown} of {every} rows", shown=f"{shown:,}", every=f"{every:,}")
            if shown != every
            else trn("{shown} row", "{shown} rows", every, shown=f"{every:,}")
        ]
        if self.view.part() == SEATS and not sheet.is_timetabled:
            said.append(tr("not timetabled yet"))
        elif self.view.part() == SEATS:
            to_open, to_spare = counts(sheet)
            said.append(
                trn(
                    "{shown} section to open",
                    "{shown} sections to open",
                    to_open,
                    shown=f"{to_open:,}",
                )
            )
            said.append(tr("{shown} too many", shown=f"{to_spare:,}"))
        self.words.setText(" · ".join(said))

    def _open_side(self, line: DemandLine | None) -> None:
        if line is None or self._sheet is None:
            return
        self._line = line
        figures = self._figures(line)
        chosen = next((n for n, (_, count) in enumerate(figures) if count), 0)
        where = tr("{site}, {term}", site=line.site_name, term=term_label(line.place.term))
        self._open_beside(line.title, where, [text for text, _ in figures], chosen)

    def _open_again(self, former: DemandLine) -> None:
        """Read the open figure anew; its row may have changed, or be gone."""
        lines = self._sheet.lines if self._sheet is not None else ()
        self._line = next((line for line in lines if line.place == former.place), None)
        if self._line is None:
            self._close_side()
        else:
            self._read_students()

    def _figures(self, line: DemandLine) -> list[tuple[str, int]]:
        """Return the figures of a row whose students can be listed, in words, with how many."""
        row = line.row
        if row is None:
            years = self._sheet.years if self._sheet is not None else ()
            return [
                (tr("{year}: {count}", year=school_year_text(year), count=f"{count:,}"), count)
                for year, count in zip(years, line.wanted, strict=False)
            ]
        wanted = (tr("Want it: {count}", count=f"{row.wanted:,}"), row.wanted)
        others = tr("Would also take it: {count}", count=f"{row.would_take:,}")
        return [wanted, (others, row.would_take)] if row.would_take else [wanted]

    def _read_students(self) -> None:
        desk, line, sheet, figure = self._desk, self._line, self._sheet, self.side.figure()
        if line is None or sheet is None:
            return

        def work() -> tuple[StudentBehind, ...]:
            if line.row is not None:
                return students_behind(desk, line.row, alternates=figure > 0)
            return students_of_places(desk, sheet.years[figure], (line.place,))

        self._bench.tasks.read(
            work, self._on_students, channel=_STUDENTS, text=tr("Reading the students…")
        )

    def _on_students(self, found: tuple[StudentBehind, ...]) -> None:
        self.side.show_students(
            [
                SideStudent(one.uid, one.name, one.name_key, one.grade_level, how_text(one.how))
                for one in found
            ]
        )
        if self._line is not None:
            self.students_requested.emit(self._line.title, tuple(one.uid for one in found))

    def _forget_line(self) -> None:
        self._line = None


def _model(panel: DemandPanel) -> TableModel[DemandLine]:
    return TableModel(seat_columns(), lambda line: line.place, panel)


def _nothing(sheet: DemandSheet) -> EmptyState:
    year = school_year_text(sheet.years[0])
    if sheet.is_over:
        return EmptyState(
            "history",
            tr("{year} is over", year=year),
            tr("Demand is counted for terms that are not over. Choose a later school year."),
        )
    return EmptyState(
        "users",
        tr("Nobody plans {year} yet", year=year),
        tr("When students plan courses of that year, they are counted here against its seats."),
    )
