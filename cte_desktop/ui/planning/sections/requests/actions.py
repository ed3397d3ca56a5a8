"""The plan page's door to the requests by period; the window follows the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from cte_desktop.services.sections.conflict_matrix import student_requests
from cte_desktop.ui.planning.sections.requests.dialog import MatrixDialog
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sections.conflict_matrix import StudentRequests
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.planning.editor import PlanEditor
    from cte_desktop.ui.planning.grid_view import PlanGridView

NAMES = ("request_matrix",)
_CHANNEL = "planning.requests"


class MatrixActions(QObject):
    """Offers the action. `choose_section(placement uid)` goes to a class of the plan."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        editor: PlanEditor,
        grid: PlanGridView,
        choose_section: Callable[[str], None],
        page: str,
    ) -> None:
        super().__init__(grid)
        self._desk, self._bench, self._editor, self._grid = desk, bench, editor, grid
        self._choose_section = choose_section
        self._window: MatrixDialog | None = None
        bench.actions.offer("request_matrix", self.open_matrix, page=page, enabled=False)
        editor.plan_changed.connect(self._on_plan_changed)

    def open_matrix(self) -> None:
        """Open the requests by period of the plan on the table, or bring them to the front."""
        case = self._editor.case()
        if case is None:
            return
        if self._window is None:
            self._window = MatrixDialog(case, self._grid.window())
            self._window.section_wanted.connect(self._choose_section)
            self._window.year_wanted.connect(lambda _year: self._read())
            self._window.finished.connect(self._on_closed)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self._read()

    def window(self) -> MatrixDialog | None:
        """Return the window while it is open."""
        return self._window

    def forget(self) -> None:
        """Another student comes to the table, or none: the window closes."""
        if self._window is not None:
            self._window.close()

    def _read(self) -> None:
        case, window, desk = self._editor.case(), self._window, self._desk
        if case is None or window is None:
            return
        year = window.school_year()

        def work() -> StudentRequests:
            return student_requests(desk, case, year)

        def done(found: StudentRequests) -> None:
            if self._window is window and isValid(window):
                window.show_requests(case, found)

        self._bench.tasks.read(work, done, channel=_CHANNEL, text=tr("Comparing the sections…"))

    def _on_plan_changed(self, _case: Case) -> None:
        self._read()

    def _on_closed(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            window.deleteLater()
