"""The size with which a window opens: what it wants, or what the screen has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar

from cte_desktop.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_FRAME = 40  # the title that the desktop puts above a window


def fit_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window this size, in pixels at 100 %, or what the screen has of it."""
    wanted = QSize(theme.px(width), theme.px(height))
    window.resize(wanted.boundedTo(room_of(window)))


def room_of(window: QWidget) -> QSize:
    """Return what a window's screen has for it, without the desktop's bars and title."""
    return window.screen().availableSize() - QSize(0, _FRAME)


class ScrolledWhole(QScrollArea):
    """What is larger than the room for it, scrolled; Tab brings what it comes to into sight."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own name
        across = self.horizontalScrollBar().value()
        moved = super().focusNextPrevChild(next)  # puts what is wide in the middle
        focused = self.focusWidget()
        if moved and focused is not None:
            self.horizontalScrollBar().setValue(across)
            bring_into_sight(focused)
        return moved


def bring_into_sight(widget: QWidget, part: QRect | None = None) -> None:
    """Scroll no further than it takes to see the widget, or a part of it; of a large one its
    beginning.
    """
    shown = widget.rect() if part is None else part
    above = widget.parentWidget()
    while above is not None:
        inside = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and inside is not None and inside.isAncestorOf(widget):
            place, room = widget.mapTo(inside, shown.topLeft()), above.viewport().size()
            _show(above.horizontalScrollBar(), place.x(), shown.width(), room.width())
            _show(above.verticalScrollBar(), place.y(), shown.height(), room.height())
        above = None if above.isWindow() else above.parentWidget()


def scrolled(inside: QWidget, name: str, parent: QWidget | None = None) -> ScrolledWhole:
    """Return a place that lets what is larger than the screen be scrolled."""
    area = ScrolledWhole(parent)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    return area


def _show(bar: QScrollBar, start: int, length: int, room: int) -> None:
    margin = theme.px(theme.PAGE)
    if length > room and bar.value() <= start < bar.value() + room // 2:
        return
    if start < bar.value():
        bar.setValue(start - margin)
    elif start + length > bar.value() + room:
        bar.setValue(min(start + length + margin - room, max(0, start - margin)))
