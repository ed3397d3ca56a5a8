"""The first part of the page: the list at the left, the chosen pathway at the right, the list of
students behind a figure in its place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.pathways import members, pathway_figures, section_counts
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.detail import PathwayDetail, Shown
from cte_desktop.ui.pathways.figure_model import Figure
from cte_desktop.ui.pathways.listed import school_name
from cte_desktop.ui.pathways.marks import Mark
from cte_desktop.ui.pathways.pathway_list import PathwayList
from cte_desktop.ui.pathways.student_list import StudentList
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.pathways import PathwayFigures, PathwayMember, SectionCount
    from cte_desktop.ui.page import Workbench

PAGE = "pathways"
"""The id of the page, under which both parts offer their actions."""

_CATALOG_CHANNEL = "pathways.catalog"
_FIGURES_CHANNEL = "pathways.figures"
_STUDENTS_CHANNEL = "pathways.students"
_LIST_WIDTH = 308
_EVERYONE = Figure(None, None, 0, is_stale=False)


class PathwayBrowser(QWidget):
    """The part. `count` and `stale` are what it says of itself in the heading of the page."""

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self._desk = desk
        self._bench = bench
        self._shown: Shown | None = None
        self._figure = _EVERYONE  # whose list is open
        self._stops: list[QWidget] = []  # of Tab
        self.list = PathwayList()
        self.detail = PathwayDetail(bench.actions.action("pathway_students"))
        self.students = StudentList()
        self.count = ThemedLabel("", color="text_muted", tabular=True)
        self.stale = Mark("clock", "", "text_muted")
        self.stale.hide()
        self._stale = 0
        self._is_open = False
        self._sections_due = True  # sections change with the catalog only, and take longer to count
        self._right = QStackedWidget()
        self._ways = QStackedWidget()
        self._both = QSplitter(Qt.Orientation.Horizontal)
        self._none = EmptyState(
            "route",
            tr("No pathways yet"),
            tr("Import pathways.csv and pathway_levels.csv, or drop them on this window."),
            (tr("Import files…"), bench.actions.action("import_files").trigger),
        )
        self._put_together()
        self._listen()
        self._offer_actions()

    def open_pathway(self, name: str) -> bool:
        """Choose a pathway of the list; say whether it is there."""
        return self.list.choose(name)

    def activate(self) -> None:
        """Take the focus and the actions of the page; read the district on the first visit."""
        self._is_open = True
        self._enable_actions()
        if self._shown is None:
            self._read_catalog()
        if self._right.currentWidget() is self.students:
            self.students.table.focus_first()
        else:
            self.list.focus_list()

    def deactivate(self) -> None:
        """Leave the actions to the other part."""
        self._is_open = False
        self._enable_actions()

    def focus_search(self) -> None:
        """Go to the search field of what is shown: what Ctrl+F does."""
        open_list = self._right.currentWidget() is self.students
        (self.students.search if open_list else self.list.search).focus()

    def show_words(self, *, shown: bool) -> None:
        """Show what the part says of itself, or hide it while the other part is open."""
        self.count.setVisible(shown)
        self.stale.setVisible(shown and bool(self._stale))

    def refresh(self, changes: Changes) -> None:
        """Read the figures again; the catalog too, when it changed."""
        if self._shown is None:
            return
        if changes.nouns & {"catalog", "settings"}:
            self._read_catalog()
        else:
            self._read_figures()

    def _put_together(self) -> None:
        self._right.addWidget(self.detail)
        self._right.addWidget(self.students)
        around = QWidget()
        beside = QVBoxLayout(around)
        beside.setContentsMargins(theme.px(theme.GAP), 0, 0, 0)
        beside.addWidget(self._right)
        left = QWidget()
        within = QVBoxLayout(left)
        within.setContentsMargins(0, 0, theme.px(theme.GAP), 0)
        within.addWidget(self.list)
        self._both.addWidget(left)
        self._both.addWidget(around)
        self._both.setChildrenCollapsible(False)
        self._both.setStretchFactor(1, 1)
        self._both.setSizes([theme.px(_LIST_WIDTH + theme.GAP), theme.px(800)])
        self._ways.addWidget(self._both)
        self._ways.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._ways)

    def _listen(self) -> None:
        self.list.pathway_changed.connect(self._on_pathway_changed)
        self.list.pathway_entered.connect(self._on_entered)
        self.detail.figure_chosen.connect(self._open_list)
        self.students.back_wanted.connect(self._close_list)
        self.students.student_chosen.connect(self._bench.requests.student_requested.emit)

    def _offer_actions(self) -> None:
        actions = self._bench.actions
        actions.offer("open_plan", self._on_open_plan, page=PAGE, enabled=False)
        actions.offer("pathway_students", self._on_everyone, page=PAGE, enabled=False)
        actions.offer("back_to_pathway", self._close_list, page=PAGE, enabled=False)

    def _read_catalog(self) -> None:
        desk = self._desk

        def work() -> Shown:
            return Shown(desk.catalog(), school_year_of(desk.today()))

        self._bench.tasks.read(work, self._on_catalog, channel=_CATALOG_CHANNEL)

    def _on_catalog(self, shown: Shown) -> None:
        former = self._shown
        if former is not None:
            shown = replace(former, catalog=shown.catalog, school_year=shown.school_year)
        self._shown = shown
        self._ways.setCurrentWidget(self._both if shown.catalog.pathway_by_name else self._none)
        self._say_count(shown)
        # The pathway that stays chosen may have changed too.
        chosen = self.list.pathway()
        self.list.show_pathways(shown.catalog, shown.figures)
        if chosen and chosen == self.list.pathway():
            self._show_pathway(chosen)
        if former is None and self.isVisible():
            self.list.focus_list()
        self._sections_due = True
        self._read_figures()

    def _read_figures(self) -> None:
        desk, sections_too = self._desk, self._sections_due

        def work() -> tuple[PathwayFigures, tuple[SectionCount, ...] | None]:
            return pathway_figures(desk), section_counts(desk) if sections_too else None

        self._bench.tasks.read(
            work, self._on_figures, channel=_FIGURES_CHANNEL, text=tr("Counting the students…")
        )

    def _on_figures(self, answer: tuple[PathwayFigures, tuple[SectionCount, ...] | None]) -> None:
        if self._shown is None:
            return
        former, (figures, counted) = self._shown, answer
        sections = former.sections if counted is None else counted
        self._sections_due = self._sections_due and counted is None
        self._shown = replace(former, figures=figures, sections=sections)
        self.list.show_pathways(former.catalog, figures)
        self._say_stale(figures.students_stale)
        if former.sections == sections:
            self.detail.show_figures(self._shown)
        elif self.list.pathway():
            self._show_pathway(self.list.pathway())
        if self._right.currentWidget() is self.students:
            self._read_students()

    def _on_pathway_changed(self, name: str) -> None:
        self._close_list()
        self._show_pathway(name)

    def _show_pathway(self, name: str) -> None:
        pathway = self._shown.catalog.pathway_by_name.get(name) if self._shown else None
        self._right.setVisible(pathway is not None)
        self._enable_actions()
        if pathway is not None and self._shown is not None:
            self.detail.show_pathway(pathway, self._shown)
            self._stops = keep_reading_order(self, [])

    def _on_entered(self) -> None:
        self._close_list()
        self.detail.focus_figures()

    def _on_everyone(self) -> None:
        self._open_list(_EVERYONE)

    def _open_list(self, figure: Figure) -> None:
        if self._shown is None or not self.list.pathway():
            return
        self._figure = figure
        name = "" if figure.school is None else school_name(figure.school, self._shown.catalog)
        self.students.begin(self.list.pathway(), figure.stage, name)
        self._right.setCurrentWidget(self.students)
        self._enable_actions()
        self._read_students(focus=True)

    def _close_list(self) -> None:
        if self._right.currentWidget() is not self.students:
            return
        focused = self._right.isAncestorOf(QApplication.focusWidget() or self)
        self._right.setCurrentWidget(self.detail)
        self._enable_actions()
        if focused:
            self.detail.focus_figures()

    def _enable_actions(self) -> None:
        """Switch the actions on that make sense now; none while the other part is open."""
        actions = self._bench.actions
        listed = self._is_open and self._right.currentWidget() is self.students
        actions.set_enabled("open_plan", listed, page=PAGE)
        actions.set_enabled("back_to_pathway", listed, page=PAGE)
        actions.set_enabled(
            "pathway_students", self._is_open and bool(self.list.pathway()), page=PAGE
        )

    def _read_students(self, *, focus: bool = False) -> None:
        desk, pathway, figure = self._desk, self.list.pathway(), self._figure

        def work() -> tuple[PathwayMember, ...]:
            return members(desk, pathway, school=figure.school, stage=figure.stage)

        def done(found: tuple[PathwayMember, ...]) -> None:
            self.students.show_students(found)
            if focus:
                self.students.table.focus_first()

        self._bench.tasks.read(
            work, done, channel=_STUDENTS_CHANNEL, text=tr("Reading the students…")
        )

    def _on_open_plan(self) -> None:
        uid = self.students.current_uid()
        if uid:
            self._bench.requests.student_requested.emit(uid)

    def _say_stale(self, stale: int) -> None:
        self._stale = stale
        self.show_words(shown=not self.count.isHidden())
        self.stale.set_text(
            trn(
                "{shown} student is being worked out",
                "{shown} students are being worked out",
                stale,
                shown=f"{stale:,}",
            )
        )

    def _say_count(self, shown: Shown) -> None:
        used = {pathway.sector for pathway in shown.catalog.pathway_by_name.values()}
        self.count.setText(
            tr(
                "{pathways} in {sectors} of {every} sectors",
                pathways=len(shown.catalog.pathway_by_name),
                sectors=len(used),
                every=len(shown.catalog.sectors),
            )
        )
