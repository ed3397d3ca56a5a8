"""Pictures of the page Settings: each of its parts, what is found, and what is wrong in a cell."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit

from cte_desktop.services.catalog_edits.ways import save_way
from cte_desktop.services.desk import open_desk
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.services.settings import change_setting
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.ui.settings.page import SettingsPage
from cte_desktop.ui.settings.tables.bells_panel import BellsPanel
from cte_desktop.ui.settings.tables.cells import TextCell
from cte_desktop.ui.settings.values.panel import ValuesPanel
from tools.looking.stage import CLOCK, Stage, Variant, staged

_STUDENTS = 90


def settings_pictures(application: QApplication, out: Path, variant: Variant, folder: Path) -> None:
    """Take the pictures of a small district in which a few settings are changed."""
    with staged(application, out, variant, _district(folder / "settings.cte")) as stage:
        stage.program.window.open_page("settings")
        page = stage.wait_for(SettingsPage)
        for part, (_, panel) in page.by_part.items():
            if part in {"people", "protection"}:  # they have pictures of their own
                continue
            page.open_section(panel)
            stage.rest()
            if part == "rules":
                _mistyped(panel)
            if part == "bells":
                _overlapping(panel)
            stage.grab(f"settings-{part}")
        page.search.setText("pass")
        stage.grab("settings-found")
        page.search.setText("zzz")
        stage.grab("settings-nothing-found")
        page.search.clear()
        _go_to(stage)


def _mistyped(panel: object) -> None:
    if isinstance(panel, ValuesPanel):
        row = panel.rows["travel_margin_minutes"]
        row.focus()
        if isinstance(row.field, QLineEdit):
            row.field.setText("75")
            row.field.textEdited.emit("75")


def _overlapping(panel: object) -> None:
    if isinstance(panel, BellsPanel):
        panel.school.setCurrentIndex(panel.school.findData("VL"))
        cell = next(cell for (_, place), cell in panel.grid.cells.items() if place == 3)
        if isinstance(cell, TextCell):
            cell.setFocus()
            cell.field.setText("8:3")
            cell.field.textEdited.emit("8:3")


def _go_to(stage: Stage) -> None:
    from cte_desktop.ui.go_to.dialog import GoToDialog

    stage.program.bench.actions.action("go_to").trigger()
    dialog = stage.wait_for(GoToDialog)
    dialog.field.setText("letterhead")
    stage.grab("settings-go-to", dialog)
    dialog.reject()


def _district(file: Path) -> Path:
    if file.exists():
        return file
    make_sample_district(file, CLOCK, students=_STUDENTS)
    desk = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    change_setting(desk, "completer_goal", "500")
    change_setting(desk, "travel_margin_minutes", "12")
    change_setting(desk, "letterhead_1", "21380 Centre Pointe Parkway, Santa Clarita, CA 91350")
    save_way(desk, "CN", "VL", None, None)
    bring_up_to_date(desk)
    desk.close()
    return file
