"""A window with the pages of a small district that has a passphrase, and its lock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.protection import set_passphrase
from cte_desktop.storage import wrapping
from cte_desktop.ui.home_choices import HomeChoices
from cte_desktop.ui.locking.locker import Locker
from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.rail_pages import page_records
from cte_desktop.ui.tasks import Tasks
from cte_desktop.ui.window_memory import WindowMemory
from tests.ui import districts

PASSPHRASE = "kiln orbit velvet sand moss"


@pytest.fixture(scope="session")
def protected_file(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district under a passphrase; copy it before opening it."""
    file = districts.copied(sample_file, tmp_path_factory.mktemp("protected"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wrapping, "ITERATIONS", 1)
        patch.setattr(wrapping, "MEMORY_KIB", 8)
        desk = districts.opened(file)
        set_passphrase(desk, "", PASSPHRASE)
        desk.close()
    return file


@pytest.fixture
def desk(protected_file: Path, tmp_path: Path, tasks: Tasks, quick_keys: None) -> Iterator[Desk]:
    """The protected district, open."""
    file = districts.copied(protected_file, tmp_path / "district")
    made = open_desk(file, PASSPHRASE, districts.CLOCK, actor="A. Lee", writable=True)
    yield made
    tasks.finish()
    made.close()


@pytest.fixture
def window(bench: Workbench, desk: Desk, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window on its page Students."""
    return shown(bench, desk, tmp_path, qtbot)


@pytest.fixture
def locker(bench: Workbench, desk: Desk, window: MainWindow) -> Iterator[Locker]:
    """The lock of the window, which waits five minutes."""
    made = Locker(bench, desk, window, lambda: 5)
    yield made
    made.stop()


def shown(bench: Workbench, desk: Desk, folder: Path, qtbot: QtBot) -> MainWindow:
    """Show a window with the pages of a district, Students open."""
    memory = WindowMemory(folder / "window.json")
    memory.remember("page", "students")
    window = MainWindow(bench, (), memory)
    qtbot.addWidget(window)
    choices = HomeChoices(memory, {}, lambda: None)
    records = page_records(bench, desk, lambda _: None, choices)
    window.show_pages(records, "sample – CTE Desktop")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(bench.tasks.is_idle)
    return window
