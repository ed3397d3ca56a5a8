"""The top of the page: which part, which school year, which site, week or table, and adding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, follow, primary_button, push_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import page_title
from cte_desktop.ui.widgets.part_switch import PartSwitch
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

SCHEDULE, DEMAND, CONFLICTS = range(3)
WEEK, TABLE = range(2)
_YEAR_WIDTH = 116
_SITE_WIDTH = 148


class TopLine(QWidget):
    """The line. Signals: `year_chosen(school year)`; `site_chosen(short name or None)`."""

    year_chosen = Signal(int)
    site_chosen = Signal(object)

    def __init__(self, bring: QAction, add: QAction) -> None:
        super().__init__()
        self.parts = PartSwitch(
            tr("Part of the page"), (tr("Schedule"), tr("Demand"), tr("Conflicts"))
        )
        self.year = ChoiceBox(tr("School year"))
        self.site = ChoiceBox(tr("Site"))
        self.view = PartSwitch(tr("How the sections are shown"), (tr("Week"), tr("Table")))
        self.import_button = push_button(tr("Import sections…"), "import", bring.trigger)
        self.add_button = primary_button(tr("Add section"), "plus", add.trigger)
        follow(self.import_button, bring)
        follow(self.add_button, add)
        # Enter belongs to the table and the fields, not to this button.
        self.add_button.setDefault(False)
        self._put_together()
        self.year.currentIndexChanged.connect(self._on_year)
        self.site.currentIndexChanged.connect(self._on_site)

    def show_years(self, years: Sequence[int], chosen: int) -> None:
        """Offer these school years."""
        self.year.blockSignals(True)
        self.year.clear()
        for year in years:
            self.year.addItem(school_year_text(year), year)
        self.year.setCurrentIndex(self.year.findData(chosen))
        self.year.blockSignals(False)

    def show_sites(self, sites: Sequence[tuple[str, str]]) -> None:
        """Offer these sites; the chosen one stays so, if it is still among them."""
        chosen = self.site.currentData()
        self.site.blockSignals(True)
        self.site.clear()
        self.site.addItem(tr("All schools"), None)
        for short, name in sites:
            self.site.addItem(name, short)
        place = self.site.findData(chosen) if chosen is not None else 0
        self.site.setCurrentIndex(max(0, place))
        self.site.blockSignals(False)
        if self.site.currentData() != chosen:
            self._on_site()

    def choose_site(self, site: str | None) -> None:
        """Choose a site, None for all."""
        place = 0 if site is None else self.site.findData(site)
        self.site.setCurrentIndex(max(0, place))

    def show_schedule_tools(self, *, shown: bool) -> None:
        """Show what concerns the schedule alone, or hide it while another part is open."""
        for tool in (self.site, self.view, self.import_button, self.add_button):
            tool.setVisible(shown)

    def _put_together(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        for box, width in ((self.year, _YEAR_WIDTH), (self.site, _SITE_WIDTH)):
            box.setMinimumWidth(theme.px(width))
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        heading = page_title(tr("Sections"))
        heading.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        # In large type they take two lines; the buttons stay at the side.
        choices = QWidget()
        flow = FlowLayout(choices, theme.px(theme.INSIDE))
        for part in (heading, self.parts, self.year, self.site, self.view):
            flow.addWidget(part)
        row.addWidget(choices, 1)
        for button in (self.import_button, self.add_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _on_year(self) -> None:
        year = self.year.currentData()
        if isinstance(year, int):
            self.year_chosen.emit(year)

    def _on_site(self) -> None:
        self.site_chosen.emit(self.site.currentData())
