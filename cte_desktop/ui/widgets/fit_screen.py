"""The size with which a window opens: what it wants, or what the screen has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea

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


def scrolled(inside: QWidget, name: str, parent: QWidget | None = None) -> QScrollArea:
    """Return a place that lets what is larger than the screen be scrolled."""
    area = QScrollArea(parent)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    return area
