"""The filters above the radar: words, school, grade, pathway, when it closes, planned or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui import theme
from cte_desktop.ui.pathways.radar.lines import Closes, RadarNarrowing
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.filter_boxes import offer
from cte_desktop.ui.widgets.searched_filters import SearchedFilters
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.ui.pathways.radar.lines import RadarLine

_SEARCH = 240
_WIDTHS = (136, 122, 150, 184, 154)


class RadarFilters(SearchedFilters[RadarNarrowing]):
    """The row. Signal: `narrowed(RadarNarrowing)`."""

    def __init__(self) -> None:
        super().__init__(RadarNarrowing, tr("Search by name or pathway"))
        self.search.setMaximumWidth(theme.px(_SEARCH))
        self.school = ChoiceBox(tr("School"))
        self.grade = ChoiceBox(tr("Grade"))
        self.pathway = ChoiceBox(tr("Pathway"))
        self.closes = ChoiceBox(tr("Closes"))
        self.planned = ChoiceBox(tr("In the plan"))
        boxes = (self.school, self.grade, self.pathway, self.closes, self.planned)
        self._lay_out(dict(zip(boxes, _WIDTHS, strict=True)))
        self._offer_times()
        self.offer(())
        self._listen()

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

    def _offer_times(self) -> None:
        times = (
            (tr("Closes this school year"), Closes.THIS_YEAR),
            (tr("Closes next fall"), Closes.NEXT_FALL),
            (tr("Closes later"), Closes.LATER),
        )
        offer(self.closes, tr("Closes any time"), times)
        planned = ((tr("Not planned"), False), (tr("Planned"), True))
        offer(self.planned, tr("Planned or not"), planned)
