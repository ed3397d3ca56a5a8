"""The filters above the lists: words, school, pathway, sector, and how a line stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.services.awards.completers import Standing
from cte_desktop.ui.completers.finding.columns import standing_text
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.filter_boxes import offer
from cte_desktop.ui.widgets.searched_filters import SearchedFilters
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


class CompleterFilters(SearchedFilters[CompleterNarrowing]):
    """The row. Signal: `narrowed(CompleterNarrowing)`."""

    def __init__(self) -> None:
        super().__init__(CompleterNarrowing, tr("Search by name, id, pathway or serial number"))
        self.school = ChoiceBox(tr("School"))
        self.pathway = ChoiceBox(tr("Pathway"))
        self.sector = ChoiceBox(tr("Sector"))
        self.standing = ChoiceBox(tr("Award"))
        boxes = (self.school, self.pathway, self.sector, self.standing)
        widths = (_SCHOOL, _PATHWAY, _SECTOR, _STANDING)
        self._lay_out(dict(zip(boxes, widths, strict=True)), spare=60)
        self.offer(())
        self._listen()

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

    def choose(self, standing: Standing | None) -> None:
        """Show only what stands so."""
        self.standing.setCurrentIndex(max(0, self.standing.findData(standing)))


def _sorted(texts: Iterable[str]) -> list[tuple[str, str]]:
    return [(text, text) for text in sorted({text for text in texts if text}, key=str.casefold)]
