"""Pictures of the page Sections: week, a block of it, table, forms, nothing found."""

from __future__ import annotations

from cte_desktop.ui.sections.page import SectionsPage
from cte_desktop.ui.sections.section_dialog import SectionDialog
from cte_desktop.ui.sections.top_line import TABLE, WEEK
from tools.looking.stage import Stage


def section_pictures(stage: Stage) -> None:
    """Take the pictures on a stage with a sample district; ends with the page as it began."""
    stage.program.window.open_page("sections")
    page = stage.wait_for(SectionsPage)
    stage.rest()
    _week(stage, page)
    _table(stage, page)
    _forms(stage, page)
    page.top.view.choose(WEEK)


def _week(stage: Stage, page: SectionsPage) -> None:
    stage.grab("sections-week")
    merged = max(page.view.week.blocks(), key=lambda block: block.count)
    page.view.week.choose(merged.key)
    page.view.week.block_activated.emit(merged.key)
    stage.grab("sections-week-block")
    for pathway in range(1, page.view.filters.pathway.count()):
        page.view.filters.pathway.setCurrentIndex(pathway)
        stage.rest()
        if page.view.week.blocks():  # a pathway that the open school teaches
            break
    block = page.view.week.blocks()[0]
    page.view.week.setFocus()
    page.view.week.choose(block.key)
    page.view.week.block_chosen.emit(block.key)
    stage.grab("sections-week-few")
    page.view.filters.clear()
    stage.grab("sections-week-all-schools")


def _table(stage: Stage, page: SectionsPage) -> None:
    page.top.view.choose(TABLE)
    page.view.table.focus_first()
    stage.grab("sections-table")
    page.view.toggle_details()
    stage.grab("sections-table-details")
    page.view.toggle_details()
    page.view.filters.search.setText("no section of this name")
    stage.grab("sections-nothing-found")
    page.view.filters.clear()


def _forms(stage: Stage, page: SectionsPage) -> None:
    actions = stage.program.bench.actions
    page.view.table.focus_first()
    for name in ("edit_section", "move_section", "add_section"):
        actions.action(name).trigger()
        dialog = stage.wait_for(SectionDialog)
        if name == "edit_section":
            _make_faults(dialog)
        stage.rest()
        stage.grab(f"sections-{name.removesuffix('_section')}", dialog)
        dialog.reject()
        stage.rest()


def _make_faults(dialog: SectionDialog) -> None:
    dialog.form.seats.setText("-3")
    dialog.meetings.add()
    row = dialog.meetings.rows[-1]
    row.period.setCurrentIndex(row.period.findData("P7"))
    row.changed.emit()
