"""Lines and texts that leave Ctrl+Z to the draft, unless something is being typed in them.

Qt's own take Undo for themselves whenever they have the focus; an edit of the draft made a moment
ago could then not be taken back without leaving the field first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent


class DraftLine(QLineEdit):
    """A line that knows the text which the draft has."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = ""

    def keep(self, text: str) -> None:
        """Show the text of the draft; what was typed before is now one with it."""
        self._kept = text
        if text != self.text() or self.isModified():
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(place, len(text)))

    def event(self, event: QEvent) -> bool:
        if self.text() == self._kept and asks_for_undo(event):
            event.ignore()
            return False
        return super().event(event)


class DraftText(QPlainTextEdit):
    """Several lines. Signal: `left()`: the focus went elsewhere."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kept = ""

    def keep(self, text: str) -> None:
        """Show the text of the draft."""
        self._kept = text
        if text != self.toPlainText():
            self.setPlainText(text)

    def event(self, event: QEvent) -> bool:
        if asks_for_undo(event) and self.toPlainText() == self._kept:
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def asks_for_undo(event: QEvent) -> bool:
    """Say whether a widget is asked if it wants the keys of Undo or Redo for itself."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)
