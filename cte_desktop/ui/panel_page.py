"""A page of several parts: a list of them on the left, the open one beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.page import Page, Workbench
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import page_title
from cte_desktop.ui.widgets.section_list import SectionList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.services.changes import Changes
    from cte_desktop.ui.widgets.panel import Panel


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a page: its icon and title in the list, and what is shown beside it."""

    icon: str
    title: str
    panel: Panel


class PanelPage(Page):
    """The page `page_id`, called `title`; the part that is open reads, and is searched.

    `side` is the column with the list of the parts.
    """

    def __init__(self, bench: Workbench, page_id: str, title: str, parts: Sequence[Part]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.panels = tuple(part.panel for part in parts)
        self.sections = SectionList([(part.icon, part.title) for part in parts])
        self._shown = QStackedWidget()
        for panel in self.panels:
            self._shown.addWidget(panel)
        self._put_together(title)
        self._stops = keep_reading_order(self, [])
        self.sections.section_changed.connect(self._on_section)
        bench.actions.offer("find", self._on_find, page=page_id)

    def open_section(self, panel: Panel) -> None:
        """Show one part of the page."""
        self.sections.setCurrentRow(self.panels.index(panel))

    def activate(self) -> None:
        self._open().read()
        self._order_stops()
        self.sections.setFocus()

    def set_narrow(self, *, narrow: bool) -> None:
        self.sections.set_narrow(narrow=narrow)

    def refresh(self, changes: Changes) -> None:
        del changes
        self._open().read()

    def _put_together(self, title: str) -> None:
        whole = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        whole.setContentsMargins(side, theme.px(theme.GAP), side, theme.px(theme.GAP))
        whole.setSpacing(theme.px(12))
        whole.addWidget(page_title(title))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.PAGE))
        self.side = QVBoxLayout()
        self.side.setSpacing(theme.px(theme.INSIDE))
        self.side.addWidget(self.sections, 1)
        row.addLayout(self.side)
        row.addWidget(self._shown, 1)
        whole.addLayout(row, 1)

    def show_instead(self, widget: QWidget | None) -> None:
        """Show something else beside the list, such as what was found; None: the open part."""
        if widget is None:
            self._shown.setCurrentWidget(self._open())
            return
        if self._shown.indexOf(widget) < 0:
            self._shown.addWidget(widget)
        self._shown.setCurrentWidget(widget)

    def _open(self) -> Panel:
        return self.panels[max(0, self.sections.currentRow())]

    def _on_section(self, place: int) -> None:
        if 0 <= place < len(self.panels):
            self._shown.setCurrentIndex(place)
            self._open().read()
            self._order_stops()

    def _order_stops(self) -> None:
        """Let Tab go as one reads, through what was made since too."""
        self._stops = keep_reading_order(self, self._stops)

    def _on_find(self) -> None:
        self._open().focus_search()
