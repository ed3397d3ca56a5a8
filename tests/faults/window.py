"""The real window, started on a district without a screen, for scripts that use it as people do.

`Watch` notices what must never happen while it is used: an exception that nobody caught, a warning
of Qt, an error in the log.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from unittest import mock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QMessageLogContext, QPoint, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from cte_desktop.app import Program, Start, build, make_application
from cte_desktop.services.cases import open_cases
from cte_desktop.storage.check import check_with_key
from cte_desktop.system.crash import describe_exception
from cte_desktop.ui.locking.panel import LockPanel
from cte_desktop.ui.opening.unlock_panel import UnlockPanel
from tests.faults.places import ACTOR, CLOCK, PASSPHRASE, Place

LONGEST_REST = 120.0
"""Seconds after which work that was begun should be over."""
KIB = 1024
OF_THE_HAND = (
    "This plugin does not support",
    "Keyboard event not accepted by receiving widget",
    "Mouse event occurs outside target window",
)
"""How the warnings begin that Qt gives because there is no screen, and no hand but QTest's."""


class Watch(logging.Handler):
    """Collects what must never happen; `found` empties it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._found.append(f"logged {record.name}: {record.getMessage()}")

    def found(self) -> tuple[str, ...]:
        """Return what was found since the last time."""
        found, self._found = tuple(self._found), []
        return found

    @contextlib.contextmanager
    def watching(self) -> Iterator[Watch]:
        """Watch until the end of the block."""
        logging.getLogger().addHandler(self)
        hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        before = qInstallMessageHandler(self._on_qt)
        try:
            yield self
        finally:
            qInstallMessageHandler(before)
            sys.excepthook, threading.excepthook = hooks
            logging.getLogger().removeHandler(self)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            raise SystemExit(130)
        self._found.append(f"exception {describe_exception(error)} [{error}]")

    def _on_thread(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self._found.append(f"exception on a thread {describe_exception(given.exc_value)}")

    def _on_qt(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        told = kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if told and not text.startswith(OF_THE_HAND):
            self._found.append(f"Qt: {text}")


class Seat:
    """One started program and the place it works on."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.program: Program
        self.drop_at = QPoint()
        self.away = 0
        self._start()

    @property
    def window(self) -> QWidget:
        """The window that is open now."""
        return self.program.window

    def is_open(self) -> bool:
        """Say whether a database is open in a window that is there."""
        return self.program.desk is not None and self.window.isVisible()

    def is_locked(self) -> bool:
        """Say whether the window is locked."""
        return self.program.locker is not None and self.program.locker.is_locked()

    def front(self) -> QWidget:
        """Return what would get the next click or key: a menu, the topmost dialog, the window."""
        return (
            QApplication.activePopupWidget()
            or QApplication.activeModalWidget()
            or QApplication.activeWindow()
            or self.window
        )

    def rest(self) -> bool:
        """Let the program work until nothing is left to do; False if it never comes to an end."""
        end = time.monotonic() + LONGEST_REST
        QApplication.processEvents()
        while not self.program.bench.tasks.is_idle():
            if time.monotonic() > end:
                return False
            time.sleep(0.001)
            QApplication.processEvents()
        drop_deleted()
        QApplication.processEvents()
        return True

    def wait_until_open(self) -> None:
        """Wait until a database is open and everything can be done with it."""
        end = time.monotonic() + LONGEST_REST
        while self.program.desk is None or self.program.keeper is None:
            if time.monotonic() > end:
                raise TimeoutError("the database does not open")
            QApplication.processEvents()
            time.sleep(0.001)
        self.rest()

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Type a passphrase where one is asked for at the whole window."""
        window = self.window
        asking: list[LockPanel | UnlockPanel] = [
            *window.findChildren(LockPanel),
            *window.findChildren(UnlockPanel),
        ]
        for panel in asking:
            if panel.isVisible():
                panel.field.setText(passphrase)
                panel.field.returnPressed.emit()
                self._rest_of_lock()

    def damage(self) -> tuple[str, ...]:
        """Say what is damaged in the open database."""
        if self.program.desk is None:
            return ()
        return tuple(one.text for one in self.program.desk.database.apart(check_with_key))

    def wake(self) -> None:
        """Unlock the window and start the program again where it has no database open."""
        if self.is_locked():
            self.unlock()
        if not self.is_open():
            self.close_dialogs()
            self.start_again()

    def open_first_plan(self) -> None:
        """Open the plan of the first student who has one."""
        desk = self.program.desk
        assert desk is not None
        planned = next(case for case in open_cases(desk) if case.plan is not None)
        self.program.bench.requests.student_requested.emit(planned.file.student.uid)
        self.rest()

    def close_dialogs(self) -> None:
        """Close whatever stands before the window."""
        for _ in range(20):
            front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if front is None:
                break
            if isinstance(front, QDialog):
                front.reject()
            if isValid(front) and front.isVisible():
                front.close()
            self.rest()
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.close()
        self.rest()

    def close(self) -> None:
        """Close the program and let go of everything of it."""
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, (QFileDialog, QPrintDialog)):
                widget.deleteLater()
        window = self.window
        self.program.close()
        QApplication.processEvents()
        window.deleteLater()
        for widget in QApplication.topLevelWidgets():
            if widget.parent() is None:
                widget.close()
                widget.deleteLater()
        self.program.deleteLater()
        drop_deleted()
        QApplication.processEvents()

    def start_again(self) -> None:
        """Close the program and start it anew on the same place."""
        self.close()
        self._start()

    def _start(self) -> None:
        application = make_application()
        application.setQuitOnLastWindowClosed(False)
        passphrase = self.place.passphrase()
        self.program = build(application, Start(CLOCK, ACTOR, self.place.file, passphrase))
        self.window.resize(1280, 800)
        self.window.activateWindow()
        self.wait_until_open()

    def _rest_of_lock(self) -> None:
        end = time.monotonic() + LONGEST_REST
        while time.monotonic() < end:
            QApplication.processEvents()
            locker = self.program.locker
            if locker is None or not locker.is_locked():
                break
            panel = locker.panel
            if panel is not None and panel.field.isEnabled() and not panel.field.text():
                break
            time.sleep(0.001)
        self.rest()


def drop_deleted() -> None:
    """Let Qt delete what was told to go."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@contextlib.contextmanager
def quiet_desktop(out: Path) -> Iterator[None]:
    """Open no folder in another program, and let file dialogs begin in `out`."""
    out.mkdir(exist_ok=True)
    with (
        mock.patch.object(QDesktopServices, "openUrl", return_value=True),
        contextlib.chdir(out),
    ):
        yield


def resident_kib() -> int:
    """Return the memory of this process in KiB, after giving back what is free."""
    gc.collect()
    give_back()
    with Path("/proc/self/statm").open(encoding="ascii") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // KIB


def give_back() -> None:
    """Let the C library give free memory back, where it can."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
