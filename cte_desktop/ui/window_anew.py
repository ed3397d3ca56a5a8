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


@dataclass(frozen=True, slots=True)
class Seen:
    """The open page, the student of the plan and the one of the list ("" for none), and the open
    part of each page that has parts.
    """

    page: str
    planned: str
    listed: str
    parts: Mapping[str, int]


def what_is_seen(window: MainWindow) -> Seen:
    """Return what the pages that were opened show."""
    built = window.stack.built()
    planned = listed = ""
    if "plan" in built:
        case = cast("PlanPage", built["plan"]).case()
        planned = "" if case is None else case.file.student.uid
    if "students" in built:
        line = cast("StudentsPage", built["students"]).table.current_row()
        listed = "" if line is None else line.uid
    parts = {
        page_id: page.sections.currentRow()
        for page_id, page in built.items()
        if isinstance(page, PanelPage)
    }
    return Seen(window.stack.open_id(), planned, listed, parts)


def show_again(window: MainWindow, seen: Seen) -> None:
    """Show in a fresh window what was seen in the one before it; its pages are there."""
    for page_id, part in seen.parts.items():
        cast("PanelPage", window.page(page_id)).sections.setCurrentRow(part)
    if seen.planned:
        cast("PlanPage", window.page("plan")).open_student(seen.planned)
    if seen.listed:
        _list_again(cast("StudentsPage", window.page("students")), seen.listed)
    if seen.page:
        window.open_page(seen.page)


def _list_again(page: StudentsPage, uid: str) -> None:
    """Choose a student of the list, once there is one."""
    model = page.table.rows_model()

    def choose() -> None:
        if model.rowCount():
            model.modelReset.disconnect(choose)
            page.table.select_key(uid)

    if not page.table.select_key(uid):
        model.modelReset.connect(choose)


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
