"""The part Conflicts: which courses with few sections students can't have together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QSplitter,
    QWidget,
)

from cte_desktop.domain.planning.sections.matrix.school import MOST_SECTIONS
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.sections.conflict_matrix import school_conflicts, students_named
from cte_desktop.ui import theme
from cte_desktop.ui.sections.figure_panel import FigurePanel
from cte_desktop.ui.sections.matrix.heat_model import MOST_LINES, HeatModel
from cte_desktop.ui.sections.matrix.heat_table import HeatTable
from cte_desktop.ui.sections.matrix.pair_columns import (
    WHY,
    PairLine,
    pair_columns,
    pair_lines,
)
from cte_desktop.ui.sections.student_side import SideStudent
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.demand import site_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.matrix.school import CoursePair
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sections.conflict_matrix import SchoolConflicts
    from cte_desktop.services.sections.demand import StudentBehind
    from cte_desktop.ui.page import Workbench

_MATRIX, _STUDENTS = "sections.conflicts", "sections.conflicts.students"


@dataclass(frozen=True, slots=True)
class _Shown:
    conflicts: SchoolConflicts
    catalog: Catalog
    lines: tuple[PairLine, ...]
    site: str | None  # the one that goes without saying


class MatrixPanel(FigurePanel):
    """The part."""

    def __init__(self, bench: Workbench, desk: Desk) -> None:
        super().__init__(
            bench,
            desk,
            tr("Conflicts"),
            tr("A figure: students who can't have both. In brackets: who wants both, and can."),
        )
        self._shown: _Shown | None = None
        self._line: PairLine | None = None  # whose students are open
        self.site = ChoiceBox(tr("Site"))
        self.most = ChoiceBox(tr("Sections of a course"))
        self.search = SearchField(tr("Search by course"))
        self.heat_model = HeatModel(self)
        self.heat = HeatTable(self.heat_model)
        self.model: TableModel[PairLine] = TableModel(
            pair_columns(), lambda line: (line.pair.one, line.pair.other), self
        )
        self.table: TableView[PairLine] = TableView(
            self.model, tr("Pairs of courses"), about=nobody
        )
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._put_together()
        self._listen()

    def focus_search(self) -> None:
        """Go to the search field: what Ctrl+F does."""
        self.search.focus()

    def focus_rows(self) -> None:
        """Take the focus into the list of pairs."""
        self.table.focus_first()

    def _put_together(self) -> None:
        self.site.setMinimumWidth(theme.px(200))
        self.site.addItem(tr("All sites"), None)
        self.most.setMinimumWidth(theme.px(216))
        for count in range(1, MOST_SECTIONS + 1):
            self.most.addItem(_most_text(count), count)
        tools = QWidget()
        flow = FlowLayout(tools, theme.px(theme.INSIDE))
        for tool in (self.site, self.most, self.search):
            flow.addWidget(tool)
        self._parts.addWidget(self.heat)
        self._parts.addWidget(self.table)
        self._parts.setChildrenCollapsible(False)
        self._parts.setSizes([theme.px(380), theme.px(240)])
        self._lay_out(tools, self._parts)

    def _listen(self) -> None:
        self.site.currentIndexChanged.connect(lambda _place: self._on_choice())
        self.most.currentIndexChanged.connect(lambda _place: self._on_choice())
        self.search.query_changed.connect(self.model.search)
        self.search.results_wanted.connect(self.focus_rows)
        self.table.row_chosen.connect(self._open_side)
        self.table.current_row_changed.connect(self._on_row)
        self.heat.pair_chosen.connect(self._on_pair)

    def _on_choice(self) -> None:
        self._close_side()
        self._read()

    def _read(self) -> None:
        desk, year = self._desk, self._year
        site, most = self.site.currentData(), self.most.currentData()
        if year is None:
            return

        def work() -> _Shown:
            conflicts = school_conflicts(desk, year, site, most)
            catalog = desk.catalog()
            sites = {line.site for line in conflicts.matrix.lines}
            named = next(iter(sites)) if len(sites) == 1 else site
            lines = pair_lines(conflicts.matrix, catalog, named)
            return _Shown(conflicts, catalog, lines, named)

        self._bench.tasks.read(
            work, self._on_shown, channel=_MATRIX, text=tr("Looking for conflicts…")
        )

    def _on_shown(self, shown: _Shown) -> None:
        self._shown = shown
        self._offer_sites(shown)
        self.heat_model.show(shown.conflicts.matrix, shown.catalog, shown.site)
        self.model.show(shown.lines)
        self._say(shown)
        self._show_rows_or(None if shown.lines else _nothing(shown.conflicts))
        self.note.setVisible(bool(shown.lines))
        if self._line is not None:
            self._open_again(self._line)

    def _offer_sites(self, shown: _Shown) -> None:
        chosen = self.site.currentData()
        sites = [(site_text(site, shown.catalog), site) for site in shown.conflicts.sites]
        self.site.blockSignals(True)
        self.site.clear()
        self.site.addItem(tr("All sites"), None)
        for name, site in sorted(sites):
            self.site.addItem(name, site)
        self.site.setCurrentIndex(max(0, self.site.findData(chosen)) if chosen else 0)
        self.site.blockSignals(False)
        if self.site.currentData() != chosen:
            self._read()

    def _say(self, shown: _Shown) -> None:
        matrix = shown.conflicts.matrix
        blocked = {uid for pair in matrix.pairs for uid in pair.blocked}
        courses = len(matrix.lines)
        said = [
            trn("{shown} course", "{shown} courses", courses, shown=f"{courses:,}"),
            trn("{shown} student can't have both of two", "{shown} students can't have both of two",
                len(blocked), shown=f"{len(blocked):,}"),
        ]  # fmt: skip
        if courses > MOST_LINES:
            said.append(tr("the picture shows the first {count}", count=MOST_LINES))
        self.words.setText(" · ".join(said))

    def _on_row(self, line: PairLine | None) -> None:
        if line is not None:
            self.heat.show_pair(line.pair)

    def _on_pair(self, pair: CoursePair) -> None:
        lines = self._shown.lines if self._shown is not None else ()
        line = next((line for line in lines if line.pair == pair), None)
        self.table.select_key((pair.one, pair.other))
        self._open_side(line)

    def _open_side(self, line: PairLine | None) -> None:
        if line is None:
            return
        self._line = line
        pair = line.pair
        figures = [tr("Want both: {count}", count=f"{len(pair.students):,}")]
        if pair.blocked:
            figures.insert(0, tr("Can't have both: {count}", count=f"{len(pair.blocked):,}"))
        heading = tr("{one} and {other}", one=line.one, other=line.other)
        self._open_beside(heading, line.why, figures)

    def _open_again(self, former: PairLine) -> None:
        """Read the open figure anew; its pair may have changed, or be gone."""
        lines = self._shown.lines if self._shown is not None else ()
        names = (former.one, former.other)
        again = next((line for line in lines if (line.one, line.other) == names), None)
        if again is None:
            self._close_side()
        else:
            self._line = again
            self._read_students()

    def _read_students(self) -> None:
        desk, line = self._desk, self._line
        if line is None:
            return
        pair = line.pair
        only_blocked = bool(pair.blocked) and self.side.figure() == 0
        uids = pair.blocked if only_blocked else pair.students

        def work() -> tuple[StudentBehind, ...]:
            return students_named(desk, uids)

        self._bench.tasks.read(
            work, self._on_students, channel=_STUDENTS, text=tr("Reading the students…")
        )

    def _on_students(self, found: tuple[StudentBehind, ...]) -> None:
        if self._line is None:
            return
        blocked = set(self._line.pair.blocked)
        hit, free = tr("can't have both"), tr("can have both")
        self.side.show_students(
            [
                SideStudent(
                    one.uid,
                    one.name,
                    one.name_key,
                    one.grade_level,
                    hit if one.uid in blocked else free,
                )
                for one in found
            ]
        )
        self.students_requested.emit(self.side.heading.text(), tuple(one.uid for one in found))

    def _forget_line(self) -> None:
        self._line = None

    def _on_side_changed(self) -> None:
        """Leave the reason to the side while it is open."""
        self.table.setColumnHidden(WHY, self._line is not None)


def _most_text(count: int) -> str:
    if count == 1:
        return tr("Courses with one section")
    return tr("Courses with up to {count} sections", count=count)


def _nothing(conflicts: SchoolConflicts) -> EmptyState:
    year = school_year_text(conflicts.school_year)
    if not conflicts.sites:
        return EmptyState(
            "calendar-days",
            tr("{year} is not timetabled yet", year=year),
            tr("When sections of that year are known, courses with few of them are compared here."),
        )
    return EmptyState(
        "circle-check",
        tr("Nothing to compare"),
        tr("Nobody wants two courses that have so few sections."),
    )
