"""The page Completers on the worked cases, where everyone's standing is known by heart."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.ui.completers.page import PAGE, CompletersPage
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.tasks import Tasks
from tests.services.awards.people import CLOCK, YEAR, make_district


@pytest.fixture(scope="session")
def worked_cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database of the worked cases; copy it before opening it."""
    folder = tmp_path_factory.mktemp("worked-window")
    make_district(folder / "worked.cte", folder / "files")
    return folder / "worked.cte"


@pytest.fixture
def desk(worked_cases: Path, tmp_path: Path, tasks: Tasks) -> Iterator[Desk]:
    """The worked cases at the end of their school year, on a desk of one's own."""
    file = tmp_path / "worked.cte"
    shutil.copy(worked_cases, file)
    shutil.copy(f"{worked_cases}.keys", f"{file}.keys")
    opened = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    yield opened
    tasks.finish()
    opened.close()


@pytest.fixture
def page(bench: Workbench, desk: Desk, qtbot: QtBot) -> CompletersPage:
    """The page with the part Completers, opened and filled."""
    made = CompletersPage(desk, bench)
    bench.refresh.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1180, 740)
    made.show()
    bench.actions.open_page(PAGE)
    made.activate()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert made.year.currentText() == school_year_text(YEAR)
    return made
