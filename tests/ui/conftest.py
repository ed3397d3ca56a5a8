"""What every test of the window needs: the look, the parts, and a wait for all work."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

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
from tests.ui.tidying import delete_windows, usual_look


class PromptBot(QtBot):
    """A bot that looks every millisecond, not every ten, whether what it waits for has come.

    A test waits several times, and what it waits for takes a few milliseconds.
    """

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 5000) -> None:
        __tracebackhide__ = True
        end = time.monotonic() + timeout / 1000
        while True:
            failed: AssertionError | None = None
            try:
                if callback() in (True, None):
                    return
            except AssertionError as error:
                failed = error
            if time.monotonic() > end:
                raise WaitedTooLong(f"waited {timeout} milliseconds in vain") from failed
            self.wait(1)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Work with widgets as a person would."""
    return PromptBot(request)


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    assert theme.load_fonts(resource("fonts")) == ()


@pytest.fixture(autouse=True)
def light_look(qapp: QApplication, fonts: None) -> None:
    """Every test begins in the light look at 100 %."""
    usual_look(qapp)


@pytest.fixture(autouse=True)
def no_window_left(qapp: QApplication) -> Iterator[None]:
    """Delete what a test leaves standing."""
    yield
    delete_windows(qapp)


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


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the catalog and no students; copy it before opening it."""
    file = tmp_path_factory.mktemp("empty") / "empty.cte"
    new_district(file, None, districts.CLOCK, actor="A. Lee").close()
    return file


@pytest.fixture
def empty_desk(empty_file: Path, tmp_path: Path, tasks: Tasks) -> Iterator[Desk]:
    """An open database with the catalog and no students."""
    made = districts.opened(districts.copied(empty_file, tmp_path))
    yield made
    tasks.finish()
    made.close()
