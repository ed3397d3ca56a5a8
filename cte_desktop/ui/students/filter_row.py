"""The row of filters above the list: school, grade, counselor, pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.students.listed import Narrowing
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.filter_boxes import add_boxes, choose_everything, offer
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.ui.students.listed import Offered

_WIDTHS = (160, 124, 160, 200)


class FilterRow(QWidget):
    """Four choice boxes and a way to clear them. Signal: `narrowed(Narrowing)`."""

    narrowed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Filters"))
        self.school = ChoiceBox(tr("School"))
        self.grade = ChoiceBox(tr("Grade"))
        self.counselor = ChoiceBox(tr("Counselor"))
        self.pathway = ChoiceBox(tr("Pathway"))
        self.clear_button = push_button(tr("Clear filters"), press=self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        add_boxes(row, dict(zip(self._boxes(), _WIDTHS, strict=True)))
        for box in self._boxes():
            box.currentIndexChanged.connect(self._on_chosen)
        row.addWidget(self.clear_button)
        row.addStretch(1)
        self._on_chosen()

    def narrowing(self) -> Narrowing:
        """Return what is chosen."""
        return Narrowing(*(box.currentData() for box in self._boxes()))

    def offer(self, values: Offered) -> None:
        """Offer what occurs in the list; a choice that still occurs stays chosen."""
        grades = [(tr("{grade} grade", grade=grade_label(one)), one) for one in values.grade_levels]
        former = self.narrowing()
        offer(self.school, tr("All schools"), _named(values.schools, tr("No school")))
        offer(self.grade, tr("All grades"), grades)
        offer(self.counselor, tr("All counselors"), _named(values.counselors, tr("No counselor")))
        offer(self.pathway, tr("All pathways"), _named(values.pathways, tr("No pathway")))
        if self.narrowing() != former:
            self._on_chosen()

    def clear(self) -> None:
        """Leave nobody out."""
        choose_everything(self._boxes())
        self._on_chosen()

    def _boxes(self) -> tuple[ChoiceBox, ...]:
        return self.school, self.grade, self.counselor, self.pathway

    def _on_chosen(self) -> None:
        narrowing = self.narrowing()
        self.clear_button.setVisible(not narrowing.is_wide())
        self.narrowed.emit(narrowing)


def _named(texts: Sequence[str], none: str) -> list[tuple[str, object]]:
    return [(text or none, text) for text in texts]
