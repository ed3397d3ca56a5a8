"""The parts District and Rules: what holds for every student of the district."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui.settings.values.panel import ValuesPanel
from cte_desktop.wording.settings import SETTINGS_OF, part_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


def district_panel(desk: Desk, bench: Workbench) -> ValuesPanel:
    """Return the part about the district itself."""
    words = tr("What papers call the district, and what it aims at.")
    groups = ((tr("The district"), SETTINGS_OF["district"]),)
    return ValuesPanel(desk, bench, part_title("district"), words, groups)


def rules_panel(desk: Desk, bench: Workbench) -> ValuesPanel:
    """Return the part about time, marks and completion.

    What graduation, A-G and pathways ask for is edited on the page Pathways, under its rules.
    """
    names = SETTINGS_OF["rules"]
    words = tr(
        "They decide what fits, what counts and who completes a pathway; every student's standing "
        "is worked out anew after a change. Terms are fall, spring and summer; a school year turns "
        "on July 1."
    )
    groups = (
        (tr("Time and college units"), names[:3]),
        (tr("Marks"), names[3:7]),
        (tr("Completing a pathway"), names[7:]),
    )
    return ValuesPanel(desk, bench, part_title("rules"), words, groups)
