"""Alternates: chosen from the catalog, shown on the card, undone by name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from cte_desktop.domain.planning.plan import Placement
from cte_desktop.ui.planning.alternates_choice import AlternatesChoice
from cte_desktop.ui.planning.delegate import card_look
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.hands import click, press, type_text
from tests.ui.planning.steps import FALL_12_P3, cards_of, place_by_keyboard


def test_alternates_are_chosen_by_keyboard_shown_and_undone(page: PlanPage) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    press(page.grid, Qt.Key.Key_A)
    choice = opened(page)
    for words in ("expository", "ceramics 1"):
        choice.field.clear()
        type_text(choice.field, words)
        press(choice.field, Qt.Key.Key_Return)
        press(choice.offers, Qt.Key.Key_Return)
    codes = choice.codes()
    assert len(codes) == 2
    assert "ENG12" not in codes
    keep(choice)
    assert {placement.alternates for placement in placed(page)} == {codes}
    card = cards_of(page, "ENG12")[0]
    look = card_look(page.model, card, 7)
    assert look is not None
    assert look.has_alternates
    assert page.editor.undo_name() == "Undo Change the alternates of English 12"
    page.editor.undo()
    assert {placement.alternates for placement in placed(page)} == {()}


def test_an_alternate_is_taken_away_again_and_three_are_the_most(page: PlanPage) -> None:
    place_by_keyboard(page, "english 12", FALL_12_P3)
    press(page.grid, Qt.Key.Key_A)
    choice = opened(page)
    for _ in range(4):
        choice.offers.focus_first()
        press(choice.offers, Qt.Key.Key_Return)
        choice.offers.clearSelection()
    assert len(choice.codes()) == 3
    choice.alternates.focus_first()
    press(choice.alternates, Qt.Key.Key_Delete)
    assert len(choice.codes()) == 2
    choice.reject()
    assert {placement.alternates for placement in placed(page)} == {()}


def opened(page: PlanPage) -> AlternatesChoice:
    return page.grid.findChildren(AlternatesChoice)[-1]


def keep(choice: AlternatesChoice) -> None:
    click(next(b for b in choice.findChildren(QPushButton) if b.text() == "Keep"))


def placed(page: PlanPage) -> tuple[Placement, ...]:
    case = page.case()
    assert case is not None
    return case.plan.placed if case.plan else ()
