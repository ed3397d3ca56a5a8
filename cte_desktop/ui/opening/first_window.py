"""One window for each database: a second start raises the first one over a local socket.

The socket is the operating system's own between programs of one person on one computer; nothing of
it reaches a network.
"""

from __future__ import annotations

import getpass
import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from pathlib import Path

_RAISE = b"raise\n"
_RAISED = b"raised\n"
_PATIENCE_MS = 1000


def raise_first_window(file: Path) -> bool:
    """Ask the window that has this database open to come to the front; say whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(_name(file))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(_RAISE)
    socket.flush()
    answered = socket.waitForReadyRead(_PATIENCE_MS)
    raised = answered and bytes(socket.readAll().data()) == _RAISED
    socket.disconnectFromServer()
    return raised


class FirstWindow(QObject):
    """Listens for second starts with the same database. Signal: `raise_wanted()`."""

    raise_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self, file: Path) -> bool:
        """Begin to listen, once the database is open for writing; say whether that is possible."""
        name = _name(file)
        # Whoever holds the database's lock is alone: what is left of a socket is of a dead program.
        QLocalServer.removeServer(name)
        return self._server.listen(name)

    def stop(self) -> None:
        """Listen no more."""
        self._server.close()

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._on_words(socket))
        socket.disconnected.connect(socket.deleteLater)

    def _on_words(self, socket: QLocalSocket) -> None:
        if bytes(socket.readAll().data()) == _RAISE:
            socket.write(_RAISED)
            socket.flush()
            self.raise_wanted.emit()


def _name(file: Path) -> str:
    try:
        person = getpass.getuser()
    except (OSError, KeyError):
        person = ""
    told = f"{person}\0{file.resolve()}".encode("utf-8", "surrogatepass")
    return f"cte-desktop-{hashlib.sha256(told).hexdigest()[:16]}"
