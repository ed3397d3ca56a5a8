"""What Windows tells a window: that the computer goes to sleep, and that the session is locked.

https://learn.microsoft.com/windows/win32/power/wm-powerbroadcast and
https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change
"""

from __future__ import annotations

import ctypes
import ctypes.wintypes
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable

WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK = 0x02B1, 0x0007
_THIS_SESSION = 0
_MESSAGE = b"windows_generic_MSG"


class WindowsSession:
    """Listens to the messages of the window `handle` and calls `lock` with a reason."""

    def __init__(self, lock: Callable[[str], None], handle: int) -> None:
        self._lock = lock
        self._handle = handle
        self.filter = _Filter(self)

    def start(self) -> None:
        """Begin to listen; without the library for sessions only sleep is told."""
        application = QApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self.filter)
        self._register("WTSRegisterSessionNotification", _THIS_SESSION)

    def stop(self) -> None:
        """Listen no more."""
        application = QApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self.filter)
        self._register("WTSUnRegisterSessionNotification")

    def hear(self, message: int, parameter: int) -> None:
        """Lock if a message says so."""
        reason = reason_of(message, parameter)
        if reason:
            self._lock(reason)

    def _register(self, function: str, *more: int) -> None:
        windows = getattr(ctypes, "windll", None)  # there on Windows alone
        if windows is not None:
            getattr(windows.wtsapi32, function)(ctypes.wintypes.HWND(self._handle), *more)


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, session: WindowsSession) -> None:
        super().__init__()
        self._session = session

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if (kind.data() if isinstance(kind, QByteArray) else bytes(kind)) == _MESSAGE:
            told = ctypes.wintypes.MSG.from_address(int(message))
            self._session.hear(told.message, told.wParam)
        return False, 0


def reason_of(message: int, parameter: int) -> str:
    """Return "sleep" or "screen" for a message that asks to lock, else ""."""
    if (message, parameter) == (WM_POWERBROADCAST, PBT_APMSUSPEND):
        return "sleep"
    if (message, parameter) == (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK):
        return "screen"
    return ""
