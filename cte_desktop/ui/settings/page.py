"""The page Settings: how the database is protected, and what else is set for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui.panel_page import PanelPage, Part
from cte_desktop.ui.settings.people.panel import PeoplePanel
from cte_desktop.ui.settings.protection.panel import ProtectionPanel
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.program_settings import ProgramSettings

PAGE = "settings"


class SettingsPage(PanelPage):
    """The page; each of its parts has one line below."""

    listens = frozenset({"settings", "people", "protection"})

    def __init__(self, desk: Desk, bench: Workbench, program: ProgramSettings) -> None:
        self.protection = ProtectionPanel(desk, bench, program)
        self.people = PeoplePanel(desk, bench, program)
        parts = (
            Part("lock", tr("Protection"), self.protection),
            Part("users", tr("People"), self.people),
        )
        super().__init__(bench, PAGE, tr("Settings"), parts)
