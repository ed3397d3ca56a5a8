"""Dragging with the mouse, without the loop that Qt runs while something is dragged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tests.faults.reach import LEFT, NO_KEY, Event, under
from tests.faults.window import Seat


def drag(seat: Seat, event: Event) -> None:
    """Press, move and let go; a drag that Qt would run goes to the point named in `more`."""
    hit = under(seat, event)
    if hit is None:
        return
    widget, spot = hit
    x, y = (float(part) for part in event.more.split())
    window = widget.window()
    end = QPoint(int(x * (window.width() - 1)), int(y * (window.height() - 1)))
    seat.drop_at = end
    QTest.mousePress(widget, LEFT, NO_KEY, spot)
    for part in (0.1, 0.5, 1.0):
        if not isValid(widget):  # a press may have taken it away
            return
        towards = widget.mapFrom(window, end)
        place = spot + (towards - spot) * part
        inside = QPoint(
            min(max(0, place.x()), widget.width() - 1), min(max(0, place.y()), widget.height() - 1)
        )
        _move(widget, inside)
    if isValid(widget):
        QTest.mouseRelease(widget, LEFT, NO_KEY, spot)


def _move(widget: QWidget, spot: QPoint) -> None:
    QApplication.sendEvent(
        widget,
        QMouseEvent(
            QEvent.Type.MouseMove, QPointF(spot), QPointF(widget.mapToGlobal(spot)),
            Qt.MouseButton.NoButton, LEFT, NO_KEY,
        ),
    )  # fmt: skip


def drop(seat: Seat, dragged: QDrag) -> Qt.DropAction:
    """Do what Qt's own loop does with a drag, up to the point where it is let go."""
    dragged.deleteLater()
    target = seat.window.childAt(seat.drop_at)
    while target is not None and not target.acceptDrops():
        target = target.parentWidget()
    mime = dragged.mimeData()
    if target is None or not target.isEnabled():
        return Qt.DropAction.IgnoreAction
    spot = target.mapFrom(seat.window, seat.drop_at)
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    QApplication.sendEvent(target, QDragEnterEvent(spot, actions, mime, LEFT, NO_KEY))
    moved = QDragMoveEvent(spot, actions, mime, LEFT, NO_KEY)
    QApplication.sendEvent(target, moved)
    if not moved.isAccepted():
        QApplication.sendEvent(target, QDragLeaveEvent())
        return Qt.DropAction.IgnoreAction
    dropped = QDropEvent(QPointF(spot), actions, mime, LEFT, NO_KEY)
    QApplication.sendEvent(target, dropped)
    return dropped.dropAction()
