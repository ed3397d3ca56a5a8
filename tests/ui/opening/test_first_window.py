"""A second start with the same database raises the first window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.ui.opening.first_window import FirstWindow, raise_first_window

SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from cte_desktop.ui.opening.first_window import raise_first_window
application = QCoreApplication([])
sys.exit(7 if raise_first_window(Path(sys.argv[1])) else 0)
"""


def test_the_first_window_hears_of_a_second_start(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "a.cte"
    first = FirstWindow()
    assert first.listen(file)
    with qtbot.waitSignal(first.raise_wanted):
        second = subprocess.Popen([sys.executable, "-c", SECOND_START, str(file)])
    qtbot.waitUntil(lambda: second.poll() is not None)
    assert second.returncode == 7
    first.stop()
    assert not raise_first_window(file)


def test_another_database_is_another_window(qapp: QApplication, tmp_path: Path) -> None:
    first = FirstWindow()
    assert first.listen(tmp_path / "a.cte")
    assert not raise_first_window(tmp_path / "b.cte")
    first.stop()


def test_what_a_dead_program_left_does_not_hinder(qapp: QApplication, tmp_path: Path) -> None:
    dead, alive = FirstWindow(), FirstWindow()
    assert dead.listen(tmp_path / "a.cte")
    assert alive.listen(tmp_path / "a.cte")
    dead.stop()
    alive.stop()
