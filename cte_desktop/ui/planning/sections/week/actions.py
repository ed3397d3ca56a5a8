"""The plan page's doors to the week: its picture, the fixed times, and the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from cte_desktop.domain.school_year import is_over, school_year_of_grade
from cte_desktop.ui.planning.grid_layout import COLUMNS
from cte_desktop.ui.planning.sections.fixed_times.dialog import FixedTimesDialog
from cte_desktop.ui.planning.sections.week.dialog import WeekDialog
from cte_desktop.wording.translate import tr
from cte_desktop.wording.week import week_title

if TYPE_CHECKING:
    from cte_desktop.domain.students.experiences import BusyTime
    from cte_desktop.services.cases import Case
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.planning.editor import PlanEditor
    from cte_desktop.ui.planning.grid_view import PlanGridView
    from cte_desktop.ui.planning.papers import Papers
    from cte_desktop.ui.planning.sections.week.dialog import SchoolTerm

NAMES = ("student_week", "fixed_times", "print_week")


class WeekActions(QObject):
    """Offers the actions of the week; its window follows the plan until another student comes."""

    def __init__(
        self, bench: Workbench, editor: PlanEditor, grid: PlanGridView, papers: Papers, page: str
    ) -> None:
        super().__init__(grid)
        self._editor = editor
        self._grid = grid
        self._papers = papers
        self._window: WeekDialog | None = None
        self._shown = ""
        for name, do in (
            ("student_week", self.open_week),
            ("fixed_times", self.open_fixed_times),
            ("print_week", self._print),
        ):
            bench.actions.offer(name, do, page=page, enabled=False)
        editor.plan_changed.connect(self._on_plan_changed)
        header = grid.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu)

    def open_week(self, term: SchoolTerm | None = None) -> None:
        """Open the week of a term, else of the column with the keyboard, else of the present."""
        case = self._editor.case()
        if case is None:
            return
        wanted = term or self._current_term(case)
        if self._window is None:
            self._shown = case.file.student.uid
            self._window = WeekDialog(case, self._grid.window(), wanted)
            self._window.section_wanted.connect(self.choose_section)
            self._window.fixed_times_wanted.connect(self.open_fixed_times)
            self._window.print_wanted.connect(self._on_print_wanted)
            self._window.finished.connect(self._on_closed)
        else:
            self._window.show_case(case, wanted)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def open_fixed_times(self, busy: BusyTime | None = None) -> None:
        """Open the student's fixed times and wishes about hours, at the time of a stored row."""
        case = self._editor.case()
        if case is None:
            return
        dialog = FixedTimesDialog(case, self._window or self._grid.window())
        dialog.written.connect(self._editor.change)
        dialog.open()
        if busy is not None:
            dialog.select(busy)

    def forget(self) -> None:
        """Another student comes to the table, or none: the week closes."""
        for dialog in self._grid.window().findChildren(FixedTimesDialog):
            dialog.reject()
        if self._window is not None:
            self._window.close()

    def week_window(self) -> WeekDialog | None:
        """Return the window of the week while it is open."""
        return self._window

    def _print(self) -> None:
        case = self._editor.case()
        if case is not None:
            self._papers.preview_week(case, None)

    def _on_print_wanted(self, school_year: int, term: object) -> None:
        case = self._editor.case()
        if case is not None:
            self._papers.preview_week(case, (school_year, term))  # type: ignore[arg-type]

    def _on_plan_changed(self, case: Case) -> None:
        if self._window is not None and case.file.student.uid == self._shown:
            self._window.show_case(case)

    def _on_closed(self) -> None:
        self._window = None
        self._shown = ""

    def choose_section(self, placement_uid: str) -> None:
        """Go to the class in the plan and let the page choose its section."""
        for cell in self._grid.grid().cells().values():
            for place in cell.places:
                if any(half.placement_uid == placement_uid for half in place.card.halves):
                    self._grid.select_place(place)
                    self._grid.window().activateWindow()
                    self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
                    self._grid.key_requested.emit("choose_section")
                    return

    def _on_header_menu(self, spot: QPoint) -> None:
        case, header = self._editor.case(), self._grid.horizontalHeader()
        column = header.logicalIndexAt(spot)
        term = _term_of(case, column) if case is not None and column >= 0 else None
        if term is None:
            return
        menu = QMenu(self._grid)
        menu.setAccessibleName(week_title(*term))
        menu.addAction(tr("Week of {term}", term=week_title(*term)), lambda: self.open_week(term))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(header.mapToGlobal(spot))

    def _current_term(self, case: Case) -> SchoolTerm | None:
        index = self._grid.currentIndex()
        return _term_of(case, index.column()) if index.isValid() else None


def _term_of(case: Case, column: int) -> SchoolTerm | None:
    """Return the school year and term of a column, None where it is over or no semester."""
    one = COLUMNS[column]
    if one.term is None:
        return None
    year = school_year_of_grade(one.grade_level, case.file.student.graduation_year)
    return None if is_over(year, one.term, case.day) else (year, one.term)
