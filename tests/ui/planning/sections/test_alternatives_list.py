"""What else could be done is listed with what follows from it, and done in one step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cte_desktop.services.fixed_times import HourWish, write_times
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.sections.picker.alternatives_list import AlternativesList
from tests.ui.hands import click, press
from tests.ui.planning.sections.conftest import Settle, sections_of
from tests.ui.planning.sections.picking import EARLY, LATE, go_to, opened, show_card


def test_what_else_moves_another_class_in_one_step(page: PlanPage, settle: Settle) -> None:
    picker = opened(page, settle)
    go_to(picker, EARLY, settle)
    click(picker.else_button)
    settle()
    (ways,) = picker.findChildren(AlternativesList)
    texts = [ways.list.item(row).text() for row in range(ways.list.count())]
    moving = next(row for row, text in enumerate(texts) if "Art 1" in text)
    assert texts[moving].startswith("Move Art 1 to P6 (ART6, Valencia) and take A1600")
    assert "Also moves Art 1" in texts[moving]
    assert any("nothing new to fix" in said for said in over(ways))
    ways.list.setCurrentRow(moving)
    press(ways.list, Qt.Key.Key_Return)
    settle()
    assert sections_of(page, "AU1") == [EARLY, EARLY]
    assert sections_of(page, "ART1") == ["ART6", "ART6"]
    assert page.editor.undo_name() == "Undo Take A1600 and move Art 1 to P6"
    page.editor.undo()
    settle()
    assert sections_of(page, "AU1") == ["", ""]
    assert sections_of(page, "ART1") == ["ART7", "ART7"]


def test_what_follows_from_an_alternative_is_said_with_it(page: PlanPage, settle: Settle) -> None:
    case = page.case()
    assert case is not None
    edit = write_times(case, (), (HourWish("latest_end", "18:00"),))
    assert edit is not None
    page.editor.change(edit)
    settle()
    show_card(page, "AU1")
    press(page.grid, Qt.Key.Key_E)
    settle()
    (ways,) = page.findChildren(AlternativesList)
    first = ways.list.item(0).text()
    assert first.startswith("Take A1630 (Mon/Thu 16:30–18:45, Canyon) instead\n")
    assert len([line for line in first.split("\n") if "later than the wished 18:00" in line]) == 1
    assert not any("nothing new to fix" in said for said in over(ways))
    assert any("What would follow" in said for said in over(ways))
    ways.reject()


def test_what_else_is_asked_of_a_card_by_its_key(
    page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    show_card(page, "AU1")
    assert bench.actions.action("what_else").isEnabled()
    picker = opened(page, settle)
    go_to(picker, EARLY, settle)
    picker.take_button.click()
    settle()
    show_card(page, "AU1")
    press(page.grid, Qt.Key.Key_E)
    settle()
    (ways,) = page.findChildren(AlternativesList)
    assert "A1630" in ways.list.item(0).text()
    click(ways.do_button)
    settle()
    assert sections_of(page, "AU1") == [LATE, LATE]


def over(ways: AlternativesList) -> list[str]:
    """The sentences over the list."""
    return [label.text() for label in ways.findChildren(QLabel)]
