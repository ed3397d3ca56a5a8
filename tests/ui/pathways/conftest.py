"""A sample district whose standings are worked out, and the page on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.pathways.browser import PAGE
from cte_desktop.ui.pathways.page import PathwaysPage
from cte_desktop.ui.tasks import Tasks
from tests.ui.districts import copied, opened


def shown(bench: Workbench, desk: Desk, qtbot: QtBot) -> PathwaysPage:
    """The page, opened and filled."""
    page = PathwaysPage(desk, bench)
    qtbot.addWidget(page)
    page.resize(1180, 740)
    page.show()
    bench.actions.open_page(PAGE)
    page.activate()
    qtbot.waitUntil(bench.tasks.is_idle)
    return page


@pytest.fixture(scope="session")
def kept_file(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district with everyone's standings."""
    file = copied(sample_file, tmp_path_factory.mktemp("kept"))
    made = opened(file)
    bring_up_to_date(made)
    made.close()
    return file


@pytest.fixture
def kept_desk(kept_file: Path, tmp_path: Path, tasks: Tasks) -> Iterator[Desk]:
    """An open district of one's own, with figures."""
    made = opened(copied(kept_file, tmp_path / "kept"))
    yield made
    tasks.finish()
    made.close()


@pytest.fixture
def page(bench: Workbench, kept_desk: Desk, qtbot: QtBot) -> PathwaysPage:
    """The page on that district."""
    return shown(bench, kept_desk, qtbot)
