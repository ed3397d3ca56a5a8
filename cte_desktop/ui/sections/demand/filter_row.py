"""The filters above a table of demand: words, site, pathway, and only what is short or too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.sections.demand.listed import LONG, SHORT, DemandNarrowing
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.filter_boxes import add_boxes, choose_everything, offer
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.sections.demand.listed import DemandSheet

_SITE, _PATHWAY, _ONLY = 184, 220, 168


class DemandFilters(QWidget):
    """The row. Signal: `narrowed(DemandNarrowing)`; the words are the search field's own."""

    narrowed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Filters"))
        self.search = SearchField(tr("Search by course or site"))
        self.site = ChoiceBox(tr("Site"))
        self.pathway = ChoiceBox(tr("Pathway"))
        self.only = ChoiceBox(tr("Seats"))
        self.clear_button = push_button(tr("Clear filters"), press=self.clear)
        row = FlowLayout(self, theme.px(theme.INSIDE))
        row.addWidget(self.search)
        add_boxes(row, {self.site: _SITE, self.pathway: _PATHWAY, self.only: _ONLY})
        for box in (self.site, self.pathway, self.only):
            box.currentIndexChanged.connect(self._on_chosen)
        row.addWidget(self.clear_button)
        offer(self.site, tr("All sites"), ())
        offer(self.pathway, tr("All pathways"), ())
        offer(
            self.only, tr("Any seats"), ((tr("Only too few"), SHORT), (tr("Only too many"), LONG))
        )
        self.search.query_changed.connect(lambda _text: self._show_clear())
        self._show_clear()

    def narrowing(self) -> DemandNarrowing:
        """Return what is chosen; what is hidden narrows nothing."""
        only = self.only.currentData() if self.only.isVisibleTo(self) else None
        return DemandNarrowing(self.site.currentData(), self.pathway.currentData(), only)

    def offer(self, sheet: DemandSheet) -> None:
        """Offer what occurs; a choice that still occurs stays chosen."""
        former = self.narrowing()
        offer(self.site, tr("All sites"), [(name, short) for short, name in sheet.sites])
        offer(self.pathway, tr("All pathways"), [(name, name) for name in sheet.pathways])
        if self.narrowing() != former:
            self._on_chosen()

    def show_only(self, *, shown: bool) -> None:
        """Show the choice between too few and too many, or hide it where there are no seats."""
        self.only.setVisible(shown)
        self._on_chosen()

    def clear(self) -> None:
        """Leave nothing out."""
        choose_everything((self.site, self.pathway, self.only))
        self.search.clear()
        self._on_chosen()

    def _on_chosen(self) -> None:
        self._show_clear()
        self.narrowed.emit(self.narrowing())

    def _show_clear(self) -> None:
        self.clear_button.setVisible(bool(self.search.text()) or not self.narrowing().is_wide())
