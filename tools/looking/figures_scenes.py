"""Pictures of the part Figures: by pathway, by year, groups, Perkins, and earlier totals."""

from __future__ import annotations

from typing import cast

from cte_desktop.domain.completion.figures.table import View
from cte_desktop.ui.completers.figures.earlier_dialog import EarlierDialog
from cte_desktop.ui.completers.figures.panel import FiguresPanel
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.completers.parts import FIGURES
from tools.looking.stage import Stage


def figures_pictures(stage: Stage) -> None:
    """Take the pictures on a stage with a sample district."""
    stage.program.window.open_page("completers")
    page = stage.wait_for(CompletersPage)
    page.parts.choose(FIGURES)
    stage.rest()
    panel = cast("FiguresPanel", page.part(FIGURES))
    for view in (View.PATHWAY, View.YEARS, View.GROUPS, View.PERKINS):
        panel.choices.choose(view)
        stage.rest()
        stage.grab(f"figures-{view}")
    panel.choices.choose(View.PATHWAY)
    stage.rest()
    panel.chart.setFocus()
    stage.grab("figures-focus")
    panel.choices.earlier.click()
    dialog = stage.wait_for(EarlierDialog)
    stage.grab("figures-earlier", dialog)
    dialog.reject()
    stage.rest()
