"""The part Forecast on the worked cases of the fall."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.ui.completers.forecast.panel import ForecastPanel
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.tasks import Tasks
from tests.services.forecast.people import CLOCK, make_district


@pytest.fixture(scope="session")
def fall_cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database of the cases with current standings; copy it before opening it."""
    folder = tmp_path_factory.mktemp("forecast-window")
    file = folder / "cases.cte"
    make_district(file, folder / "files")
    opened = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    bring_up_to_date(opened)
    opened.close()
    return file


@pytest.fixture
def desk(fall_cases: Path, tmp_path: Path, tasks: Tasks) -> Iterator[Desk]:
    """The cases on a desk of one's own."""
    file = tmp_path / "cases.cte"
    shutil.copy(fall_cases, file)
    shutil.copy(f"{fall_cases}.keys", f"{file}.keys")
    opened = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    yield opened
    tasks.finish()
    opened.close()


@pytest.fixture
def panel(bench: Workbench, desk: Desk, qtbot: QtBot) -> ForecastPanel:
    """The part, shown and filled."""
    made = ForecastPanel(desk, bench)
    bench.refresh.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1180, 720)
    made.show()
    made.show_year(2026)
    made.activate()
    qtbot.waitUntil(bench.tasks.is_idle)
    return made
