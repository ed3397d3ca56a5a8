"""Pictures of the page Pathways: pathways, the students of one, a search without an answer."""

from __future__ import annotations

from cte_desktop.ui.pathways.page import PathwaysPage
from tools.looking.stage import Stage

_TWO_LEVELS = "Graphic Design and Animation"
_THREE_LEVELS = "Engineering (Project Lead the Way)"


def pathway_pictures(stage: Stage) -> None:
    """Take the pictures on a stage with a sample district; ends with the page as it began."""
    stage.program.window.open_page("pathways")
    page = stage.wait_for(PathwaysPage)
    page.open_pathway(_TWO_LEVELS)
    stage.grab("pathways")
    page.open_pathway(_THREE_LEVELS)
    page.browser.detail.verticalScrollBar().setValue(
        page.browser.detail.verticalScrollBar().maximum()
    )
    stage.grab("pathways-three-levels")
    page.open_pathway(_TWO_LEVELS)
    stage.program.bench.actions.action("pathway_students").trigger()
    stage.rest()
    stage.grab("pathways-students")
    stage.program.bench.actions.action("back_to_pathway").trigger()
    page.browser.list.search.setText("no pathway of this name")
    stage.grab("pathways-nothing-found")
    page.browser.list.search.clear()
