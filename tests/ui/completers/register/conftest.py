"""The register of the worked cases, all of them awarded."""

from __future__ import annotations

from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.desk import Desk
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.completers.parts import REGISTER
from cte_desktop.ui.completers.register.panel import RegisterPanel
from cte_desktop.ui.page import Workbench
from tests.services.awards.people import YEAR


@pytest.fixture
def awarded(desk: Desk) -> Desk:
    """Everybody who completed has an award."""
    award(desk, find_completers(desk, YEAR).open)
    return desk


@pytest.fixture
def panel(awarded: Desk, page: CompletersPage, bench: Workbench, qtbot: QtBot) -> RegisterPanel:
    """The part Register of the page, opened and filled."""
    page.parts.choose(REGISTER)
    qtbot.waitUntil(bench.tasks.is_idle)
    return cast("RegisterPanel", page.part(REGISTER))
