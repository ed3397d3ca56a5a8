"""Pictures of the meeting: what is new, three things to decide, a proposal, the other language."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.plan import remove
from cte_desktop.services.approvals import plan_standing, propose
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.meeting import Decisions, decisions_of, note_agreed
from cte_desktop.services.planning import save_plan
from cte_desktop.services.student_edits import keep_edit
from cte_desktop.services.student_fields import StudentFields, change_fields
from cte_desktop.system.clock import Clock
from cte_desktop.ui.planning.meeting.agreed_dialog import AgreedDialog
from cte_desktop.ui.planning.page import PlanPage
from tools.looking.stage import CLOCK, Stage, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.services.desk import Desk

_LOOKED_AT = 200
_LAST_TIME = Clock(date(2026, 9, 16))
_GRADES = (10, 11)


def meeting_pictures(stage: Stage) -> None:
    """Take the pictures over a student with a pathway, a plan and things to decide."""
    case = _chosen(stage.desk)
    if case is None or case.plan is None:
        return
    _meet_before(stage.desk, case)
    stage.program.bench.requests.student_requested.emit(case.file.student.uid)
    page = stage.wait_for(PlanPage)
    stage.rest()
    page.meeting.begin()
    _fit(stage)
    stage.grab("meeting")
    page.meeting.write_agreed()
    asked = stage.wait_for(AgreedDialog)
    asked.line.setText("Welding 2 next fall; mother sends the signed plan by Friday")
    stage.grab("meeting-agreed", asked)
    asked.reject()
    page.filling.fill()
    stage.rest()
    stage.grab("meeting-filled")
    page.filling.discard()
    page.meeting.switch_language()
    stage.grab("meeting-other-language")
    page.meeting.switch_language()
    page.meeting.end()
    stage.program.window.resize(*stage.variant.size)
    stage.rest()


def _fit(stage: Stage) -> None:
    """Draw the whole screen as large as this variant's."""
    stage.rest()
    stage.program.window.setFixedSize(*stage.variant.size)
    wait_until(lambda: stage.program.window.width() == stage.variant.size[0])
    stage.program.window.setMinimumSize(640, 400)
    stage.program.window.setMaximumSize(16_777_215, 16_777_215)


def _chosen(desk: Desk) -> Case | None:
    """Return who has the most to decide among the first with a pathway and a plan."""
    found = [c for c in islice(open_cases(desk), _LOOKED_AT) if _is_fit(c)]

    def weight(case: Case) -> int:
        some: Decisions = decisions_of(desk, case, case.findings, plan_standing(desk, case))
        return sum(one.weight + 5 * bool(one.fixes) for one in some.first)

    return max(found, key=weight, default=None)


def _is_fit(case: Case) -> bool:
    student = case.file.student
    return bool(student.grade_level in _GRADES and case.file.pathways and case.plan)


def _meet_before(desk: Desk, case: Case) -> None:
    """Let there be a meeting in September, and some changes since."""
    if case.plan is None:
        return
    uid = case.file.student.uid
    with _on_the_day(desk, _LAST_TIME):
        propose(desk, (case.plan.uid,), desk.today())
        note_agreed(desk, uid, "Try an evening class; look at the mark in mathematics again")
    first = next(iter(case.plan.placed), None)
    if first is not None:
        save_plan(desk, remove(case.plan, first.uid), "edit_plan")
    fields = StudentFields(goal="Community college, then a job as a welder", major="Welding")
    edit = change_fields(case.file.student, replace(fields))
    if edit is not None:
        keep_edit(desk, uid, edit)


@contextmanager
def _on_the_day(desk: Desk, clock: Clock) -> Iterator[None]:
    desk.clock = desk.database.clock = clock
    try:
        yield
    finally:
        desk.clock = desk.database.clock = CLOCK
