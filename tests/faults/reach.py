"""What can be reached at the window now, and an event at it as a record."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

from tests.faults.window import Seat

LEAVING = frozenset(("quit", "open_database", "new_database", "log_folder"))
"""Actions that end the session or leave the program."""
NO_KEY = Qt.KeyboardModifier.NoModifier
_OWN = Qt.FindChildOption.FindDirectChildrenOnly
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done: its kind, the widget by its class and place among those of its class that
    can be used, a point in it (parts of its width and height), and what more it takes.
    """

    kind: str
    target: str = ""
    x: float = 0.5
    y: float = 0.5
    more: str = ""

    @property
    def line(self) -> str:
        """The event as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=True)


def read_events(file: Path) -> list[Event]:
    """Read events that were kept, one a line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [Event(**json.loads(line)) for line in lines if line.startswith("{")]


def may_press(seat: Seat, action: QAction) -> bool:
    actions = seat.program.bench.actions
    left = [actions.action(name) for name in LEAVING]
    able = action.isEnabled() and action.isVisible()
    return able and not action.isSeparator() and action not in left


def usable(front: QWidget) -> list[QWidget]:
    """Return what can be clicked: shown, enabled, not hidden by a scroll area, leads nowhere."""
    found, rest = [], [front]
    while rest:
        one = rest.pop()
        if not isValid(one):  # the list of a box that drops down comes and goes
            continue
        if one.isEnabled() and not one.visibleRegion().isEmpty() and not leaves(one):
            found.append(one)
        rest += [
            child
            for child in one.findChildren(QWidget, options=_OWN)
            if child.isVisible() and not child.isWindow()
        ]
    return found


def leaves(widget: QWidget) -> bool:
    from cte_desktop.ui.locking.panel import LockPanel

    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return text.replace("&", "") == "Quit" and isinstance(widget.parent(), (LockPanel, QWidget))


def name_of(widget: QWidget, seat: Seat) -> str:
    kind = type(widget).__name__
    alike = [one for one in usable(seat.front()) if type(one).__name__ == kind]
    return f"{kind}#{alike.index(widget)}"


def find(seat: Seat, target: str) -> QWidget | None:
    kind, _, number = target.rpartition("#")
    alike = [one for one in usable(seat.front()) if type(one).__name__ == kind]
    widget = alike[int(number)] if kind and int(number) < len(alike) else None
    return widget if widget is not None and isValid(widget) else None


def spot_of(widget: QWidget, event: Event) -> QPoint:
    area = widget.visibleRegion().boundingRect()
    return QPoint(
        area.x() + int(event.x * (area.width() - 1)), area.y() + int(event.y * (area.height() - 1))
    )


def under(seat: Seat, event: Event) -> tuple[QWidget, QPoint] | None:
    """Return what lies under the point of an event, and where in it."""
    widget = find(seat, event.target)
    if widget is None:
        return None
    spot = spot_of(widget, event)
    hit = widget.childAt(spot) or widget
    if not hit.isEnabled() or leaves(hit):
        return None
    return hit, hit.mapFrom(widget, spot) if hit is not widget else spot
