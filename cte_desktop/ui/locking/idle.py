"""Whether anybody is there: minutes without a key, the mouse, the wheel or a finger; a computer
that slept; and Ctrl+L in a window that has no menu.

What a program repaints, moves or is told by the network is no sign of a person.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from cte_desktop.system import clock

if TYPE_CHECKING:
    from collections.abc import Callable

TICK_S = 5
GAP_S = 30
"""Seconds without a tick, by either clock, after which the computer is taken to have slept."""
_SECONDS_A_MINUTE = 60
_MOVES = frozenset((QEvent.Type.MouseMove, QEvent.Type.TabletMove))
_KEYS = frozenset((QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride))
_INPUT = _KEYS | frozenset(
    (
        QEvent.Type.KeyRelease,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.NativeGesture,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletRelease,
    )
)

Moment = tuple[float, float]
"""Seconds of the clock that nobody sets and that may stand still while the computer sleeps, and of
the one on the wall.
"""


def machine_moment() -> Moment:
    """Return what the machine's two clocks say."""
    return time.monotonic(), clock.seconds()


class IdleWatch(QObject):
    """Watches the whole program while it runs. Signal: `lock_wanted(reason)`, reason being "idle",
    "slept" or "keys".

    `minutes` says how long nobody may be there, asked at every tick; `keys` are what locks in a
    dialog, whose keys no menu hears.
    """

    lock_wanted = Signal(str)

    def __init__(
        self,
        minutes: Callable[[], int],
        keys: QKeySequence,
        parent: QObject | None = None,
        moment: Callable[[], Moment] = machine_moment,
    ) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._keys = keys
        self._moment = moment
        self._last_input = self._last_tick = moment()
        self._pointer = QPointF()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_S * 1000)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Begin to watch; somebody is there now."""
        self._last_input = self._last_tick = self._moment()
        self._timer.start()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def tick(self) -> None:
        """Look at the clocks."""
        now, before = self._moment(), self._last_tick
        self._last_tick = now
        if max(now[0] - before[0], now[1] - before[1]) > TICK_S + GAP_S:
            self.lock_wanted.emit("slept")
        elif now[0] - self._last_input[0] >= self._minutes() * _SECONDS_A_MINUTE:
            self.lock_wanted.emit("idle")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _INPUT:
            self._last_input = self._moment()
            if kind in _KEYS:
                return self._is_lock(watched, event)
        elif kind in _MOVES:
            self._on_moved(event)
        return False

    def _is_lock(self, watched: QObject, event: QEvent) -> bool:
        """Lock by the keys, where they go to a widget that no menu would keep them from."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        if QKeySequence(event.keyCombination()) != self._keys:
            return False
        self.lock_wanted.emit("keys")
        return True

    def _on_moved(self, event: QEvent) -> None:
        """Count a move that leads elsewhere: windows that open under a mouse at rest tell of one
        too.
        """
        if isinstance(event, QMouseEvent):
            place = event.globalPosition()
            if place != self._pointer:
                self._pointer = place
                self._last_input = self._moment()
        else:
            self._last_input = self._moment()
