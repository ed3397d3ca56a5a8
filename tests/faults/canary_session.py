"""A session at the window with planted names, in a process of its own; see canaries.py.

It tells `found ...` for each name seen where none may be, then `working`, and goes on until killed.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from PySide6.QtGui import QClipboard, QDrag, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from cte_desktop import __version__
from cte_desktop.app import make_application
from cte_desktop.services.private_notes import new_note, save_private_note
from cte_desktop.services.students import list_students
from cte_desktop.system import paths
from cte_desktop.system.cores import leave_no_core
from cte_desktop.system.crash import describe_exception, install_crash_hooks
from cte_desktop.system.log import start_log
from tests.faults.canaries import MARK, Ground
from tests.faults.dragging import drop
from tests.faults.events import choose, do
from tests.faults.places import CLOCK, Place
from tests.faults.reach import Event
from tests.faults.window import Seat, quiet_desktop

EVENTS = 150
"""Random events between the planned ones."""
PAGES = ("home", "students", "sections", "pathways", "completers", "data", "settings", "plan")


class CanaryPlace(Place):
    """The place of the planted names."""

    @property
    def out(self) -> Path:
        """Where papers and exports go."""
        return self.folder.parent / "out"


def main(folder: Path, number: int) -> None:
    """Use the window until somebody ends the process."""
    ground, chance = Ground(folder), random.Random(number)
    leave_no_core()
    start_log(paths.log_folder())
    make_application()
    with quiet_desktop(ground.out):
        pass
    seat = Seat(CanaryPlace(ground.file.parent))
    install_crash_hooks(paths.log_folder(), CLOCK, __version__, seat.program.tell_crash)
    files = sorted(ground.incoming.iterdir())
    with (
        mock.patch.object(QDrag, "exec", lambda drag, *_: drop(seat, drag)),
        # Without a screen Qt never knows whose the clipboard is; it is this program's alone here.
        mock.patch.object(QClipboard, "ownsClipboard", return_value=True),
    ):
        _visit(seat)
        for _ in range(EVENTS):
            do(seat, choose(seat, chance, files))
            seat.rest()
            if not seat.is_open():
                seat.start_again()
        _lock(seat)
        _say("working")
        seat.unlock()
        while True:
            do(seat, Event("bring", more=str(files[-1])))
            do(seat, choose(seat, chance, files))
            seat.rest()


def _visit(seat: Seat) -> None:
    """Open every page, a student's plan, a note, a search, the clipboard, and a crash."""
    desk = seat.program.desk
    assert desk is not None
    uids = [row.uid for row in list_students(desk)]
    for name in PAGES:
        seat.program.window.open_page(name)
        seat.rest()
        for field in seat.window.findChildren(QLineEdit):
            if field.isVisible():
                field.setText(f"{MARK}last1")
        seat.rest()
    save_private_note(desk, uids[0], new_note(desk), f"{MARK}note")
    for uid in uids[:3]:
        seat.program.bench.requests.student_requested.emit(uid)
        seat.rest()
    for name in ("private_notes", "student_history", "student_disclosures", "edit_student"):
        seat.program.bench.actions.action(name).trigger()
        seat.rest()
        seat.close_dialogs()
    QGuiApplication.clipboard().setText(f"{MARK}last1")
    error = ValueError(f"{MARK}last1 can't be read")
    sys.excepthook(type(error), error, None)
    seat.rest()
    seat.close_dialogs()


def _lock(seat: Seat) -> None:
    """Lock, and tell where a name is still to be seen."""
    assert seat.program.locker is not None
    if not seat.is_locked():
        QGuiApplication.clipboard().setText(f"{MARK}last1")
        seat.program.locker.lock("menu")
    seat.rest()
    if MARK.lower() in QGuiApplication.clipboard().text().lower():
        _say("found the clipboard after a lock")
    for where, text in _seen(QApplication.topLevelWidgets()):
        if MARK.lower() in text.lower():
            _say(f"found {where} after a lock")


def _seen(windows: list[QWidget]) -> Iterator[tuple[str, str]]:
    """Return what can be read on the screen and in the titles."""
    for window in windows:
        yield "a title", window.windowTitle()
        if not window.isVisible():
            continue
        for widget in (window, *window.findChildren(QWidget)):
            if widget.isVisible():
                yield "a tip", widget.toolTip()
                if isinstance(widget, (QLabel, QLineEdit)):
                    yield type(widget).__name__, widget.text()


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), int(sys.argv[2]))
    except Exception as error:  # noqa: BLE001 - the hooks of the program would keep it to a report
        _say(f"failed {describe_exception(error)} [{error}]".replace("\n", " "))
