"""Pictures of several plans, of a comparison, and of sequences and templates put into a plan."""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QMenu

from cte_desktop.services.cases import Case, open_case_of, open_cases
from cte_desktop.services.named_plans import activate_plan, copy_plan, delete_plan
from cte_desktop.services.planning import save_plan
from cte_desktop.services.template_plans import list_plan_templates, try_template
from cte_desktop.ui.planning.comparing.dialog import ComparisonDialog
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.plans.courses_dialog import CoursesDialog
from cte_desktop.ui.planning.plans.sequence_dialog import SequenceDialog
from cte_desktop.ui.planning.plans.template_dialog import TemplateDialog
from cte_desktop.ui.students.page import StudentsPage
from cte_desktop.ui.templates.many_dialog import ManyTemplatesDialog
from cte_desktop.ui.widgets.name_dialog import NameDialog
from tools.looking.stage import Stage

_LOOKED_AT = 120
_GRADE = 10
_SELECTED = 12


def plan_pictures(stage: Stage) -> None:
    """Take the pictures over somebody in tenth grade who has a pathway and a plan."""
    case = next(filter(_is_chosen, islice(open_cases(stage.desk), _LOOKED_AT)))
    uid = case.file.student.uid
    stage.program.bench.requests.student_requested.emit(uid)
    page = stage.wait_for(PlanPage)
    stage.rest()
    if case.plan is None:
        return
    other = copy_plan(stage.desk, case.plan, "College and an evening").plan
    if other is None:
        return
    shown = open_case_of(stage.desk, uid, other.uid)
    template = list_plan_templates(stage.desk, shown)[-1]
    save_plan(stage.desk, try_template(stage.desk, shown, template, anew=True).plan, "edit_plan")
    page.plans.show_plan(other.uid)
    stage.rest()
    stage.grab("plans-other")
    _plans_menu(stage, page)
    page.plans.comparing.compare()
    comparison = stage.wait_for(ComparisonDialog)
    stage.grab("plans-compare", comparison)
    comparison.only_box.click()
    stage.grab("plans-compare-differences", comparison)
    comparison.reject()
    _courses(stage, page)
    page.editor.set_aside(Carried("FREN1"))
    page.editor.set_aside(Carried("ENG12"))
    stage.grab("plans-tray")
    delete_plan(stage.desk, other.uid)
    activate_plan(stage.desk, case.plan.uid)
    page.plans.show_plan("")
    stage.rest()
    _many(stage)


def _plans_menu(stage: Stage, page: PlanPage) -> None:
    page.plans.open_menu()
    stage.grab("plans-menu", stage.wait_for(QMenu))
    for menu in page.header.plan_button.findChildren(QMenu):
        menu.close()
    page.plans.copy()
    asked = stage.wait_for(NameDialog)
    stage.grab("plans-copy", asked)
    asked.reject()


def _courses(stage: Stage, page: PlanPage) -> None:
    page.plans.courses.choose_sequence()
    dialog = stage.wait_for(CoursesDialog)
    stage.grab("plans-sequence", dialog)
    dialog.field.setText("mathematics")
    stage.grab("plans-sequence-mathematics", dialog)
    dialog.make_button.click()
    made = stage.wait_for(SequenceDialog)
    stage.grab("plans-sequence-new", made)
    made.reject()
    dialog.reject()
    page.plans.courses.choose_template()
    templates = stage.wait_for(CoursesDialog)
    stage.grab("plans-template", templates)
    templates.reject()
    page.plans.courses.save_template()
    form = stage.wait_for(TemplateDialog)
    stage.grab("plans-template-save", form)
    form.reject()


def _many(stage: Stage) -> None:
    stage.program.bench.requests.page_requested.emit("students")
    students = stage.wait_for(StudentsPage)
    stage.rest()
    rows = students.table.rows_model()
    students.table.setCurrentIndex(rows.index(0, 0))
    last = rows.index(min(_SELECTED, rows.rowCount()) - 1, rows.columnCount() - 1)
    chosen = QItemSelection(rows.index(0, 0), last)
    flags = QItemSelectionModel.SelectionFlag
    students.table.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
    stage.program.bench.actions.action("template_for_many").trigger()
    dialog = stage.wait_for(ManyTemplatesDialog)
    dialog.look_button.click()
    stage.grab("plans-template-many", dialog)
    dialog.reject()


def _is_chosen(case: Case) -> bool:
    student = case.file.student
    planned = case.plan is not None and len(case.plan.placed) > _GRADE
    return student.grade_level == _GRADE and bool(case.file.pathways) and planned
