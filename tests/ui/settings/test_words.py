"""The part Own words: a word that is set is heard of, and so is its undo."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.history import undo
from cte_desktop.services.settings import change_setting
from cte_desktop.system.settings import OWN_WORDS
from cte_desktop.ui.own_words_watch import OwnWordsWatch
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.settings.words.panel import words_panel
from cte_desktop.wording.own_words import take_words
from cte_desktop.wording.translate import tr


@pytest.fixture(autouse=True)
def as_shipped() -> Iterator[None]:
    yield
    take_words({})


def test_the_window_is_wanted_anew_when_a_word_is_set_or_taken_back(
    desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    asked: list[str] = []
    bench.requests.language_wanted.connect(asked.append)
    owner = QWidget()
    qtbot.addWidget(owner)
    OwnWordsWatch(bench, desk, owner)
    bench.refresh.tell(change_setting(desk, "word_pathways", "career tracks"))
    qtbot.waitUntil(lambda: asked == ["en"])
    assert tr("Pathways") == "Career tracks"
    bench.refresh.tell(undo(desk).changes)
    qtbot.waitUntil(lambda: asked == ["en", "en"])
    assert tr("Pathways") == "Pathways"
    bench.refresh.tell(change_setting(desk, "district_name", "Hart"))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert asked == ["en", "en"]


def test_menus_say_the_words_that_are_known_once_the_database_is_open(
    desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    change_setting(desk, "word_pathways", "career tracks")
    owner = QWidget()
    qtbot.addWidget(owner)
    OwnWordsWatch(bench, desk, owner)
    said = [action.text().replace("&", "") for _, action in bench.actions.every()]
    assert any("areer tracks" in text for text in said)
    assert not any("athways" in text for text in said)


def test_each_word_has_its_line_with_the_shipped_one_beside_it(
    desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    panel = words_panel(desk, bench)
    qtbot.addWidget(panel)
    assert set(panel.rows) == set(OWN_WORDS)
