"""What is wrong with a place for who can't see it, has no mouse, or has a small screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget

from cte_desktop.ui import theme
from tests.faults.window import Seat
from tests.ui.accessible.focus import backward, stands_for, stops_of, tabbed
from tests.ui.accessible.places import Shown
from tests.ui.accessible.tree import Told, told_of

SCREEN = (640, 360)
"""Pixels of a screen of 1280x800 at 200 %, less the desktop's bar and the title."""
LEAST_SHOWN = 8
"""Pixels of width and height of what has the focus that are to be seen."""
NO_ROLE = frozenset({"Client", "NoRole", "Window", "WhiteSpace"})


@dataclass(slots=True)
class Faults:
    """The faults found so far, by what they are; each says where."""

    nameless: list[str] = field(default_factory=list)
    without_role: list[str] = field(default_factory=list)
    not_reached: list[str] = field(default_factory=list)
    against_reading: list[str] = field(default_factory=list)
    out_of_sight: list[str] = field(default_factory=list)
    too_large: list[str] = field(default_factory=list)
    without_ring: list[str] = field(default_factory=list)
    english: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    stops: int = 0


def look_at(seat: Seat, shown: Shown, faults: Faults) -> None:
    """Look at one place: its tree, its size, and where Tab leads."""
    faults.places.append(shown.name)
    _look_at_tree(shown.name, told_of(shown.widget), faults)
    width, height = shown.widget.width(), shown.widget.height()
    if isinstance(shown.widget, QDialog) and (width > SCREEN[0] or height > SCREEN[1]):
        faults.too_large.append(f"{shown.name}: {width}x{height}")
    reached: list[QWidget] = []
    rung: list[tuple[QWidget, QImage]] = []
    for stop in tabbed(seat, shown.widget):
        reached.append(stop)
        _look_for_ring(shown.name, stop, rung, faults)
        seen = _seen(stop)
        if seen.width() < LEAST_SHOWN or seen.height() < LEAST_SHOWN:
            faults.out_of_sight.append(f"{shown.name}: {told(stop)}")
    _look_for_ring(shown.name, None, rung, faults)
    faults.stops += len(reached)
    left = [one for one in stops_of(shown.widget) if one not in reached]
    faults.not_reached += [
        f"{shown.name}: {told(one)}"
        for one in left
        if not any(stands_for(other, one) for other in reached)
    ]
    faults.against_reading += [
        f"{shown.name}: {told(one)} > {told(other)}"
        for one, other in pairwise(reached)
        if backward(one, other)
    ]


def told(widget: QWidget) -> str:
    """Return a widget in words."""
    words = widget.accessibleName()
    if not words and isinstance(widget, QAbstractButton):
        words = widget.text()
    return f"{type(widget).__name__}({words})"


def _seen(widget: QWidget) -> QRect:
    """Return what of a widget the places that scroll it leave to be seen."""
    seen, at, above = widget.rect(), widget, widget.parentWidget()
    while above is not None and not at.isWindow():
        seen.translate(at.pos())
        seen &= above.rect()
        at, above = above, above.parentWidget()
    return seen


def _look_at_tree(where: str, tree: tuple[Told, ...], faults: Faults) -> None:
    for one in tree:
        if "focusable" not in one.states or one.role == "Cell":  # a cell may be empty
            continue
        if not one.name.strip():
            faults.nameless.append(f"{where}: {one.line.strip()} {type(one.widget).__name__}")
        if one.role in NO_ROLE:
            faults.without_role.append(f"{where}: {one.line.strip()} {type(one.widget).__name__}")


def _look_for_ring(
    where: str, stop: QWidget | None, rung: list[tuple[QWidget, QImage]], faults: Faults
) -> None:
    """Compare what lost the focus with its picture while it had it; once for each kind."""
    if rung:
        former, with_focus = rung.pop()
        if former.grab().toImage() == with_focus:
            faults.without_ring.append(f"{where}: {told(former)}")
    if stop is None or not stop.isEnabled():
        return
    kind = f"{type(stop).__module__}.{type(stop).__name__} {stop.property('role')}"
    kind += " contrast" if theme.look().contrast else ""
    if kind not in faults.kinds:
        faults.kinds.add(kind)
        rung.append((stop, stop.grab().toImage()))
