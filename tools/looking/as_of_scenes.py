"""Pictures of the plan as of a date: then and now, a day without a plan, one before all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.planning import save_plan
from cte_desktop.system.clock import Clock
from cte_desktop.ui.planning.as_of.dialog import AsOfDialog
from cte_desktop.ui.planning.page import PlanPage
from tools.looking.stage import Stage

_GRADE = 10


def as_of_pictures(stage: Stage) -> None:
    """Take the pictures; a plan is changed on some earlier days for them first."""
    uid = _change(stage.desk)
    stage.program.bench.requests.student_requested.emit(uid)
    stage.wait_for(PlanPage)
    stage.rest()
    stage.program.bench.actions.action("plan_as_of").trigger()
    dialog = stage.wait_for(AsOfDialog)
    stage.rest()
    stage.grab("plan-as-of", dialog)
    dialog.days.itemClicked.emit(dialog.days.item(0))
    stage.rest()
    stage.grab("plan-as-of-nothing-since", dialog)
    dialog.calendar.setSelectedDate(dialog.calendar.selectedDate().addYears(-20))
    stage.rest()
    stage.grab("plan-as-of-too-early", dialog)
    dialog.reject()


def _change(desk: Desk) -> str:
    """Change a plan on three earlier days; returns whose it is."""
    case = next(
        case
        for case in open_cases(desk)
        if case.file.student.grade_level == _GRADE and case.plan and len(case.plan.placed) > 8
    )
    plan, today = case.plan, desk.today()
    if plan is None:
        raise LookupError
    kept = desk.database.clock
    for ago, left in ((9, 12), (4, 9), (0, 14)):
        desk.database.clock = _clock(today - timedelta(days=ago))
        save_plan(desk, replace(plan, placements=plan.placements[:left]), "edit_plan")
    desk.database.clock = kept
    return case.file.student.uid


def _clock(day: date) -> Clock:
    return Clock(day)
