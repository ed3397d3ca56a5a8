"""The filters above the lists of sign-ups: words, school, grade, pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui.pathways.sign_ups.lines import SignUpNarrowing
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.filter_boxes import offer
from cte_desktop.ui.widgets.searched_filters import SearchedFilters
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.ui.pathways.sign_ups.lines import SignUpLists

_SCHOOL, _GRADE, _PATHWAY = 172, 128, 220


class SignUpFilters(SearchedFilters[SignUpNarrowing]):
    """The row. Signal: `narrowed(SignUpNarrowing)`."""

    def __init__(self) -> None:
        super().__init__(SignUpNarrowing, tr("Search by name, id or words"))
        self.school = ChoiceBox(tr("School"))
        self.grade = ChoiceBox(tr("Grade"))
        self.pathway = ChoiceBox(tr("Pathway"))
        boxes = (self.school, self.grade, self.pathway)
        self._lay_out(dict(zip(boxes, (_SCHOOL, _GRADE, _PATHWAY), strict=True)))
        self._fill_all((), (), ())
        self._listen()

    def offer(self, lists: SignUpLists) -> None:
        """Offer what occurs; a choice that still occurs stays chosen."""
        former = self.narrowing()
        self._fill_all(lists.schools, lists.grade_levels, lists.pathways)
        if self.narrowing() != former:
            self._on_chosen()

    def _fill_all(
        self, schools: Sequence[str], grades: Sequence[int], pathways: Sequence[str]
    ) -> None:
        offer(self.school, tr("All schools"), [(name or tr("No school"), name) for name in schools])
        named = [(tr("{grade} grade", grade=grade_label(one)), one) for one in grades]
        offer(self.grade, tr("All grades"), named)
        offer(self.pathway, tr("All pathways"), [(name, name) for name in pathways])
