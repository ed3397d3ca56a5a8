"""Which look the setting "appearance" asks for, and that the computer's own choice is followed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from cte_desktop.ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QApplication

    from cte_desktop.system.settings import Value
    from cte_desktop.ui.main_window import MainWindow

_SETTING = "appearance"
_DARK = frozenset({"dark", "contrast_dark"})
_CONTRAST = frozenset({"contrast", "contrast_dark"})
_NAMES = {
    (False, False): "light",
    (True, False): "dark",
    (False, True): "contrast",
    (True, True): "contrast_dark",
}
"""The value of the setting by (dark, high contrast)."""


class Appearance(QObject):
    """Gives the window the look that is chosen; a choice made in the window is kept by `keep`."""

    def __init__(
        self,
        application: QApplication,
        settings: Mapping[str, Value],
        keep: Callable[[str, str], None],
    ) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._keep = keep
        self._window: MainWindow | None = None
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self.wear)
        hints.accessibility().contrastPreferenceChanged.connect(self.wear)

    def of(self, look: theme.Look) -> theme.Look:
        """Return a look in the colours that are chosen."""
        chosen = str(self._settings[_SETTING])
        if chosen == "system":
            hints = QGuiApplication.styleHints()
            return replace(
                look,
                dark=hints.colorScheme() == Qt.ColorScheme.Dark,
                contrast=hints.accessibility().contrastPreference()
                == Qt.ContrastPreference.HighContrast,
            )
        return replace(look, dark=chosen in _DARK, contrast=chosen in _CONTRAST)

    def follow(self, window: MainWindow) -> None:
        """Keep what is chosen in this window's menu; its checks follow the look."""
        self._window = window
        window.look_chosen.connect(self._on_chosen)

    def wear(self, *_told: object) -> None:
        """Give the window the look that is chosen, if it has another."""
        look = self.of(theme.look())
        if look != theme.look():
            theme.apply(self._application, look)
        if self._window is not None:
            self._window.show_look()

    def _on_chosen(self, look: theme.Look) -> None:
        self._keep(_SETTING, _NAMES[look.dark, look.contrast])
