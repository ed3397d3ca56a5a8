"""Pictures of the forecast: its figures, its lists, and what is done from them."""

from __future__ import annotations

from typing import cast

from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.ui.completers.forecast.adding_dialog import AddingDialog
from cte_desktop.ui.completers.forecast.panel import EXPLORERS, LAST, ONE_AWAY, ForecastPanel
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.completers.parts import Part
from cte_desktop.ui.widgets.print_preview import PrintPreview
from tools.looking.stage import Stage

FORECAST = 3


def forecast_pictures(stage: Stage) -> None:
    """Take the pictures on a stage with a sample district."""
    bring_up_to_date(stage.desk)
    stage.program.window.open_page("completers")
    page = stage.wait_for(CompletersPage)
    page.parts.choose(FORECAST)
    panel = cast("ForecastPanel", cast("Part", stage.wait_for(ForecastPanel)))
    stage.grab("forecast")
    table = panel.outlook.table
    if table is not None:
        table.row_chosen.emit(table.rows_model().row_at(0))
    stage.grab("forecast-figures")
    panel.which.choose(LAST)
    stage.grab("forecast-last-chance")
    panel.which.choose(ONE_AWAY)
    stage.rest()
    panel.one_away.all_button.click()
    stage.grab("forecast-one-away")
    letters = panel.deeds.write_letters(panel.one_away.kind, panel.one_away.selection())
    stage.grab("forecast-letters", letters)
    order = letters.order()
    letters.reject()
    panel.deeds.preview_letters(order)
    preview = stage.wait_for(PrintPreview)
    stage.grab("forecast-letters-preview", preview)
    preview.close()
    evening = panel.deeds.invite(panel.one_away.selection())
    stage.grab("forecast-evening", evening)
    evening.reject()
    panel.one_away.add_button.click()
    dialog = stage.wait_for(AddingDialog)
    stage.grab("forecast-adding", dialog)
    dialog.reject()
    panel.which.choose(EXPLORERS)
    stage.grab("forecast-explorers")
