"""The page Pathways: its pathways, the sign-ups for them, the last-chance radar, or the
requirements, behind a switch at the top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.page import Page, Workbench
from cte_desktop.ui.pathways.browser import PAGE, PathwayBrowser
from cte_desktop.ui.pathways.radar.panel import RadarPanel
from cte_desktop.ui.pathways.rules.view import RulesView
from cte_desktop.ui.pathways.sign_ups.panel import SignUpsPanel
from cte_desktop.ui.widgets.labels import page_title
from cte_desktop.ui.widgets.part_switch import PartSwitch
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk

PATHWAYS, SIGN_UPS, RADAR, REQUIREMENTS = range(4)
"""The parts, in the order of the switch."""


class PathwaysPage(Page):
    """The page. `open_pathway(name)` chooses a pathway; `sign_ups`, `radar` and `rules` are None
    until they are first shown.
    """

    listens = frozenset(
        {"catalog", "students", "record", "plans", "decisions", "settings", "standings", "rules"}
    )

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self._desk = desk
        self._bench = bench
        self.browser = PathwayBrowser(desk, bench)
        self.sign_ups: SignUpsPanel | None = None
        self.radar: RadarPanel | None = None
        self.rules: RulesView | None = None
        self.switch = PartSwitch(
            tr("Part of the page"),
            (tr("Pathways"), tr("Sign-ups"), tr("Last-chance radar"), tr("Requirements")),
        )
        self._parts = QStackedWidget()
        self.setAccessibleName(tr("Pathways"))
        self._put_together()
        # Made after what is below it, and before it in the order of Tab.
        QWidget.setTabOrder(self.switch.last(), self.browser.list.search)
        self.switch.part_chosen.connect(self._on_part_chosen)
        bench.actions.offer("find", self._on_find, page=PAGE)
        bench.actions.offer("other_part", self._on_other_part, page=PAGE)

    def open_pathway(self, name: str) -> bool:
        """Show a pathway; say whether the list has it."""
        self.switch.choose(PATHWAYS)
        return self.browser.open_pathway(name)

    def open_radar(self) -> None:
        """Show the last-chance radar."""
        self.switch.choose(RADAR)

    def activate(self) -> None:
        part = self._open_part()
        for other in (self.browser, self.sign_ups, self.radar, self.rules):
            if other is not None and other is not part:
                other.deactivate()
        part.activate()

    def deactivate(self) -> None:
        part = self._open_part()
        if part is not self.browser:
            part.deactivate()

    def refresh(self, changes: Changes) -> None:
        # The requirements listen for themselves: they must not miss a change while hidden.
        self.browser.refresh(changes)
        if self.sign_ups is not None:
            self.sign_ups.refresh(changes)
        if self.radar is not None:
            self.radar.refresh(changes)

    def _put_together(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(page_title(tr("Pathways")))
        top.addSpacing(theme.px(theme.INSIDE))
        top.addWidget(self.switch)
        top.addSpacing(theme.px(theme.INSIDE))
        top.addWidget(self.browser.count)
        top.addSpacing(theme.px(theme.GAP))
        top.addWidget(self.browser.stale)
        top.addStretch(1)
        self._parts.addWidget(self.browser)
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, theme.px(12), side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addLayout(top)
        column.addWidget(self._parts, 1)

    def _open_part(self) -> PathwayBrowser | SignUpsPanel | RadarPanel | RulesView:
        """Return the part that the switch shows, made when it is first asked for."""
        place = self.switch.part()
        if place == PATHWAYS:
            return self.browser
        if place == SIGN_UPS:
            if self.sign_ups is None:
                self.sign_ups = SignUpsPanel(self._desk, self._bench)
                self._parts.addWidget(self.sign_ups)
            return self.sign_ups
        if place == RADAR:
            if self.radar is None:
                self.radar = RadarPanel(self._desk, self._bench)
                self._parts.addWidget(self.radar)
            return self.radar
        if self.rules is None:
            self.rules = RulesView(self._desk, self._bench)
            self._parts.addWidget(self.rules)
        return self.rules

    def _on_part_chosen(self, place: int) -> None:
        self._parts.setCurrentWidget(self._open_part())
        self.browser.show_words(shown=place == PATHWAYS)
        self.activate()

    def _on_other_part(self) -> None:
        self.switch.choose((self.switch.part() + 1) % (REQUIREMENTS + 1))

    def _on_find(self) -> None:
        self._open_part().focus_search()
