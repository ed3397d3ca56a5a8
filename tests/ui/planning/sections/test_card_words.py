"""What a card says of its section."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cte_desktop.ui.planning.card_text import details
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.hands import press
from tests.ui.planning.sections.conftest import Settle
from tests.ui.planning.sections.picking import LATE, go_to, opened


def test_a_card_of_extended_day_names_its_site_in_little_room_too(
    page: PlanPage, settle: Settle
) -> None:
    picker = opened(page, settle)
    go_to(picker, LATE, settle)
    press(picker.list, Qt.Key.Key_Return)
    settle()
    case = page.case()
    assert case is not None
    cards = (place.card for cell in page.model.cells().values() for place in cell.places)
    card = next(card for card in cards if card.first.course_code == "AU1")
    assert details(card, case.situation) == (
        "Mon/Thu 16:30 Canyon",
        "Mon/Thu 16:30 CN",
        "16:30 CN",
        "16:30",
    )
