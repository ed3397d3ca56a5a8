"""What somebody sees in the window, so that a window built anew shows the same again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication, QDialog

from cte_desktop.ui.panel_page import PanelPage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.ui.main_window import MainWindow
    from cte_desktop.ui.planning.page import PlanPage
    from cte_desktop.ui.students.page import StudentsPage
    from cte_desktop.ui.students.saved.looks import Look


@dataclass(frozen=True, slots=True)
class Seen:
    """The open page, the student of the plan and the one of the list ("" for none), what the list
    shows (None where it was not open), who is selected in it, and the open part of each page that
    has parts.
    """

    page: str
    planned: str
    listed: str
    look: Look | None
    selected: tuple[str, ...]
    parts: Mapping[str, int]


def what_is_seen(window: MainWindow) -> Seen:
    """Return what the pages that were opened show."""
    built = window.stack.built()
    planned = listed = ""
    look, selected = None, tuple[str, ...]()
    if "plan" in built:
        case = cast("PlanPage", built["plan"]).case()
        planned = "" if case is None else case.file.student.uid
    if "students" in built:
        students = cast("StudentsPage", built["students"])
        line = students.table.current_row()
        listed = "" if line is None else line.uid
        look, selected = students.look(), students.selected()
    parts = {
        page_id: page.sections.currentRow()
        for page_id, page in built.items()
        if isinstance(page, PanelPage)
    }
    return Seen(window.stack.open_id(), planned, listed, look, selected, parts)


def show_again(window: MainWindow, seen: Seen) -> None:
    """Show in a fresh window what was seen in the one before it; its pages are there."""
    for page_id, part in seen.parts.items():
        cast("PanelPage", window.page(page_id)).sections.setCurrentRow(part)
    if seen.planned:
        cast("PlanPage", window.page("plan")).open_student(seen.planned)
    if seen.look is not None:
        _list_again(cast("StudentsPage", window.page("students")), seen, seen.look)
    if seen.page:
        window.open_page(seen.page)


def _list_again(page: StudentsPage, seen: Seen, look: Look) -> None:
    """Show the list as it was, and choose who was chosen, once the students are read."""
    model = page.table.rows_model()

    def show() -> None:
        if model.rowCount():
            model.modelReset.disconnect(show)
            page.show_look(look)
            page.table.select_key(seen.listed)
            page.table.select_keys(seen.selected)

    model.modelReset.connect(show)
    show()


def close_dialogs() -> bool:
    """Close every dialog of the program; False if one of them may not be closed now."""
    others = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible()
    ]
    for dialog in others:
        dialog.close()
    return not any(dialog.isVisible() for dialog in others)
