"""Pictures of the page Data and of the steps of an import."""

from __future__ import annotations

from pathlib import Path

from cte_desktop.ui.data.page import DataPage
from tools.looking.stage import Stage


def page_parts(stage: Stage, _folder: Path) -> None:
    """Take a picture of every part of the page."""
    stage.program.window.open_page("data")
    page = stage.wait_for(DataPage)
    names = ("bring", "set-here", "profiles", "answers", "send", "disclosures")
    for name, panel in zip(names, page.panels, strict=True):
        page.open_section(panel)
        stage.grab(f"data-{name}")
    page.open_section(page.bring)
