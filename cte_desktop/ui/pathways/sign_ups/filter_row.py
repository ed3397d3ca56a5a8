"""The filters above the lists of sign-ups: words, school, grade, pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.pathways.sign_ups.lines import SignUpNarrowing
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.filter_boxes import add_boxes, choose_everything, offer
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.ui.pathways.sign_ups.lines import SignUpLists

_SCHOOL, _GRADE, _PATHWAY = 172, 128, 220


class SignUpFilters(QWidget):
    """The row. Signal: `narrowed(SignUpNarrowing)`; the words are the search field's own."""

    narrowed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Filters"))
        self.search = SearchField(tr("Search by name, id or words"))
        self.school = ChoiceBox(tr("School"))
        self.grade = ChoiceBox(tr("Grade"))
        self.pathway = ChoiceBox(tr("Pathway"))
        self.clear_button = push_button(tr("Clear filters"), press=self.clear)
        row = FlowLayout(self, theme.px(theme.INSIDE))
        row.addWidget(self.search)
        add_boxes(row, dict(zip(self._boxes(), (_SCHOOL, _GRADE, _PATHWAY), strict=True)))
        for box in self._boxes():
            box.currentIndexChanged.connect(self._on_chosen)
        row.addWidget(self.clear_button)
        self.search.query_changed.connect(lambda _text: self._show_clear())
        self._fill_all((), (), ())
        self._show_clear()

    def narrowing(self) -> SignUpNarrowing:
        """Return what is chosen."""
        return SignUpNarrowing(*(box.currentData() for box in self._boxes()))

    def offer(self, lists: SignUpLists) -> None:
        """Offer what occurs; a choice that still occurs stays chosen."""
        former = self.narrowing()
        self._fill_all(lists.schools, lists.grade_levels, lists.pathways)
        if self.narrowing() != former:
            self._on_chosen()

    def clear(self) -> None:
        """Leave nobody out."""
        choose_everything(self._boxes())
        self.search.clear()
        self._on_chosen()

    def _boxes(self) -> tuple[ChoiceBox, ...]:
        return self.school, self.grade, self.pathway

    def _fill_all(
        self, schools: Sequence[str], grades: Sequence[int], pathways: Sequence[str]
    ) -> None:
        offer(self.school, tr("All schools"), [(name or tr("No school"), name) for name in schools])
        named = [(tr("{grade} grade", grade=grade_label(one)), one) for one in grades]
        offer(self.grade, tr("All grades"), named)
        offer(self.pathway, tr("All pathways"), [(name, name) for name in pathways])

    def _on_chosen(self) -> None:
        self._show_clear()
        self.narrowed.emit(self.narrowing())

    def _show_clear(self) -> None:
        self.clear_button.setVisible(bool(self.search.text()) or not self.narrowing().is_wide())
