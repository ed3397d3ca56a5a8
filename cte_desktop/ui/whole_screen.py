"""The whole screen for one page: menus, rail and status line go, and come back as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from cte_desktop.ui.main_window import MainWindow


class WholeScreen(QObject):
    """Gives the screen to the open page, and the window back.

    The actions belong to the window, not to its menus: whoever asks for the screen says which of
    them stay. What was said before is put away, for it may name somebody; it comes back with the
    window, and so do the menus where it was locked meanwhile.
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
        if on:
            window.messages.put_away()
        else:
            window.messages.bring_back()
        window.show_menus()
        wanted = self._before | Qt.WindowState.WindowFullScreen if on else self._before
        if window.isVisible():
            window.setWindowState(wanted)
