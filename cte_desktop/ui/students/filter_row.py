"""The row of filters above the list: school, grade, counselor, pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.students.listed import Narrowing
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
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
        for box, width in zip(self._boxes(), _WIDTHS, strict=True):
            box.setMinimumWidth(theme.px(width))
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.currentIndexChanged.connect(self._on_chosen)
            row.addWidget(box)
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
        _fill(self.school, tr("All schools"), _named(values.schools, tr("No school")))
        _fill(self.grade, tr("All grades"), grades)
        _fill(self.counselor, tr("All counselors"), _named(values.counselors, tr("No counselor")))
        _fill(self.pathway, tr("All pathways"), _named(values.pathways, tr("No pathway")))
        if self.narrowing() != former:
            self._on_chosen()

    def clear(self) -> None:
        """Leave nobody out."""
        for box in self._boxes():
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self._on_chosen()

    def _boxes(self) -> tuple[ChoiceBox, ...]:
        return self.school, self.grade, self.counselor, self.pathway

    def _on_chosen(self) -> None:
        narrowing = self.narrowing()
        self.clear_button.setVisible(not narrowing.is_wide())
        self.narrowed.emit(narrowing)


def _named(texts: Sequence[str], none: str) -> list[tuple[str, object]]:
    return [(text or none, text) for text in texts]


def _fill(box: ChoiceBox, everyone: str, choices: Sequence[tuple[str, object]]) -> None:
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(everyone, None)
    for text, value in choices:
        box.addItem(text, value)
    values = [None, *(value for _, value in choices)]
    box.setCurrentIndex(values.index(chosen) if chosen in values else 0)
    box.blockSignals(False)
