"""Changing one's own passphrase: the present one, then another twice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, title
from cte_desktop.ui.widgets.passphrase_field import NewPassphrase, PassphraseField
from cte_desktop.wording.translate import tr

_WIDTH = 440


class OwnPassphraseDialog(QDialog):
    """Signal: `wanted(present one, new one)`; answer with `accept`, or with `say` why not."""

    wanted = Signal(str, str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        heading = tr("Passphrase of {name}", name=name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.old = PassphraseField(tr("Present passphrase"))
        self.new = NewPassphrase(tr("New passphrase"))
        self.said = ThemedLabel("", color="must_fix")
        self.said.setWordWrap(True)
        self.save = primary_button(tr("Save"), press=self._on_save)
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(title(heading))
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(ThemedLabel(self.old.accessibleName(), bold=True))
        column.addWidget(self.old)
        column.addSpacing(theme.px(theme.INSIDE))
        for part in (self.new, self.said):
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.save)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.old.textChanged.connect(self._on_changed)
        self.new.changed.connect(self._on_changed)
        self._on_changed()

    def say(self, words: str) -> None:
        """Say why it stays as it is, and let the person try again."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.setEnabled(True)
        if words:
            self.old.setFocus()
            self.old.selectAll()

    def _on_changed(self) -> None:
        self.save.setEnabled(bool(self.old.text() and self.new.passphrase()))

    def _on_save(self) -> None:
        self.setEnabled(False)
        self.wanted.emit(self.old.text(), self.new.passphrase())
