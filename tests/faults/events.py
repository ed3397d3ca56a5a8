"""What somebody at the window may do at random, each as a record that can be kept and done again.

An event is chosen by chance from what can be done now, and done by what it says alone.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QKeyCombination, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QWheelEvent,
)
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from cte_desktop.system.clock import Clock
from cte_desktop.ui.action_list import ACTIONS
from cte_desktop.ui.widgets.passphrase_field import PassphraseField
from tests.faults.dragging import drag
from tests.faults.places import CLOCK, PASSPHRASE
from tests.faults.reach import (
    LEAVING,
    LEFT,
    NO_KEY,
    RIGHT,
    Event,
    find,
    may_press,
    name_of,
    under,
    usable,
)
from tests.faults.window import Seat

KEYS = (
    "Tab Shift+Tab Up Down Left Right Home End PgUp PgDown Esc Return Space Del Backspace Ctrl+A "
    "Ctrl+C Ctrl+V Ctrl+X F10 Shift+F10 Ctrl+Tab Alt+Down Ctrl+Home Ctrl+End Shift+Down Shift+Up"
).split()
ODD_TEXTS = (
    "", " ", "a", "Ana", "0012", "-1", "999999999999", "3.5", "O'Neil-Núñez", "Zoë 🎓", "%s {name}",
    "<b>x</b>", "'; DROP TABLE student; --", "\u202eabc", "ü" * 300, "10:61", "2026-13-45", "P9",
    "WELD", "fall", "[[requirement]]\nid = 3", "=1+1", "\t", "é́", "Metal", "https://x.y/z",
)  # fmt: skip
GONE = "already deleted"
"""What is said of a widget that Qt took away while it was being looked at."""
KNOWN, OTHER = "known", "another"
"""What is typed where a passphrase is asked for: the one that is right, or one nobody knows."""


def shortcuts() -> tuple[str, ...]:
    """Return every key of the program but those that leave it, the rail's and the usual ones."""
    own = [keys for spec in ACTIONS if spec.id not in LEAVING for keys in spec.shortcuts]
    return (*own, *(f"Ctrl+{number}" for number in range(1, 9)), *KEYS)


def choose(seat: Seat, chance: random.Random, files: Sequence[Path]) -> Event:
    """Choose what to do now."""
    front = seat.front()
    if isinstance(front, QFileDialog):
        return Event("file", more=str(chance.choice(["", *map(str, files)])))
    if isinstance(front, QPrintDialog):
        return Event("cancel")
    if seat.is_locked() and chance.random() < 0.3:
        return Event("unlock", more=KNOWN if chance.random() < 0.8 else OTHER)
    if isinstance(front, QMenu):
        named = [n for n, a in enumerate(front.actions()) if may_press(seat, a)]
        if named and chance.random() < 0.6:
            return Event("menu", more=str(chance.choice(named)))
        return Event("key", more="Esc")
    kind = chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    event = Event(kind, "", round(chance.random(), 3), round(chance.random(), 3))
    try:
        return _CHOICES[kind](seat, chance, event, files)
    except RuntimeError as error:
        if GONE not in str(error):
            raise
    return Event("key", more="Esc")


def do(seat: Seat, event: Event) -> None:
    """Do an event; what it is about may be gone by now, then nothing is done.

    An error that comes up to here is this hand's own: those of the program end in its hooks.
    """
    try:
        _DEEDS[event.kind](seat, event)
    except RuntimeError as error:
        if GONE not in str(error):
            raise


def _pointed(seat: Seat, chance: random.Random, event: Event, _files: Sequence[Path]) -> Event:
    within = usable(seat.front())
    if not within:
        return Event("key", more="Esc")
    if chance.random() < 0.5:  # otherwise the few buttons are lost among labels and frames
        kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView)
        within = [one for one in within if isinstance(one, kinds)] or within
    return replace(event, target=name_of(chance.choice(within), seat))


def _click(seat: Seat, event: Event) -> None:
    hit = under(seat, event)
    if hit is not None:
        press = QTest.mouseDClick if event.kind == "twice" else QTest.mouseClick
        press(hit[0], RIGHT if event.kind == "right" else LEFT, NO_KEY, hit[1])


def _key(seat: Seat, event: Event) -> None:
    front = seat.front()
    focused: QWidget | None = front.focusWidget()
    widget = front
    if focused is not None and focused.isVisible() and focused.window() is front.window():
        widget = focused
    keys: list[QKeyCombination] = list(QKeySequence(event.more))  # type: ignore[call-overload]
    for key in keys:
        if isValid(widget):
            QTest.keyClick(widget, key.key(), key.keyboardModifiers())


def _type(seat: Seat, event: Event) -> None:
    widget = find(seat, event.target)
    if widget is None:
        return
    widget.setFocus()
    text = event.more
    if isinstance(widget, PassphraseField):
        text = PASSPHRASE if event.x < 0.9 else f"{event.x}{event.y}"
        widget.clear()
    for letter in text:  # QTest can only type Latin letters
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if isValid(widget):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, NO_KEY, letter))


def _typed(seat: Seat, chance: random.Random, event: Event, _files: Sequence[Path]) -> Event:
    kinds = (QLineEdit, QPlainTextEdit, QTextEdit)
    fields = [one for one in usable(seat.front()) if isinstance(one, kinds)]
    if not fields:
        return Event("key", more=chance.choice(KEYS))
    return replace(
        event, target=name_of(chance.choice(fields), seat), more=chance.choice(ODD_TEXTS)
    )


def _keyed(_seat: Seat, chance: random.Random, _event: Event, _files: Sequence[Path]) -> Event:
    return Event("key", more=chance.choice(shortcuts()))


def _undone(_seat: Seat, chance: random.Random, _event: Event, _files: Sequence[Path]) -> Event:
    return Event("key", more=chance.choice(["Ctrl+Z", "Ctrl+Z", "Ctrl+Y"]))


def _wheel(seat: Seat, event: Event) -> None:
    hit = under(seat, event)
    if hit is None:
        return
    widget, spot = hit
    turn = QPoint(0, 120 if event.y < 0.5 else -120)
    QApplication.sendEvent(
        widget,
        QWheelEvent(
            QPointF(spot), QPointF(widget.mapToGlobal(spot)), QPoint(), turn,
            Qt.MouseButton.NoButton, NO_KEY, Qt.ScrollPhase.NoScrollPhase, False,
        ),
    )  # fmt: skip


def _triggered(seat: Seat, chance: random.Random, _event: Event, files: Sequence[Path]) -> Event:
    if QApplication.activeModalWidget() is not None:
        return _dismissed(seat, chance, _event, files)
    able = [
        spec.id
        for spec, action in seat.program.bench.actions.offered()
        if action.isEnabled() and spec.id not in LEAVING
    ]
    return Event("action", more=chance.choice(able)) if able else Event("key", more="Esc")


def _action(seat: Seat, event: Event) -> None:
    if QApplication.activeModalWidget() is None:
        seat.program.bench.actions.action(event.more).trigger()


def _dismissed(_seat: Seat, chance: random.Random, _event: Event, _files: Sequence[Path]) -> Event:
    return Event(chance.choice(["cancel", "accept"]))


def _cancel(seat: Seat, _event: Event) -> None:
    front = QApplication.activeModalWidget()
    if front is not None:
        front.close()
    else:
        _key(seat, Event("key", more="Esc"))


def _accept(seat: Seat, _event: Event) -> None:
    front = seat.front()
    buttons = [one for one in usable(front) if getattr(one, "isDefault", lambda: False)()]
    if buttons:
        QTest.mouseClick(buttons[0], LEFT, NO_KEY, buttons[0].rect().center())


def _file(seat: Seat, event: Event) -> None:
    """Answer a file dialog: one of the files there are, a new name to save under, or nothing."""
    dialog = seat.front()
    if not isinstance(dialog, QFileDialog):
        return
    if not event.more:
        dialog.reject()
    elif dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
        names = sum(1 for _ in seat.place.out.iterdir())
        ending = Path(next(iter(dialog.selectedFiles()), "x.csv")).suffix or ".csv"
        _give(dialog, seat.place.out / f"saved {names}{ending}")
    elif dialog.fileMode() == QFileDialog.FileMode.Directory:
        _give(dialog, seat.place.out)
    else:
        _give(dialog, Path(event.more))


def _give(dialog: QFileDialog, file: Path) -> None:
    dialog.hide()
    dialog.deleteLater()
    dialog.setResult(1)
    dialog.fileSelected.emit(str(file))
    dialog.filesSelected.emit([str(file)])
    dialog.finished.emit(1)
    dialog.accepted.emit()


def _locked(_seat: Seat, _chance: random.Random, _event: Event, _files: Sequence[Path]) -> Event:
    return Event("key", more="Ctrl+L")


def _unlock(seat: Seat, event: Event) -> None:
    seat.unlock(PASSPHRASE if event.more == KNOWN else "wrong on purpose")


def _menu(seat: Seat, event: Event) -> None:
    front = seat.front()
    if isinstance(front, QMenu) and int(event.more) < len(front.actions()):
        action = front.actions()[int(event.more)]
        if may_press(seat, action):
            spot = front.actionGeometry(action).center()
            QTest.mouseClick(front, LEFT, NO_KEY, spot)


def _brought(_seat: Seat, chance: random.Random, _event: Event, files: Sequence[Path]) -> Event:
    return Event("bring", more=str(chance.choice(files)))


def _bring(seat: Seat, event: Event) -> None:
    """Drop a file on the window; nobody can while a dialog stands before it or it is locked."""
    if QApplication.activeModalWidget() is None and not seat.is_locked():
        seat.program.window.files_dropped.emit([Path(event.more)])


def _dated(_seat: Seat, chance: random.Random, _event: Event, _files: Sequence[Path]) -> Event:
    return Event("date", more=str(chance.randint(-400, 400)))


def _date(seat: Seat, event: Event) -> None:
    """Let it be another day: the program has been open overnight, or somebody set the clock."""
    day: date = CLOCK.today() + timedelta(days=int(event.more))
    if seat.program.desk is not None:
        seat.program.desk.database.clock = Clock(day)


def _student(_seat: Seat, chance: random.Random, _event: Event, _files: Sequence[Path]) -> Event:
    return Event("student", more=str(chance.randint(0, 59)))


def _open_student(seat: Seat, event: Event) -> None:
    from cte_desktop.services.students import list_students

    desk = seat.program.desk
    if desk is None or QApplication.activeModalWidget() is not None or seat.is_locked():
        return
    rows = list_students(desk)
    if rows:
        uid = rows[int(event.more) % len(rows)].uid
        seat.program.bench.requests.student_requested.emit(uid)


def _dragged(seat: Seat, chance: random.Random, event: Event, files: Sequence[Path]) -> Event:
    grids = [
        one.viewport()
        for one in usable(seat.front())
        if isinstance(one, QAbstractItemView) and type(one).__name__ == "GridView"
    ]
    grids = [one for one in grids if not one.visibleRegion().isEmpty()]
    end = f"{chance.random():.3f} {chance.random():.3f}"
    if grids and chance.random() < 0.7:
        return replace(event, target=name_of(grids[0], seat), more=end)
    return replace(_pointed(seat, chance, event, files), kind="drag", more=end)


_Choice = Callable[[Seat, random.Random, Event, Sequence[Path]], Event]
_CHOICES: dict[str, _Choice] = {
    "click": _pointed, "twice": _pointed, "right": _pointed, "wheel": _pointed, "key": _keyed,
    "undo": _undone, "type": _typed, "action": _triggered, "cancel": _dismissed, "lock": _locked,
    "bring": _brought, "date": _dated, "student": _student, "drag": _dragged,
}  # fmt: skip
_WEIGHTS = {
    "click": 340, "twice": 30, "right": 15, "wheel": 40, "key": 230, "undo": 50, "type": 80,
    "action": 60, "cancel": 60, "lock": 4, "bring": 4, "date": 3, "student": 25, "drag": 50,
}  # fmt: skip
_DEEDS: dict[str, Callable[[Seat, Event], None]] = {
    "click": _click, "twice": _click, "right": _click, "wheel": _wheel, "key": _key, "type": _type,
    "action": _action, "cancel": _cancel, "accept": _accept, "file": _file, "unlock": _unlock,
    "menu": _menu, "bring": _bring, "date": _date, "student": _open_student, "drag": drag,
}  # fmt: skip
