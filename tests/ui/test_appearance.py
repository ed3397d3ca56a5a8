"""The setting "appearance": what it asks for, what follows the computer, what the menu keeps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints, QStyleHints
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.system.settings import Scope, setting_named
from cte_desktop.ui import theme
from cte_desktop.ui.appearance import Appearance
from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.window_memory import WindowMemory

KINDS = {"light": (False, False), "dark": (True, False)} | {
    "contrast": (False, True),
    "contrast_dark": (True, True),
}


class Chosen(dict[str, str]):
    """The settings of a test, and what was kept of them."""

    def keep(self, name: str, value: str) -> None:
        self[name] = value


@pytest.fixture
def chosen() -> Chosen:
    return Chosen(appearance="system")


@pytest.fixture
def appearance(qapp: QApplication, chosen: Chosen) -> Appearance:
    return Appearance(qapp, chosen, chosen.keep)


def test_every_choice_but_the_computers_own_has_its_colors(
    appearance: Appearance, chosen: Chosen
) -> None:
    offered = setting_named("appearance", Scope.PROGRAM).choices
    assert {"system", *KINDS} == set(offered)
    for name, (dark, contrast) in KINDS.items():
        chosen["appearance"] = name
        look = appearance.of(theme.Look(scale=1.5, comfortable=True))
        assert look == theme.Look(dark, 1.5, comfortable=True, contrast=contrast)


def test_the_high_contrast_of_the_computer_is_followed(
    appearance: Appearance, chosen: Chosen, monkeypatch: pytest.MonkeyPatch
) -> None:
    high, dark = Qt.ContrastPreference.HighContrast, Qt.ColorScheme.Dark
    monkeypatch.setattr(QAccessibilityHints, "contrastPreference", lambda _hints: high)
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints: dark)
    appearance.wear()
    assert (theme.look().contrast, theme.look().dark) == (True, True)
    chosen["appearance"] = "light"
    appearance.wear()
    assert (theme.look().contrast, theme.look().dark) == (False, False)


def test_what_is_chosen_in_the_menu_is_kept_and_shown(
    appearance: Appearance, chosen: Chosen, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(bench, (), WindowMemory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    appearance.follow(window)
    bench.actions.action("high_contrast").trigger()
    assert chosen["appearance"] == "contrast"
    bench.actions.action("dark_theme").trigger()
    assert chosen["appearance"] == "contrast_dark"
    assert theme.look() == replace(theme.look(), dark=True, contrast=True)
    chosen["appearance"] = "light"
    appearance.wear()
    assert not bench.actions.action("high_contrast").isChecked()
    assert not bench.actions.action("dark_theme").isChecked()
