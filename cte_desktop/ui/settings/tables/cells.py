"""The cells of a table that is written into: a text, or one of some choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 200


class Cell(QObject):
    """A cell. Signals: `typed()`: its text is another; `finished()`: Enter was pressed, or it was
    left, or another choice was made.
    """

    typed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kept = ""

    def widget(self) -> QWidget:
        """Return what is put into the table."""
        raise NotImplementedError

    def text(self) -> str:
        """Return what stands in it."""
        raise NotImplementedError

    def show_text(self, text: str) -> None:
        """Show what is kept; what somebody is typing stays."""
        raise NotImplementedError

    def forbid(self, reason: str) -> None:
        """Let it be read only for a reason, or be changed for none."""

    def mark(self, *, wrong: bool) -> None:
        """Show that what stands in it may not be."""

    def is_changed(self) -> bool:
        """Tell whether something else stands in it than is kept."""
        return self.text().strip() != self._kept

    def keep(self) -> None:
        """Take what stands in it for kept."""
        self._kept = self.text().strip()

    def restore(self) -> None:
        """Show again what is kept."""
        self.mark(wrong=False)

    def hasFocus(self) -> bool:
        """Tell whether it has the focus."""
        return self.widget().hasFocus()

    def setFocus(self) -> None:
        """Go to it."""
        self.widget().setFocus(Qt.FocusReason.OtherFocusReason)


class TextCell(Cell):
    """A cell with a text."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setMaxLength(_LONGEST)
        self.field.setFixedWidth(theme.px(width))
        self.field.textEdited.connect(lambda _text: self.typed.emit())
        self.field.editingFinished.connect(self.finished.emit)
        self.field.installEventFilter(self)
        self._sign: QAction | None = None  # most cells never need it

    def widget(self) -> QWidget:
        return self.field

    def text(self) -> str:
        return self.field.text()

    def show_text(self, text: str) -> None:
        self._kept = text
        if not (self.field.hasFocus() and self.field.isModified()):
            self.field.setText(text)
            self.field.setCursorPosition(0)
            self.mark(wrong=False)

    def keep(self) -> None:
        super().keep()
        self.field.setModified(False)
        self.mark(wrong=False)

    def restore(self) -> None:
        self.field.setText(self._kept)
        self.field.setModified(False)
        super().restore()

    def forbid(self, reason: str) -> None:
        self.field.setReadOnly(bool(reason))
        self.field.setToolTip(reason)

    def mark(self, *, wrong: bool) -> None:
        if wrong and self._sign is None:
            self._sign = self.field.addAction(
                icons.icon("triangle-alert", "must_fix"), QLineEdit.ActionPosition.TrailingPosition
            )
        if self._sign is not None:
            self._sign.setVisible(wrong)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc give up what was typed."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.field.text() != self._kept
        ):
            self.restore()
            self.typed.emit()
            return True
        return super().eventFilter(watched, event)


class FixedCell(Cell):
    """A cell that is only read."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self.label = ElidedLabel(at_end=True)
        self.label.setFixedWidth(theme.px(width))
        self.label.setAccessibleDescription(name)

    def widget(self) -> QWidget:
        return self.label

    def text(self) -> str:
        return self.label.text()

    def show_text(self, text: str) -> None:
        self._kept = text
        self.label.set_text(text)


class ChoiceCell(Cell):
    """A cell with one of some choices: value and words each."""

    def __init__(self, name: str, width: int, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.box = ChoiceBox(name)
        self.box.setFixedWidth(theme.px(width))
        for value, words in choices:
            self.box.addItem(words, value)
        self.box.currentIndexChanged.connect(lambda _place: self.finished.emit())

    def widget(self) -> QWidget:
        return self.box

    def text(self) -> str:
        return str(self.box.currentData() or "")

    def show_text(self, text: str) -> None:
        self._kept = text
        if self.box.findData(text) < 0:
            self.box.addItem(text, text)  # of another version, or as a file wrote it
        self.box.blockSignals(True)
        self.box.setCurrentIndex(self.box.findData(text))
        self.box.blockSignals(False)

    def restore(self) -> None:
        self.show_text(self._kept)

    def forbid(self, reason: str) -> None:
        self.box.setEnabled(not reason)
        self.box.setToolTip(reason)
