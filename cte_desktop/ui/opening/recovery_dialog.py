"""Opening a database with its printed recovery code, and giving it a new passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.opening.panel import words_of_width
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.passphrase_field import NewPassphrase
from cte_desktop.wording.translate import tr

_WIDTH = 480
_INSIDE = _WIDTH - 2 * theme.PAGE


class RecoveryDialog(QDialog):
    """Asks for the code and a new passphrase. Signal: `wanted(code, passphrase)`."""

    wanted = Signal(str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Recovery code"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.code = QLineEdit()
        self.code.setAccessibleName(tr("Recovery code"))
        self.passphrase = NewPassphrase(tr("New passphrase"))
        self.said = sentence("")
        self.said.set_color("must_fix")
        self.said.setVisible(False)
        self.open_it = primary_button(tr("Open with the code"), press=self._on_open)
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(title(tr("Open {name} with the recovery code", name=name)))
        words = tr("Type the code from the printed page and choose a new passphrase.")
        column.addWidget(words_of_width(words, _INSIDE))
        column.addSpacing(theme.px(12))
        column.addWidget(ThemedLabel(tr("Recovery code"), bold=True))
        column.addWidget(self.code)
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.passphrase)
        column.addWidget(self.said)
        column.addSpacing(theme.px(theme.GAP))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Cancel"), press=self.reject))
        buttons.addWidget(self.open_it)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.code.textChanged.connect(self._on_changed)
        self.passphrase.changed.connect(self._on_changed)
        self._on_changed()
        self.code.setFocus()

    def say(self, words: str) -> None:
        """Say why it did not open, and let the person try again."""
        self.said.setText(words)
        self.said.setVisible(True)
        self.said.setMinimumHeight(self.said.heightForWidth(theme.px(_INSIDE)))
        self.setEnabled(True)
        self.code.setFocus()

    def _on_changed(self) -> None:
        self.open_it.setEnabled(bool(self.code.text().strip() and self.passphrase.passphrase()))

    def _on_open(self) -> None:
        self.said.setVisible(False)
        self.setEnabled(False)
        self.wanted.emit(self.code.text(), self.passphrase.passphrase())
