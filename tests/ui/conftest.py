"""What every test of the window needs: the look, the parts, and a wait for all work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.system.paths import resource
from cte_desktop.ui import theme
from cte_desktop.ui.actions import Actions
from cte_desktop.ui.notices import Notices
from cte_desktop.ui.page import Requests, Workbench
from cte_desktop.ui.refresh import Refresh
from cte_desktop.ui.tasks import Tasks
from tests.ui import districts


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    assert theme.load_fonts(resource("fonts")) == ()


@pytest.fixture(autouse=True)
def light_look(qapp: QApplication, fonts: None) -> None:
    """Every test begins in the light look at 100 %."""
    if theme.look() != theme.Look() or not qapp.styleSheet():
        theme.apply(qapp, theme.Look())


@pytest.fixture(autouse=True)
def no_window_left(qapp: QApplication) -> Iterator[None]:
    """Delete what a test leaves standing: a change of look would go through all of it."""
    yield
    for widget in qapp.topLevelWidgets():
        if isValid(widget) and widget.parent() is None:
            widget.close()
            widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


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


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample district of 60 students; copy it before opening it."""
    return districts.made_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def desk(sample_file: Path, tmp_path: Path, tasks: Tasks) -> Iterator[Desk]:
    """An open sample district of one's own."""
    made = districts.opened(districts.copied(sample_file, tmp_path / "district"))
    yield made
    tasks.finish()
    made.close()


@pytest.fixture
def empty_desk(tmp_path: Path, tasks: Tasks) -> Iterator[Desk]:
    """An open database with the catalog and no students."""
    made = new_district(tmp_path / "empty.cte", None, districts.CLOCK, actor="A. Lee")
    yield made
    tasks.finish()
    made.close()
