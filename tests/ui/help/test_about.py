"""About the program: version, licences, log folder, speeds."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop import __version__
from cte_desktop.services.desk import Desk
from cte_desktop.services.speeds import Speeds
from cte_desktop.ui.help.about import AboutDialog, speed_words, versions
from cte_desktop.ui.help.offers import About
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.widgets.labels import ThemedLabel


def test_the_menu_opens_it_with_version_and_licences(
    qtbot: QtBot, bench: Workbench, desk: Desk
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    About(bench, desk, window)
    bench.actions.action("about").trigger()
    (dialog,) = window.findChildren(AboutDialog)
    assert any(__version__ in label.text() for label in dialog.findChildren(ThemedLabel))
    shown = dialog.licences.toPlainText()
    assert "MIT License" in shown
    assert "PySide6-Essentials" in shown
    dialog.close()


def test_speeds_are_measured_when_asked(qtbot: QtBot, bench: Workbench, desk: Desk) -> None:
    dialog = AboutDialog(bench, desk)
    dialog.measure.click()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert "student" in dialog.speeds.text()
    assert " ms" in dialog.speeds.text()
    assert dialog.measure.isEnabled()
    dialog.close()


def test_the_database_that_is_open_is_named(desk: Desk) -> None:
    assert (desk.database.path is not None) == ("Database:" in versions(desk))


def test_what_could_not_be_measured_is_left_out() -> None:
    assert speed_words(Speeds(0, 1.24, None, None)) == "The list of 0 students: 1.2 ms"
    assert "safe on the disk: 2.5 ms" in speed_words(Speeds(3, 1, 4.0, 2.5))
