"""The filters above the history: words, what it was about, who did it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.services.history_pages import CATEGORIES, HistoryNarrowing
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.filter_boxes import offer
from cte_desktop.ui.widgets.searched_filters import SearchedFilters
from cte_desktop.wording.history.whom import category_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

_CATEGORY, _ACTOR = 190, 170


def _narrowed(category: str | None = None, actor: str | None = None) -> HistoryNarrowing:
    return HistoryNarrowing(category=category or "", actor=actor or "")


class HistoryFilters(SearchedFilters[HistoryNarrowing]):
    """The row; `wanted` adds the words to what is chosen."""

    def __init__(self) -> None:
        super().__init__(_narrowed, tr("Search what was done, who did it, or a student"))
        self.category = ChoiceBox(tr("What it was about"))
        self.actor = ChoiceBox(tr("Who did it"))
        self._lay_out({self.category: _CATEGORY, self.actor: _ACTOR}, spare=60)
        every = category_label("")
        offer(self.category, every, [(category_label(one), one) for one in CATEGORIES])
        self.offer_actors(())
        self._listen()

    def offer_actors(self, names: Sequence[str]) -> None:
        """Offer everyone who ever did a step; a choice stays chosen."""
        offer(self.actor, tr("By anybody"), [(name, name) for name in names])

    def show_category(self, category: str) -> None:
        """Narrow the history to a category and to nothing else."""
        self.clear()
        self.category.setCurrentIndex(max(0, self.category.findData(category)))

    def wanted(self) -> HistoryNarrowing:
        """Return everything that the history is narrowed to, words too."""
        return replace(self.narrowing(), words=self.search.text())
