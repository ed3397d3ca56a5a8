"""What tests of imports in the window need: a window, and what brings files in."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.ui.data.imports.importer import Importer
from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.window_memory import WindowMemory


@pytest.fixture
def window(bench: Workbench, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window without pages."""
    made = MainWindow(bench, (), WindowMemory(tmp_path / "window.json"))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def importer(bench: Workbench, empty_desk: Desk, window: MainWindow) -> Importer:
    """What brings files into a database with the catalog and no students."""
    return Importer(bench, empty_desk, window)
