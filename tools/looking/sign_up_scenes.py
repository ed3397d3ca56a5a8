"""Pictures of sign-ups: the lists of the page Pathways, and the dialogs for one or many."""

from __future__ import annotations

from cte_desktop.services.cases import open_cases
from cte_desktop.services.sign_ups.suggesting import suggest
from cte_desktop.ui.completion.sign_ups.many_dialog import ManyDialog
from cte_desktop.ui.completion.sign_ups.student_dialog import StudentPathwaysDialog
from cte_desktop.ui.pathways.page import PATHWAYS, SIGN_UPS, PathwaysPage
from cte_desktop.ui.pathways.sign_ups.lines import CHANGED, INTERESTED, NOT_SIGNED_UP
from cte_desktop.ui.pathways.sign_ups.panel import SignUpsPanel
from cte_desktop.ui.planning.page import PlanPage
from tools.looking.stage import Stage, wait_until


def sign_up_pictures(stage: Stage) -> None:
    """Take the pictures on a stage with a sample district; ends with the page as it began."""
    stage.program.window.open_page("pathways")
    page = stage.wait_for(PathwaysPage)
    page.switch.choose(SIGN_UPS)
    panel = stage.wait_for(SignUpsPanel)
    wait_until(lambda: not panel.suggester.left())
    row = max(panel.models[NOT_SIGNED_UP].shown_rows(), key=lambda line: len(line.suggestion))
    panel.table().select_key(row.key)
    stage.grab("sign-ups")
    panel.table().selectAll()
    stage.program.bench.actions.action("sign_up_many").trigger()
    dialog = stage.wait_for(ManyDialog)
    dialog.pathway.setCurrentIndex(dialog.pathway.findData("Welding"))
    stage.rest()
    stage.grab("sign-ups-many", dialog)
    dialog.reject()
    stage.rest()
    for place, name in ((INTERESTED, "sign-ups-interested"), (CHANGED, "sign-ups-changed")):
        panel.lists.choose(place)
        stage.grab(name)
    panel.lists.choose(NOT_SIGNED_UP)
    page.switch.choose(PATHWAYS)
    _student(stage)


def _student(stage: Stage) -> None:
    case = max(open_cases(stage.desk), key=lambda one: (len(suggest(one)) > 1,
               len(one.file.enrollments), len(suggest(one))))  # fmt: skip
    stage.program.bench.requests.student_requested.emit(case.file.student.uid)
    stage.wait_for(PlanPage)
    stage.program.bench.actions.action("student_pathways").trigger()
    dialog = stage.wait_for(StudentPathwaysDialog)
    stage.grab("student-pathways", dialog)
    dialog.reject()
    stage.rest()
