"""What every test of the window needs: the look, the parts, and a wait for all work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from cte_desktop.system.paths import resource
from cte_desktop.ui import theme
from cte_desktop.ui.actions import Actions
from cte_desktop.ui.notices import Notices
from cte_desktop.ui.page import Requests, Workbench
from cte_desktop.ui.refresh import Refresh
from cte_desktop.ui.tasks import Tasks


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    assert theme.load_fonts(resource("fonts")) == ()


@pytest.fixture(autouse=True)
def light_look(qapp: QApplication, fonts: None) -> None:
    """Every test begins in the light look at 100 %."""
    if theme.look() != theme.Look() or not qapp.styleSheet():
        theme.apply(qapp, theme.Look())


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """The worker threads; all work has ended when the test is over."""
    made = Tasks()
    yield made
    made.finish()


@pytest.fixture
def bench(tasks: Tasks) -> Workbench:
    """The parts of the window that pages share."""
    return Workbench(tasks, Notices(), Refresh(), Actions(), Requests())
