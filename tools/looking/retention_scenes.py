"""Pictures of what may be destroyed, of the question, and of what is left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from cte_desktop.services import backups, retention
from cte_desktop.services.desk import open_desk
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.system.clock import Clock
from cte_desktop.ui.data.page import DataPage
from cte_desktop.ui.data.retention.destroy_dialog import DestroyDialog
from cte_desktop.ui.students.page import StudentsPage
from tools.looking.stage import CLOCK, TODAY, Variant, staged

_STUDENTS = 60
_YEARS_AGO = 4


def retention_pictures(
    application: QApplication, out: Path, variant: Variant, folder: Path
) -> None:
    """Take all pictures; `folder` is for a database of their own."""
    file = folder / "keeping" / "valencia.cte"
    if not file.exists():
        file.parent.mkdir()
        _fill(file)
    with staged(application, out, variant, file) as stage:
        stage.wait_for(StudentsPage)
        stage.program.window.open_page("data")
        page = stage.wait_for(DataPage)
        panel = page.retention
        page.open_section(panel)
        stage.rest()
        panel.table.focus_first()
        stage.grab("keeping-due")
        panel.stays.setChecked(True)
        stage.rest()
        stage.grab("keeping-all")
        panel.destroy_button.click()
        dialog = stage.wait_for(DestroyDialog)
        stage.grab("keeping-destroy", dialog)
        dialog.close()


def _fill(file: Path) -> None:
    """Make a district of some years ago with backups, and a family that has asked."""
    made = Clock(date(TODAY.year - _YEARS_AGO, TODAY.month, TODAY.day))
    make_sample_district(file, made, students=_STUDENTS)
    desk = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    backups.back_up(desk)
    first = retention.due(desk).due[0]
    retention.note_request(desk, first.student_id, is_open=True)
    desk.close()
