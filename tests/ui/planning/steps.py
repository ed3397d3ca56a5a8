"""What a person does on the plan page, in a word."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from cte_desktop.domain.planning.plan import Lane, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.ui.planning.grid_layout import CardPlace
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.hands import press, type_text

FALL_12_P3 = Spot(12, Term.FALL, Lane.DAY, "P3")
FALL_12_P4 = Spot(12, Term.FALL, Lane.DAY, "P4")
PAST = Spot(9, Term.FALL, Lane.DAY, "P3")


def place_by_keyboard(page: PlanPage, words: str, spot: Spot) -> None:
    """Search a course, pick the first one up, carry it to a spot and put it down."""
    page.palette_part.field.clear()
    type_text(page.palette_part.field, words)
    press(page.palette_part.field, Qt.Key.Key_Return)
    press(page.palette_part.list, Qt.Key.Key_Return)
    page.grid.select_spot(spot)
    press(page.grid, Qt.Key.Key_Return)


def cards_of(page: PlanPage, code: str) -> list[CardPlace]:
    """Return the cards of a course in the grid, each once."""
    found: dict[object, CardPlace] = {}
    for cell in page.model.cells().values():
        for place in cell.places:
            if place.card.first.course_code == code:
                found[place.key, place.card.row] = place
    return list(found.values())


def middle_of(page: PlanPage, spot: Spot) -> QPoint:
    """Return the middle of a spot's cell in the grid's viewport."""
    for (row, column), cell in page.model.cells().items():
        if cell.spot == spot:
            return page.grid.visualRect(page.model.index(row, column)).center()
    raise LookupError(spot)


def planned(page: PlanPage) -> list[tuple[str, int, str, str]]:
    """Return course, grade, term and period of every placement in the plan on the table."""
    case = page.case()
    assert case is not None
    return [
        (p.course_code, p.spot.grade_level, p.spot.term.value, p.spot.period)
        for p in (case.plan.placed if case.plan else ())
        if p.spot is not None
    ]
