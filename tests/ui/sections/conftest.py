"""The page Sections on a sample district."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.sections.page import PAGE, SectionsPage


def shown(bench: Workbench, desk: Desk, qtbot: QtBot) -> SectionsPage:
    """The page, opened and filled."""
    page = SectionsPage(desk, bench)
    qtbot.addWidget(page)
    page.resize(1180, 740)
    page.show()
    bench.actions.open_page(PAGE)
    page.activate()
    qtbot.waitUntil(bench.tasks.is_idle)
    return page


@pytest.fixture
def page(bench: Workbench, desk: Desk, qtbot: QtBot) -> SectionsPage:
    """The page on a district of one's own."""
    return shown(bench, desk, qtbot)
