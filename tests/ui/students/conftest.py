"""The page Students on the desk, read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.page import StudentsPage
from cte_desktop.ui.window_memory import Forgetful, Memory
from tests.ui import districts

ShowPage = Callable[..., StudentsPage]


@pytest.fixture(scope="session")
def sample_file(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district with everyone's standings worked out, once for all these tests."""
    made = districts.copied(sample_file, tmp_path_factory.mktemp("worked out"))
    desk = districts.opened(made)
    bring_up_to_date(desk)
    desk.close()
    return made


@pytest.fixture
def show_page(bench: Workbench, desk: Desk, qtbot: QtBot) -> ShowPage:
    """Show the page with a memory, and whose caseload is the own one."""

    def show(memory: Memory | None = None, mine: str = "") -> StudentsPage:
        page = StudentsPage(desk, bench, memory or Forgetful(), mine)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        bench.actions.open_page("students")
        bench.refresh.changed.connect(page.refresh)
        page.activate()
        qtbot.waitUntil(bench.tasks.is_idle)
        return page

    return show


@pytest.fixture
def listed_page(show_page: ShowPage) -> StudentsPage:
    """The page with everyone."""
    return show_page()
