"""The field for a passphrase: hidden letters, an eye to see them; and the bar of its strength."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.icon_field import IconField
from cte_desktop.ui.widgets.labels import ThemedLabel, caption
from cte_desktop.ui.widgets.strength import is_refused, strength
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from cte_desktop.ui.widgets.strength import Strength


class PassphraseField(IconField):
    """A line whose letters are hidden until the eye is pressed.

    Tab goes to the next line, never to the eye: who types on blindly would press it with the first
    space. From the keyboard the eye is pressed by Ctrl+period, in the line.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = self.set_button("eye", tr("Show what is typed (Ctrl+.)"))
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_eye)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_Period:
            self._eye.toggle()
        else:
            super().keyPressEvent(event)

    def _on_eye(self, shown: bool) -> None:  # noqa: FBT001 - a signal's argument
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if shown else mode.Password)
        self._eye.setIcon(icons.icon("eye-off" if shown else "eye", "text_muted"))


class NewPassphrase(QWidget):
    """A new passphrase, typed twice, with a hint of its strength. Signal: `changed()`."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.first = PassphraseField(name)
        self.again = PassphraseField(tr("The same again"))
        self.hint = caption("")
        self._bar = _StrengthBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(ThemedLabel(name, bold=True))
        column.addWidget(self.first)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self._bar)
        row.addWidget(self.hint, 1)
        column.addLayout(row)
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(ThemedLabel(tr("The same again"), bold=True))
        column.addWidget(self.again)
        self._match = caption("")
        column.addWidget(self._match)
        self.first.textChanged.connect(self._on_changed)
        self.again.textChanged.connect(self._on_changed)
        self._on_changed()

    def passphrase(self) -> str:
        """Return what was typed, "" while it is too short, too common or not the same twice."""
        typed = self.first.text()
        return typed if typed == self.again.text() and not is_refused(typed) else ""

    def _on_changed(self) -> None:
        found = strength(self.first.text())
        self._bar.show_strength(found)
        self.hint.setText(found.words)
        again = self.again.text()
        differs = bool(again) and not self.first.text().startswith(again)
        self._match.setText(
            tr("Not the same as above.")
            if differs
            else tr("The same.")
            if again and again == self.first.text()
            else " "
        )
        self._match.set_color("must_fix" if differs else "text_muted")
        self.changed.emit()


class _StrengthBar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._strength: Strength = strength("")
        self.setFixedSize(QSize(theme.px(96), theme.px(theme.INSIDE)))

    def show_strength(self, found: Strength) -> None:
        """Show another strength."""
        self._strength = found
        self.setAccessibleName(found.words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = (self.height() - theme.px(4)) // 2
        painter.fillRect(0, top, self.width(), theme.px(4), theme.color("line"))
        width = round(self.width() * self._strength.share)
        painter.fillRect(0, top, width, theme.px(4), theme.color(self._strength.color))
