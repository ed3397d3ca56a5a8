"""The panel: the district's own words for pathway, program and Extended Day, by language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.system.settings import OWN_WORDS
from cte_desktop.ui.settings.values.panel import ValuesPanel
from cte_desktop.wording.settings import part_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


def words_panel(desk: Desk, bench: Workbench) -> ValuesPanel:
    """Return the part about words: the window and all papers say them from then on."""
    words = tr(
        "How your district says it, in the window and on papers. Names of the catalog and files "
        "stay as they are."
    )
    english = tuple(name for name in OWN_WORDS if not name.endswith("_es"))
    spanish = tuple(name for name in OWN_WORDS if name.endswith("_es"))
    groups = ((tr("In English"), english), (tr("In Spanish"), spanish))
    return ValuesPanel(desk, bench, part_title("words"), words, groups)
