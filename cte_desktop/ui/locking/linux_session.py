"""What a Linux desktop tells over D-Bus: systemd-logind of sleep and of locked sessions, the screen
savers of the desktops of a locked screen.

https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection

if TYPE_CHECKING:
    from collections.abc import Callable

_LOGIN = "org.freedesktop.login1"
_SYSTEM_SOCKETS = ("/run/dbus/system_bus_socket", "/var/run/dbus/system_bus_socket")
_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_ANY = ""

Heard = tuple[QDBusConnection, str, str, str]
"""A bus, an interface, its signal, and the slot that takes it."""


class LinuxSession(QObject):
    """Listens on the buses that are there and calls `lock` with a reason."""

    def __init__(
        self,
        lock: Callable[[str], None],
        parent: QObject | None = None,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self._lock = lock
        self._heard: list[Heard] = []
        system = system or _system_bus()
        session = session or _session_bus()
        if system is not None and system.isConnected():
            sleeps, locks = SLOT("on_sleep(bool)"), SLOT("on_session_locked()")
            self._heard.append((system, f"{_LOGIN}.Manager", "PrepareForSleep", sleeps))
            self._heard.append((system, f"{_LOGIN}.Session", "Lock", locks))
        if session is not None and session.isConnected():
            changed = SLOT("on_screen(bool)")
            self._heard.extend((session, name, "ActiveChanged", changed) for name in _SAVERS)

    def start(self) -> None:
        """Begin to listen; whoever sends these signals is believed, since locking does no harm."""
        for bus, interface, name, slot in self._heard:
            # A text is right: PySide's own list of types asks for bytes, and PySide refuses them.
            bus.connect(_ANY, _ANY, interface, name, self, slot)  # type: ignore[call-overload]

    def stop(self) -> None:
        """Listen no more."""
        for bus, interface, name, slot in self._heard:
            bus.disconnect(_ANY, _ANY, interface, name, self, slot)  # type: ignore[call-overload]
        self._heard.clear()

    @Slot(bool)
    def on_sleep(self, _begins: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Lock before the computer sleeps, and after it, should the time not have sufficed."""
        self._lock("sleep")

    @Slot()
    def on_session_locked(self) -> None:
        """Lock with the session."""
        self._lock("screen")

    @Slot(bool)
    def on_screen(self, active: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Lock with the screen."""
        if active:
            self._lock("screen")


def _system_bus() -> QDBusConnection | None:
    named = "DBUS_SYSTEM_BUS_ADDRESS" in os.environ
    there = named or any(Path(socket).exists() for socket in _SYSTEM_SOCKETS)
    return QDBusConnection.systemBus() if there else None


def _session_bus() -> QDBusConnection | None:
    """Return the person's bus; asking for one that is not there would start it."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    there = "DBUS_SESSION_BUS_ADDRESS" in os.environ or (runtime and Path(runtime, "bus").exists())
    return QDBusConnection.sessionBus() if there else None
