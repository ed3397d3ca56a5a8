"""The whole screen for one page: menus, rail and status line go, and come back as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from cte_desktop.ui.main_window import MainWindow


class WholeScreen(QObject):
    """Gives the screen to the open page, and the window back.

    All keys stay: the actions belong to the window, not to its menus. Where the window was locked
    meanwhile, its menus come back with the window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._before = Qt.WindowState.WindowNoState
        self._is_on = False

    def is_on(self) -> bool:
        """Say whether the page has the screen to itself."""
        return self._is_on

    def set_on(self, *, on: bool) -> None:
        """Give the page the screen, or the window its parts back."""
        if on == self._is_on:
            return
        window = self._window
        self._is_on = on
        if on:
            self._before = window.windowState()
        for part in (window.rail, window.status):
            part.setVisible(not on)
        window.show_menus()
        wanted = self._before | Qt.WindowState.WindowFullScreen if on else self._before
        if window.isVisible():
            window.setWindowState(wanted)
