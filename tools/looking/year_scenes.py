"""Pictures of the part School year: before May, the preview in June, and who repeats the grade."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from cte_desktop.services.sampling import make_sample_district
from cte_desktop.system.clock import Clock
from cte_desktop.ui.settings.page import SettingsPage
from cte_desktop.ui.settings.school_year.panel import SchoolYearPanel
from cte_desktop.ui.settings.school_year.staying_dialog import StayingDialog
from tools.looking.stage import CLOCK, Stage, Variant, staged

_STUDENTS = 90
_JUNE = Clock(date(2027, 6, 12))


def year_pictures(application: QApplication, out: Path, variant: Variant, folder: Path) -> None:
    """Take the pictures of a small district."""
    file = folder / "year.cte"
    if not file.exists():
        make_sample_district(file, CLOCK, students=_STUDENTS)
    with staged(application, out, variant, file) as stage:
        stage.program.window.open_page("settings")
        page = stage.wait_for(SettingsPage)
        panel = page.by_part["school_year"][1]
        page.open_section(panel)
        stage.rest()
        stage.grab("school-year-too-early")
        stage.desk.clock = stage.desk.database.clock = _JUNE
        panel.read()
        stage.rest()
        stage.grab("school-year")
        if isinstance(panel, SchoolYearPanel):
            _staying_pictures(stage, panel)
        page.open_section(page.by_part["words"][1])
        stage.rest()
        stage.grab("own-words")


def _staying_pictures(stage: Stage, panel: SchoolYearPanel) -> None:
    panel.ask_staying()
    dialog = stage.wait_for(StayingDialog)
    dialog.search.setText("a")
    dialog.table.focus_first()
    dialog.turn()
    stage.grab("school-year-who-repeats", dialog)
    dialog.reject()
