"""The page Settings: every setting of the district and of this computer, found by one search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtWidgets import QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.panel_page import PanelPage, Part
from cte_desktop.ui.settings.computer_panel import ComputerPanel
from cte_desktop.ui.settings.district_panels import district_panel, rules_panel
from cte_desktop.ui.settings.found import FoundSettings
from cte_desktop.ui.settings.later import LaterPanel, Make, PartsByName
from cte_desktop.ui.settings.paper.panel import PaperPanel
from cte_desktop.ui.settings.people.panel import PeoplePanel
from cte_desktop.ui.settings.protection.panel import ProtectionPanel
from cte_desktop.ui.settings.school_year.panel import SchoolYearPanel
from cte_desktop.ui.settings.tables.bells_panel import BellsPanel
from cte_desktop.ui.settings.tables.schools_panel import SchoolsPanel
from cte_desktop.ui.settings.tables.travel_panel import TravelPanel
from cte_desktop.ui.settings.windows_panel import WindowsPanel
from cte_desktop.ui.settings.words.panel import words_panel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.settings import part_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.program_settings import ProgramSettings
    from cte_desktop.ui.widgets.panel import Panel
    from cte_desktop.wording.settings import SettingEntry

PAGE = "settings"
_ANY_WIDTH = 16_777_215  # as Qt calls no bound


class _Showing(Protocol):
    def show_setting(self, key: str) -> None:
        """Bring a setting into sight and go to it."""


class SettingsPage(PanelPage):
    """The page; each of its parts has one line below, under its id of `PART_TITLES`."""

    listens = frozenset({"settings", "people", "protection", "catalog", "students"})

    def __init__(self, desk: Desk, bench: Workbench, program: ProgramSettings) -> None:
        made: dict[str, tuple[str, Make]] = {
            "district": ("house", lambda: district_panel(desk, bench)),
            "rules": ("book-open", lambda: rules_panel(desk, bench)),
            "school_year": ("calendar-days", lambda: SchoolYearPanel(desk, bench)),
            "words": ("pencil", lambda: words_panel(desk, bench)),
            "schools": ("school", lambda: SchoolsPanel(desk, bench)),
            "bells": ("clock", lambda: BellsPanel(desk, bench)),
            "travel": ("route", lambda: TravelPanel(desk, bench)),
            "paper": ("file-text", lambda: PaperPanel(desk, bench)),
            "windows": ("pencil", lambda: WindowsPanel(desk, bench)),
            "protection": ("lock", lambda: ProtectionPanel(desk, bench, program)),
            "people": ("users", lambda: PeoplePanel(desk, bench, program)),
            "computer": ("settings", lambda: ComputerPanel(desk, bench, program)),
        }
        doors = {
            part: (icon, LaterPanel(part_title(part), make)) for part, (icon, make) in made.items()
        }
        self.by_part = PartsByName(doors)
        parts = [Part(icon, part_title(part), door) for part, (icon, door) in doors.items()]
        super().__init__(bench, PAGE, tr("Settings"), parts)
        self.search = SearchField(tr("Search all settings"))
        self.search.setMinimumWidth(0)
        self.found = FoundSettings()
        self.history = push_button(
            tr("What was changed"), "history", lambda: bench.requests.history_requested.emit(PAGE)
        )
        self.side.addWidget(self.history)
        self.search.query_changed.connect(self._on_query)
        self.search.results_wanted.connect(self._on_results_wanted)
        self.found.chosen.connect(self._on_chosen)
        self._narrow = False
        self._fit()
        theme.news().changed.connect(self._fit)
        self.setTabOrder(self.search, self.sections)

    @property
    def protection(self) -> ProtectionPanel:
        """Return the part Protection."""
        return cast("ProtectionPanel", self.by_part["protection"][1])

    @property
    def people(self) -> PeoplePanel:
        """Return the part People."""
        return cast("PeoplePanel", self.by_part["people"][1])

    @property
    def computer(self) -> ComputerPanel:
        """Return the part This computer."""
        return cast("ComputerPanel", self.by_part["computer"][1])

    def open_section(self, panel: Panel) -> None:
        super().open_section(self.by_part.door_of(panel))

    def show_setting(self, part: str, key: str) -> None:
        """Open a part with one of its settings in sight."""
        self.search.clear()
        _, panel = self.by_part[part]
        self.open_section(panel)
        self.show_instead(None)
        if hasattr(panel, "show_setting"):
            cast("_Showing", panel).show_setting(key)
        else:
            panel.focus_search()

    def set_narrow(self, *, narrow: bool) -> None:
        """Let the search stand above everything where the list has room for icons alone."""
        super().set_narrow(narrow=narrow)
        self._narrow = narrow
        self._fit()

    def refresh(self, changes: Changes) -> None:
        if self.is_searching():
            return
        super().refresh(changes)

    def is_searching(self) -> bool:
        """Tell whether what was found stands in the place of a part."""
        return bool(self.search.text().strip())

    def _fit(self) -> None:
        whole = self.layout()
        self.history.setVisible(not self._narrow)  # the page Data has the history as well
        if self._narrow and isinstance(whole, QVBoxLayout):
            whole.insertWidget(1, self.search)
            self.search.setMaximumWidth(_ANY_WIDTH)
        else:
            self.side.insertWidget(0, self.search)
            self.search.setMaximumWidth(self.sections.width())

    def _on_query(self, query: str) -> None:
        if not query.strip():
            self.show_instead(None)
            return
        self.found.search(query)
        self.show_instead(self.found)

    def _on_results_wanted(self) -> None:
        if self.is_searching() and self.found.model.rowCount():
            self.found.table.focus_first()

    def _on_chosen(self, entry: SettingEntry) -> None:
        self.show_setting(entry.part, entry.key)

    def _on_section(self, place: int) -> None:
        self.search.clear()
        super()._on_section(place)

    def _on_find(self) -> None:
        self.search.focus()
