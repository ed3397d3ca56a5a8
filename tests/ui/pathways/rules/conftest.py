"""The requirement editor over a small sample district, opened and at rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.pathways.rules.view import PAGE, RulesView
from tests.ui.pathways.rules.editor_hands import EditorHands

Settle = Callable[[], None]


@pytest.fixture
def view(desk: Desk, bench: Workbench, qtbot: QtBot) -> Iterator[RulesView]:
    """The editor after its first reading."""
    made = RulesView(desk, bench)
    qtbot.addWidget(made)
    bench.actions.open_page(PAGE)
    made.resize(1144, 660)
    made.show()
    made.activate()
    qtbot.waitUntil(lambda: made.workspace is not None)
    yield made
    made.hide()


@pytest.fixture
def hands(view: RulesView, bench: Workbench, qtbot: QtBot) -> EditorHands:
    """Hands that use the editor, once the first check is done."""
    made = EditorHands(view, bench, qtbot)
    made.settle()
    return made
