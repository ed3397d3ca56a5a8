"""The menus: each of their letters leads to one action."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtWidgets import QMenu, QMenuBar
from pytestqt.qtbot import QtBot

from cte_desktop.ui.action_list import ACTIONS, MENUS
from cte_desktop.ui.completion_actions import COMPLETION_ACTIONS, COMPLETION_PARTS
from cte_desktop.ui.page import Workbench


def letter(text: str) -> str:
    return text[text.index("&") + 1].casefold()


@pytest.mark.parametrize("menu", [menu for menu, _ in MENUS])
def test_no_two_actions_of_a_menu_share_a_letter(menu: str) -> None:
    letters = Counter(letter(spec.text) for spec in ACTIONS if spec.menu == menu)
    assert [one for one, count in letters.items() if count > 1] == []


def test_no_two_menus_share_a_letter() -> None:
    letters = Counter(letter(title) for _, title in MENUS)
    assert [one for one, count in letters.items() if count > 1] == []


def test_every_part_of_the_page_has_its_action() -> None:
    ids = [spec.id for spec in COMPLETION_ACTIONS]
    assert tuple(ids[: len(COMPLETION_PARTS)]) == COMPLETION_PARTS


def test_every_action_is_reached_by_keys_through_the_menus(bench: Workbench, qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    bench.actions.fill(bar)
    reached, rest = set(), list(bar.actions())
    while rest:
        one = rest.pop()
        assert one.isSeparator() or "&" in one.text() or not one.text(), one.text()
        inside = one.menu()
        rest += inside.actions() if isinstance(inside, QMenu) else []
        reached.add(one)
    left_out = [spec.id for spec, action in bench.actions.every() if action not in reached]
    assert left_out == []
