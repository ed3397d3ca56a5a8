"""Pictures of the part Completers of its page: the lists, the evidence, and awarding."""

from __future__ import annotations

from typing import cast

from cte_desktop.ui.completers.finding.award_dialog import AwardDialog
from cte_desktop.ui.completers.finding.lists import COMPLETED, NEEDS_A_PERSON, ONE_AWAY
from cte_desktop.ui.completers.finding.panel import FindingPanel
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.completers.parts import FINDING
from cte_desktop.ui.widgets.print_preview import PrintPreview
from tools.looking.stage import Stage


def completers_pictures(stage: Stage) -> None:
    """Take the pictures on a stage with a sample district; awards what can be."""
    stage.program.window.open_page("completers")
    page = stage.wait_for(CompletersPage)
    stage.rest()
    panel = cast("FindingPanel", page.part(FINDING))
    stage.grab("completers")
    for place, name in ((NEEDS_A_PERSON, "questions"), (ONE_AWAY, "one-away")):
        panel.which.choose(place)
        panel.lists.focus_rows()
        stage.grab(f"completers-{name}")
    panel.which.choose(COMPLETED)
    panel.all_button.click()
    panel.award_button.click()
    dialog = stage.wait_for(AwardDialog)
    stage.grab("completers-award", dialog)
    dialog.award_button.click()
    stage.rest()
    panel.lists.table().selectRow(2)
    stage.grab("completers-awarded")
    panel.all_button.click()
    order = page.print_certificates()
    stage.grab("certificates-print", order)
    order.before.click()
    stage.grab("certificates-print-early", order)
    order.preview_button.click()
    preview = stage.wait_for(PrintPreview)
    stage.grab("certificates-preview", preview)
    preview.close()
    panel.side.paper_button.click()
    preview = stage.wait_for(PrintPreview)
    stage.grab("evidence-preview", preview)
    preview.close()
    stage.rest()
