"""A person's hands: clicks and keys, typed (pytest-qt's own are not)."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

NO_KEY = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
    """Press and release a key."""
    QTest.keyClick(widget, key, held)


def type_text(widget: QWidget, text: str) -> None:
    """Type letter by letter."""
    QTest.keyClicks(widget, text)


def click(widget: QWidget, place: QPoint | None = None, *, twice: bool = False) -> None:
    """Click with the left button, in the middle or at `place`."""
    spot = widget.rect().center() if place is None else place
    if twice:
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, NO_KEY, spot)
    else:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NO_KEY, spot)
