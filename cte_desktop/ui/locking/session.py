"""What the operating system tells: the computer goes to sleep, or its screen is locked.

Where it tells nothing (macOS, a Linux without these services), the gap between two ticks does
(`idle.py`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Teller(Protocol):
    """What one operating system tells."""

    def start(self) -> None:
        """Begin to listen."""
        ...

    def stop(self) -> None:
        """Listen no more."""
        ...


class SessionWatch(QObject):
    """Signal: `lock_wanted(reason)`, reason being "sleep" or "screen"."""

    lock_wanted = Signal(str)

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._teller: Teller | None = None

    def start(self) -> None:
        """Begin to listen, where this system tells anything."""
        if sys.platform.startswith("linux"):
            from cte_desktop.ui.locking.linux_session import LinuxSession

            self._teller = LinuxSession(self.lock_wanted.emit, self)
        elif sys.platform == "win32":
            from cte_desktop.ui.locking.windows_session import WindowsSession

            self._teller = WindowsSession(self.lock_wanted.emit, int(self._window.winId()))
        if self._teller is not None:
            self._teller.start()

    def stop(self) -> None:
        """Listen no more."""
        if self._teller is not None:
            self._teller.stop()
            self._teller = None
