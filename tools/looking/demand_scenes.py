"""Pictures of demand, of conflicts between courses, and of one student's requests by period."""

from __future__ import annotations

from itertools import islice

from cte_desktop.services.cases import open_cases
from cte_desktop.services.sections.conflict_matrix import student_requests
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.sections.requests.dialog import MatrixDialog
from cte_desktop.ui.sections.demand.panel import AHEAD, SEATS, DemandPanel
from cte_desktop.ui.sections.matrix.panel import MatrixPanel
from cte_desktop.ui.sections.page import SectionsPage
from cte_desktop.ui.sections.top_line import CONFLICTS, DEMAND, SCHEDULE
from tools.looking.stage import Stage

_LOOKED_AT = 24  # students among whom a troubled one is looked for


def demand_pictures(stage: Stage) -> None:
    """Take the pictures on a stage with a sample district; ends with the page as it began."""
    stage.program.window.open_page("sections")
    page = stage.wait_for(SectionsPage)
    page.top.parts.choose(DEMAND)
    _demand(stage, stage.wait_for(DemandPanel))
    page.top.parts.choose(CONFLICTS)
    _conflicts(stage, stage.wait_for(MatrixPanel))
    page.top.parts.choose(SCHEDULE)
    stage.rest()


def request_pictures(stage: Stage) -> None:
    """Take the requests by period of a student in whose plan something can't be had."""
    stage.program.bench.requests.student_requested.emit(_troubled(stage))
    page = stage.wait_for(PlanPage)
    page.matrix_actions.open_matrix()
    stage.grab("requests-by-period", stage.wait_for(MatrixDialog))
    stage.wait_for(MatrixDialog).close()


def _demand(stage: Stage, panel: DemandPanel) -> None:
    panel.focus_rows()
    stage.grab("demand")
    shown = panel.model.shown_rows()
    most = max(shown, key=lambda line: line.row.wanted if line.row is not None else 0)
    panel.table.select_key(most.place)
    panel.table.row_chosen.emit(most)
    stage.grab("demand-students")
    panel.side.closed.emit()
    panel.view.choose(AHEAD)
    stage.grab("demand-years-ahead")
    panel.view.choose(SEATS)
    stage.rest()


def _conflicts(stage: Stage, panel: MatrixPanel) -> None:
    panel.most.setCurrentIndex(panel.most.count() - 1)
    stage.rest()
    panel.focus_rows()
    stage.grab("conflicts")
    panel.table.row_chosen.emit(panel.table.current_row())
    stage.grab("conflicts-students")
    panel.side.closed.emit()
    panel.most.setCurrentIndex(0)


def _troubled(stage: Stage) -> str:
    """Return a student whose requests can't all be had, else the one with the most of them."""
    best: tuple[bool, int, str] | None = None
    for case in islice((one for one in open_cases(stage.desk) if one.plan is not None), _LOOKED_AT):
        matrix = student_requests(stage.desk, case).matrix
        if matrix is not None:
            worth = (not matrix.outcome.is_possible, len(matrix.requests), case.file.student.uid)
            best = worth if best is None or worth[:2] > best[:2] else best
    if best is None:
        raise LookupError("the sample has no student with requests of a timetabled year")
    return best[2]
