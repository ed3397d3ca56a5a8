"""Pictures of the history: of everything, of one student, and the question before an undo."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.planning.plan import Lane, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.services import history
from cte_desktop.services.cases import open_case
from cte_desktop.services.desk import Desk
from cte_desktop.services.planning import save_plan
from cte_desktop.services.rules import documents, publish
from cte_desktop.services.settings import change_setting
from cte_desktop.services.sign_ups.many import note_interest_of_many
from cte_desktop.services.student_fields import save_student_fields
from cte_desktop.services.students import list_students
from cte_desktop.ui.data.page import DataPage
from cte_desktop.ui.history.dialog import StudentHistoryDialog
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from tools.looking.stage import Stage

_MANY = 12
_GRADE = 11


def history_pictures(stage: Stage) -> None:
    """Take the pictures; some steps are done for them first."""
    uid = _do_steps(stage.desk)
    stage.program.window.open_page("data")
    page = stage.wait_for(DataPage)
    panel = page.history
    page.open_section(panel)
    stage.rest()
    for line in panel.model.shown_rows()[:9]:
        panel.table.select_key(line.line.number)
        stage.grab(f"history-{line.line.number}")
    panel.side.undo_button.click()
    stage.rest()
    stage.grab("history-undo-refused")
    many = next(row for row in panel.model.shown_rows() if row.students == _MANY)
    panel.table.select_key(many.line.number)
    stage.rest()
    panel.side.undo_button.click()
    question = stage.wait_for(QuestionDialog)
    stage.grab("history-undo-question", question)
    question.reject()
    panel.filters.search.setText("nobody did this")
    stage.grab("history-nothing-found")
    panel.filters.clear()
    stage.program.bench.requests.student_requested.emit(uid)
    stage.wait_for(PlanPage)
    stage.program.bench.actions.action("student_history").trigger()
    dialog = stage.wait_for(StudentHistoryDialog)
    stage.grab("student-history", dialog)
    oldest = dialog.model.shown_rows()[-1]
    dialog.table.select_key(oldest.line.number)
    stage.rest()
    dialog.side.undo_button.click()
    stage.rest()
    stage.grab("student-history-import", dialog)
    dialog.close()


def _do_steps(desk: Desk) -> str:
    """Do a step of many kinds; returns the student whom most were about."""
    students = [one for one in list_students(desk) if one.grade_level == _GRADE]
    case = next(
        case
        for case in (open_case(desk, one.student_id) for one in students)
        if case.plan is not None and len(case.plan.placements) > _MANY
    )
    plan, uid = case.plan, case.file.student.uid
    if plan is None:
        raise LookupError("no plan")
    save_student_fields(desk, uid, goal="Become an architect", major="Architecture")
    placed = [p for p in plan.placements if p.spot is not None]
    first, second, third = placed[-1], placed[-2], placed[-3]
    moved = replace(first, spot=Spot(12, Term.FALL, Lane.EXTENDED), site="CA")
    rest = tuple(p for p in plan.placements if p not in {first, second, third})
    changed = replace(plan, placements=(*rest, moved, replace(third, spot=None)))
    save_plan(desk, changed, "edit_plan")
    note_interest_of_many(desk, [one.uid for one in students[:_MANY]], "Welding")
    change_setting(desk, "travel_margin_minutes", "15")
    rules = documents(desk)["graduation"]
    rules["set"][0]["total_credits"] = 225.0
    note = publish(desk, {"graduation": rules}, "a trial") if not _faulty(desk, rules) else None
    history.undo(desk, note.step if note is not None else None)
    return uid


def _faulty(desk: Desk, rules: dict[str, object]) -> bool:
    from cte_desktop.services.rules import check

    return bool(check(desk, {"graduation": rules}))
