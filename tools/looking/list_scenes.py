"""Pictures of the list of students: columns, filters, lists under a name, tags, printing."""

from __future__ import annotations

from cte_desktop.services.saved_lists import save_list
from cte_desktop.services.tags import tag_many
from cte_desktop.ui.caseload_actions import CHOOSE_COLUMNS, TAG_MANY
from cte_desktop.ui.students.columns.dialog import ColumnsDialog
from cte_desktop.ui.students.fields.of_facts import LANGUAGE, REMINDER, TAGS
from cte_desktop.ui.students.fields.of_line import GRADE
from cte_desktop.ui.students.fields.of_plans import NOT_SIGNED, PLAN
from cte_desktop.ui.students.fields.of_standings import (
    GRADUATION,
    LAST_START,
    NEXT_STEP,
    STAGE,
)
from cte_desktop.ui.students.page import StudentsPage
from cte_desktop.ui.students.saved.looks import Look
from cte_desktop.ui.students.tagging.dialog import TagsDialog
from cte_desktop.ui.widgets.print_preview import PrintPreview
from tools.looking.stage import Stage

_SHOWN = ("name", GRADE, PLAN, GRADUATION, STAGE, NEXT_STEP, LAST_START, TAGS)
_SOME = 5


def list_pictures(stage: Stage) -> None:
    """Take the list as a counselor makes it, and the dialogs around it."""
    stage.program.bench.requests.page_requested.emit("students")
    page = stage.wait_for(StudentsPage)
    before = page.look()
    some = [row.uid for row in page.model.shown_rows()[:_SOME]]
    stage.program.bench.refresh.tell(tag_many(stage.desk, some, "robotics club"))
    stage.program.bench.refresh.tell(tag_many(stage.desk, some[:2], "AP"))
    wanted = Look(filters={GRADE: 11, PLAN: NOT_SIGNED}, columns=_SHOWN)
    save_list(stage.desk, "Juniors without a signed plan", wanted.content())
    made = save_list(stage.desk, "Spanish at home", Look(filters={LANGUAGE: "Spanish"}).content())
    stage.program.bench.refresh.tell(made)
    stage.rest()
    page.columns.show((*_SHOWN, REMINDER))
    stage.rest()
    stage.grab("students-columns")
    page.lists.show_list(page.lists.lists()[0].uid)
    stage.rest()
    stage.grab("students-list")
    menu = page.lists.menu()
    stage.grab("students-lists-menu", menu)
    menu.deleteLater()
    stage.program.bench.actions.action(CHOOSE_COLUMNS).trigger()
    columns = stage.wait_for(ColumnsDialog)
    stage.grab("students-columns-dialog", columns)
    columns.reject()
    page.show_look(Look(columns=_SHOWN))
    stage.rest()
    _deeds(stage, page, some)
    page.show_look(before)
    page.lists.forget()
    stage.rest()


def _deeds(stage: Stage, page: StudentsPage, some: list[str]) -> None:
    """Take what is done for some students: their tags, their plans on paper."""
    for uid in some:
        place = page.model.index(page.model.line_of(uid), 0)
        page.table.selectionModel().select(
            place,
            page.table.selectionModel().SelectionFlag.Select
            | page.table.selectionModel().SelectionFlag.Rows,
        )
    stage.program.bench.actions.action(TAG_MANY).trigger()
    tags = stage.wait_for(TagsDialog)
    stage.grab("students-tags", tags)
    tags.reject()
    stage.program.bench.actions.action("print_plan").trigger()
    preview = stage.wait_for(PrintPreview)
    stage.grab("students-print-plans", preview)
    preview.reject()
    page.table.clearSelection()
