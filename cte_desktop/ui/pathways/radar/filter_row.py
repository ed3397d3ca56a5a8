"""The filters above the radar: words, school, grade, pathway, when it closes, planned or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.pathways.radar.lines import Closes, RadarNarrowing
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.filter_boxes import add_boxes, choose_everything, offer
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.ui.pathways.radar.lines import RadarLine

_SEARCH = 240
_WIDTHS = (136, 122, 150, 184, 154)


class RadarFilters(QWidget):
    """The row. Signal: `narrowed(RadarNarrowing)`; the words are the search field's own."""

    narrowed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Filters"))
        self.search = SearchField(tr("Search by name or pathway"))
        self.school = ChoiceBox(tr("School"))
        self.grade = ChoiceBox(tr("Grade"))
        self.pathway = ChoiceBox(tr("Pathway"))
        self.closes = ChoiceBox(tr("Closes"))
        self.planned = ChoiceBox(tr("In the plan"))
        self.clear_button = push_button(tr("Clear filters"), press=self.clear)
        row = FlowLayout(self, theme.px(theme.INSIDE))
        self.search.setMaximumWidth(theme.px(_SEARCH))
        row.addWidget(self.search)
        add_boxes(row, dict(zip(self._boxes(), _WIDTHS, strict=True)))
        row.addWidget(self.clear_button)
        self._offer_times()
        self.offer(())
        for box in self._boxes():
            box.currentIndexChanged.connect(self._on_chosen)
        self.search.query_changed.connect(lambda _text: self._show_clear())
        self._show_clear()

    def narrowing(self) -> RadarNarrowing:
        """Return what is chosen."""
        return RadarNarrowing(*(box.currentData() for box in self._boxes()))

    def offer(self, lines: Iterable[RadarLine]) -> None:
        """Offer what occurs in the list; a choice that still occurs stays chosen."""
        former, every = self.narrowing(), tuple(lines)
        schools = sorted({one.school_name for one in every}, key=lambda s: (not s, s.casefold()))
        offer(self.school, tr("All schools"), [(name or tr("No school"), name) for name in schools])
        grades = sorted({one.row.grade_level for one in every})
        named = [(tr("{grade} grade", grade=grade_label(one)), one) for one in grades]
        offer(self.grade, tr("All grades"), named)
        names = sorted({one.closing.pathway for one in every}, key=str.casefold)
        offer(self.pathway, tr("All pathways"), [(name, name) for name in names])
        if self.narrowing() != former:
            self._on_chosen()

    def clear(self) -> None:
        """Leave nobody out."""
        choose_everything(self._boxes())
        self.search.clear()
        self._on_chosen()

    def _offer_times(self) -> None:
        times = (
            (tr("Closes this school year"), Closes.THIS_YEAR),
            (tr("Closes next fall"), Closes.NEXT_FALL),
            (tr("Closes later"), Closes.LATER),
        )
        offer(self.closes, tr("Closes any time"), times)
        planned = ((tr("Not planned"), False), (tr("Planned"), True))
        offer(self.planned, tr("Planned or not"), planned)

    def _boxes(self) -> tuple[ChoiceBox, ...]:
        return self.school, self.grade, self.pathway, self.closes, self.planned

    def _on_chosen(self) -> None:
        self._show_clear()
        self.narrowed.emit(self.narrowing())

    def _show_clear(self) -> None:
        self.clear_button.setVisible(bool(self.search.text()) or not self.narrowing().is_wide())
