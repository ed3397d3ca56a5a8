"""Pictures of what a change to the schedule would break: the question, and whom it concerns."""

from __future__ import annotations

from cte_desktop.ui.sections.blast.blast_dialog import BlastDialog
from cte_desktop.ui.sections.blast.change_form import Kind
from cte_desktop.ui.sections.listed import SectionRow
from cte_desktop.ui.sections.page import SectionsPage
from tools.looking.stage import Stage

_RETIRED = "AR2"  # some would lose a pathway without it


def blast_pictures(stage: Stage) -> None:
    """Take the pictures on a stage with a sample district; ends with the page as it began."""
    stage.program.window.open_page("sections")
    page = stage.wait_for(SectionsPage)
    stage.rest()
    schedule = page.view.schedule()
    if schedule is None or not schedule.rows:
        raise LookupError("the sample has no sections")
    row = max(schedule.rows, key=_worth)
    dialog = page.what_if().open(row.line.section, schedule.catalog)
    _ask(stage, dialog)
    _cancelled(stage, dialog)
    dialog.other_button.click()
    dialog.form.choose(Kind.RETIRE)
    dialog.form.course.show_code(_RETIRED)
    _look(stage, dialog)
    stage.grab("what-if-retired", dialog)
    dialog.close()
    other = page.what_if().open(None, schedule.catalog)
    stage.grab("what-if-course", other)
    other.close()


def _ask(stage: Stage, dialog: BlastDialog) -> None:
    dialog.form.choose(Kind.MOVE)
    dialog.form.end.setText("3 o'clock")
    dialog.form.change()
    stage.grab("what-if-ask", dialog)
    dialog.form.choose(Kind.CANCEL)


def _cancelled(stage: Stage, dialog: BlastDialog) -> None:
    _look(stage, dialog)
    stage.grab("what-if", dialog)
    rows = dialog.students.rows()
    several = max(rows, key=lambda row: len(row.ways), default=None)
    if several is not None and several.ways:
        dialog.students.table.select_key(several.uid)
        dialog.students.detail.ways.buttons[-1].click()
        stage.grab("what-if-left", dialog)


def _look(stage: Stage, dialog: BlastDialog) -> None:
    dialog.look_button.click()
    stage.wait_for(BlastDialog)


def _worth(row: SectionRow) -> tuple[bool, int]:
    """Return how much there is to see: many plans in a class that has begun in no record yet."""
    line = row.line
    return not line.recorded, line.planned
