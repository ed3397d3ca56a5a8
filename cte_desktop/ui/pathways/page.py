"""The page Pathways: its pathways, or the requirements, behind a switch at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.page import Page, Workbench
from cte_desktop.ui.pathways.browser import PAGE, PathwayBrowser
from cte_desktop.ui.pathways.rules.view import RulesView
from cte_desktop.ui.widgets.labels import page_title
from cte_desktop.ui.widgets.part_switch import PartSwitch
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk

_PATHWAYS, _REQUIREMENTS = 0, 1


class PathwaysPage(Page):
    """The page. `open_pathway(name)` chooses a pathway; `rules` is None until it is first shown."""

    listens = frozenset(
        {"catalog", "students", "record", "plans", "decisions", "settings", "standings", "rules"}
    )

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self._desk = desk
        self._bench = bench
        self.browser = PathwayBrowser(desk, bench)
        self.rules: RulesView | None = None
        self.switch = PartSwitch(tr("Part of the page"), (tr("Pathways"), tr("Requirements")))
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
        self.switch.choose(_PATHWAYS)
        return self.browser.open_pathway(name)

    def activate(self) -> None:
        if self.rules is not None and self.switch.part() == _REQUIREMENTS:
            self.browser.deactivate()
            self.rules.activate()
        else:
            self.browser.activate()

    def deactivate(self) -> None:
        if self.rules is not None and self.switch.part() == _REQUIREMENTS:
            self.rules.deactivate()

    def refresh(self, changes: Changes) -> None:
        # The requirements listen for themselves: they must not miss a change while hidden.
        self.browser.refresh(changes)

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

    def _on_part_chosen(self, place: int) -> None:
        if self.rules is None:
            self.rules = RulesView(self._desk, self._bench)
            self._parts.addWidget(self.rules)
        if place == _PATHWAYS:
            self.rules.deactivate()
        part = self.rules if place == _REQUIREMENTS else self.browser
        self._parts.setCurrentWidget(part)
        self.browser.show_words(shown=place == _PATHWAYS)
        self.activate()

    def _on_other_part(self) -> None:
        self.switch.choose(_PATHWAYS if self.switch.part() == _REQUIREMENTS else _REQUIREMENTS)

    def _on_find(self) -> None:
        if self.rules is not None and self.switch.part() == _REQUIREMENTS:
            self.rules.focus_search()
        else:
            self.browser.focus_search()
