"""Pictures of the page Home: the district, a caseload, and nobody chosen yet."""

from __future__ import annotations

from cte_desktop.ui.home.page import HomePage
from tools.looking.stage import Stage


def home_pictures(stage: Stage) -> None:
    """Take the pictures on a stage with a sample district; ends with the district."""
    stage.program.window.open_page("home")
    page = stage.wait_for(HomePage)
    page.scope.scope.setCurrentIndex(1)
    stage.grab("home")
    page.scope.scope.setCurrentIndex(0)
    stage.grab("home-who")
    page.scope.counselor.setCurrentIndex(1)
    stage.grab("home-caseload")
    page.scope.scope.setCurrentIndex(1)
    stage.rest()
