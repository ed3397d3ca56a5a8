"""Pictures of the backups, of restoring one, and of a database that is lost."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from cte_desktop.services import backups, settings
from cte_desktop.services.desk import open_desk
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.system.clock import Clock
from cte_desktop.ui.data.backups.restore_dialog import RestoreDialog
from cte_desktop.ui.data.page import DataPage
from cte_desktop.ui.opening.fault_panel import FaultPanel
from cte_desktop.ui.opening.lost_database import StandInOffer
from cte_desktop.ui.students.page import StudentsPage
from tools.looking.retention_scenes import retention_pictures
from tools.looking.stage import CLOCK, TODAY, Variant, staged

_STUDENTS = 60
_DAYS = (1, 8, 16, 19, 20)


def backup_pictures(application: QApplication, out: Path, variant: Variant, folder: Path) -> None:
    """Take all pictures; `folder` is for databases of their own."""
    file = folder / "backups" / "valencia.cte"
    if not file.exists():
        file.parent.mkdir()
        _fill(file)
    with staged(application, out, variant, file) as stage:
        stage.wait_for(StudentsPage)
        stage.program.bench.requests.backups_requested.emit()
        page = stage.wait_for(DataPage)
        stage.grab("data-backups-list")
        page.backups.table.focus_first()
        page.backups.restore.click()
        dialog = stage.wait_for(RestoreDialog)
        stage.grab("data-restore", dialog)
        dialog.close()
    lost = file.with_name("lost.cte")
    shutil.copytree(f"{file}.backups", f"{lost}.backups", dirs_exist_ok=True)
    with staged(application, out, variant, lost) as stage:
        stage.wait_for(FaultPanel)
        stage.wait_for(StandInOffer)
        stage.grab("opening-lost-database")
    retention_pictures(application, out, variant, folder)


def _fill(file: Path) -> None:
    """Make a district with backups of several days, and changes after them."""
    make_sample_district(file, CLOCK, students=_STUDENTS)
    for day in _DAYS:
        clock = Clock(date(TODAY.year, TODAY.month, day))
        desk = open_desk(file, None, clock, actor="A. Lee", writable=True)
        backups.back_up_daily(desk)
        desk.close()
    desk = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    backups.back_up(desk, "before-import")
    for minutes in ("12", "15"):
        settings.change_setting(desk, "travel_margin_minutes", minutes)
    desk.close()
