"""Opening the choice of a section on the plan page."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.sections.picker.dialog import SectionPicker
from cte_desktop.ui.planning.sections.picker.model import PickerModel
from tests.ui.hands import press
from tests.ui.planning.sections.conftest import Settle

LATE, EARLY = "A1630", "A1600"


def opened(page: PlanPage, settle: Settle, code: str = "AU1") -> SectionPicker:
    """Go to the card of a course and press F2."""
    show_card(page, code)
    press(page.grid, Qt.Key.Key_F2)
    settle()
    (picker,) = page.findChildren(SectionPicker)
    return picker


def show_card(page: PlanPage, code: str) -> None:
    for (row, column), cell in page.model.cells().items():
        if any(place.card.first.course_code == code for place in cell.places):
            page.grid.setCurrentIndex(page.model.index(row, column))
            return
    raise LookupError(code)


def go_to(picker: SectionPicker, section_id: str, settle: Settle) -> None:
    model = picker.list.model()
    assert isinstance(model, PickerModel)
    picker.list.setCurrentIndex(model.index(model.row_of(section_id)))
    settle()
