"""What the operating system tells: on a D-Bus of this test's own, and as messages of Windows."""

from __future__ import annotations

import ctypes
import ctypes.wintypes
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from cte_desktop.ui.locking.linux_session import LinuxSession
from cte_desktop.ui.locking.windows_session import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WTS_SESSION_LOCK,
    WindowsSession,
    reason_of,
)

_DAEMON = shutil.which("dbus-daemon")
_SIGNALS = [
    ("org.freedesktop.login1.Manager", "PrepareForSleep", [True], ["sleep"]),
    ("org.freedesktop.login1.Session", "Lock", [], ["screen"]),
    ("org.freedesktop.ScreenSaver", "ActiveChanged", [True], ["screen"]),
    ("org.gnome.ScreenSaver", "ActiveChanged", [False], []),
    ("org.gnome.ScreenSaver", "ActiveChanged", [True], ["screen"]),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A bus of this test's own."""
    if _DAEMON is None:
        pytest.skip("no dbus-daemon on this computer")
    words = [_DAEMON, "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.mark.parametrize(("interface", "name", "values", "reasons"), _SIGNALS)
def test_sleep_and_a_locked_screen_lock_and_nothing_else_does(
    address: str,
    qtbot: QtBot,
    interface: str,
    name: str,
    values: list[object],
    reasons: list[str],
) -> None:
    heard = QDBusConnection.connectToBus(address, "heard")
    teller = QDBusConnection.connectToBus(address, "teller")
    told: list[str] = []
    session = LinuxSession(told.append, None, heard, heard)
    session.start()
    for kind, more in ((interface, values), ("org.freedesktop.login1.Session", [])):
        message = QDBusMessage.createSignal("/some/path", kind, name if more is values else "Lock")
        message.setArguments(more)
        assert teller.send(message)
    # The signals of one sender arrive in order: the last one says that the first was heard.
    qtbot.waitUntil(lambda: told == [*reasons, "screen"])
    session.stop()
    QDBusConnection.disconnectFromBus("heard")
    QDBusConnection.disconnectFromBus("teller")


def test_a_computer_without_these_services_tells_nothing(qtbot: QtBot) -> None:
    gone = QDBusConnection("nowhere")
    session = LinuxSession(lambda _: None, None, gone, gone)
    session.start()
    session.stop()


@pytest.mark.parametrize(
    ("message", "parameter", "reason"),
    [
        (WM_POWERBROADCAST, PBT_APMSUSPEND, "sleep"),
        (WM_POWERBROADCAST, 0x000A, ""),
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, "screen"),
        (WM_WTSSESSION_CHANGE, 0x0008, ""),
        (0x0200, WTS_SESSION_LOCK, ""),
    ],
)
def test_messages_of_windows_are_read(message: int, parameter: int, reason: str) -> None:
    assert reason_of(message, parameter) == reason
    told: list[str] = []
    session = WindowsSession(told.append, 0)
    given = ctypes.wintypes.MSG()
    given.message, given.wParam = message, parameter
    place = ctypes.addressof(given)
    answer = session.filter.nativeEventFilter(b"windows_generic_MSG", place)
    session.filter.nativeEventFilter(b"xcb_generic_event_t", place)
    assert answer == (False, 0)
    assert told == ([reason] if reason else [])
