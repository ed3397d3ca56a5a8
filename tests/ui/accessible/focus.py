"""Where Tab leads, key by key."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QButtonGroup,
    QWidget,
)

from tests.faults.window import Seat

MOST = 400
"""Keys after which Tab should have come round."""


def stops_of(window: QWidget) -> list[QWidget]:
    """Return what Tab should stop at: what is visible, can be used and takes the focus by Tab."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.window() is window
        and one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and one.width() > 0
        and one.height() > 0
    ]


def tabbed(seat: Seat, window: QWidget) -> Iterator[QWidget]:
    """Press Tab until it comes round; gives each widget while it has the focus."""
    window.activateWindow()
    QApplication.processEvents()
    begun = _first(window)
    begun.setFocus(Qt.FocusReason.TabFocusReason)
    at, before = QApplication.focusWidget(), None
    for _ in range(MOST):
        if at is None or at is before:
            break
        QApplication.processEvents()
        yield at
        before = at
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        if at is begun:
            break
    seat.rest()


def _first(window: QWidget) -> QWidget:
    """Return where the order of Tab begins."""
    stops, at = set(stops_of(window)), window.nextInFocusChain()
    while at is not None and at not in stops and at is not window:
        at = at.nextInFocusChain()
    return at or window


def backward(one: QWidget, other: QWidget) -> bool:
    """Say whether going from one stop to the other leads against the direction of reading.

    What is scrolled lies where its scrolled place is.
    """
    one, other = _side_by_side(one, other)
    window = one.window()
    here, there = one.mapTo(window, QPoint()), other.mapTo(window, QPoint())
    if there.y() + other.height() <= here.y():
        return there.x() < here.x() + one.width()
    shared = min(here.y() + one.height(), there.y() + other.height()) - max(here.y(), there.y())
    beside = shared * 2 > min(one.height(), other.height())
    return beside and there.x() + other.width() <= here.x()


def stands_for(reached: QWidget, left_out: QWidget) -> bool:
    """Say whether arrows lead from a stop to one that Tab leaves out: both are of one choice."""
    if not isinstance(reached, QAbstractButton) or not isinstance(left_out, QAbstractButton):
        return False
    group: QButtonGroup | None = reached.group()
    if group is not None and group is left_out.group():
        return group.exclusive()
    both_exclusive = reached.autoExclusive() and left_out.autoExclusive()
    return both_exclusive and reached.parent() is left_out.parent()


def _side_by_side(one: QWidget, other: QWidget) -> tuple[QWidget, QWidget]:
    """Return the stops, or in their place what scrolls only one of them."""
    return _scrolling(one, other), _scrolling(other, one)


def _scrolling(one: QWidget, other: QWidget) -> QWidget:
    shown, above = one, one.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QAbstractScrollArea) and not above.isAncestorOf(other):
            shown = above
        above = above.parentWidget()
    return shown
