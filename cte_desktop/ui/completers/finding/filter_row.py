"""The filters above the lists: words, school, pathway, sector, and how a line stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cte_desktop.services.awards.completers import Standing
from cte_desktop.ui import theme
from cte_desktop.ui.completers.finding.columns import standing_text
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.filter_boxes import add_boxes, choose_everything, offer
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.services.awards.completers import CompleterLine

_SCHOOL, _PATHWAY, _SECTOR, _STANDING = 136, 160, 160, 136


@dataclass(frozen=True, slots=True)
class CompleterNarrowing:
    """What the lists are narrowed to; None means all."""

    school_name: str | None = None
    pathway: str | None = None
    sector: str | None = None
    standing: Standing | None = None

    def test(self) -> Callable[[CompleterLine], bool] | None:
        """Return the test of a line for `TableModel.keep`; None when nothing is left out."""
        if self == CompleterNarrowing():
            return None
        return lambda row: (
            self.school_name in {None, row.school_name}
            and self.pathway in {None, row.pathway}
            and self.sector in {None, row.sector}
            and self.standing in {None, row.standing}
        )


class CompleterFilters(QWidget):
    """The row. Signal: `narrowed(CompleterNarrowing)`; the words are the search field's own."""

    narrowed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Filters"))
        self.search = SearchField(tr("Search by name, id, pathway or serial number"))
        self.school = ChoiceBox(tr("School"))
        self.pathway = ChoiceBox(tr("Pathway"))
        self.sector = ChoiceBox(tr("Sector"))
        self.standing = ChoiceBox(tr("Award"))
        self.clear_button = push_button(tr("Clear filters"), press=self.clear)
        row = FlowLayout(self, theme.px(theme.INSIDE))
        row.addWidget(self.search)
        widths = (_SCHOOL, _PATHWAY, _SECTOR, _STANDING)
        add_boxes(row, dict(zip(self._boxes(), widths, strict=True)), spare=60)
        row.addWidget(self.clear_button)
        self.offer(())
        for box in self._boxes():
            box.currentIndexChanged.connect(self._on_chosen)
        self.search.query_changed.connect(lambda _text: self._show_clear())
        self._show_clear()

    def narrowing(self) -> CompleterNarrowing:
        """Return what is chosen."""
        return CompleterNarrowing(*(box.currentData() for box in self._boxes()))

    def offer(self, lines: Iterable[CompleterLine]) -> None:
        """Offer what occurs in the lists; a choice that still occurs stays chosen."""
        former, every = self.narrowing(), tuple(lines)
        offer(self.school, tr("All schools"), _sorted(one.school_name for one in every))
        offer(self.pathway, tr("All pathways"), _sorted(one.pathway for one in every))
        offer(self.sector, tr("All sectors"), _sorted(one.sector for one in every))
        there = {one.standing for one in every}
        states = [(standing_text(one), one) for one in Standing if one in there]
        offer(self.standing, tr("Any award"), states)
        if self.narrowing() != former:
            self._on_chosen()

    def clear(self) -> None:
        """Leave nothing out."""
        choose_everything(self._boxes())
        self.search.clear()
        self._on_chosen()

    def choose(self, standing: Standing | None) -> None:
        """Show only what stands so."""
        self.standing.setCurrentIndex(max(0, self.standing.findData(standing)))

    def _boxes(self) -> tuple[ChoiceBox, ...]:
        return self.school, self.pathway, self.sector, self.standing

    def _on_chosen(self) -> None:
        self._show_clear()
        self.narrowed.emit(self.narrowing())

    def _show_clear(self) -> None:
        wide = self.narrowing() == CompleterNarrowing()
        self.clear_button.setVisible(bool(self.search.text()) or not wide)


def _sorted(texts: Iterable[str]) -> list[tuple[str, str]]:
    return [(text, text) for text in sorted({text for text in texts if text}, key=str.casefold)]
