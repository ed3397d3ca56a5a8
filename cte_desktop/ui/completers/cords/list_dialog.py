"""Changing which cord and seal each sector has: the district's list as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.services.awards.look.cords import cords_faults, default_cords_text
from cte_desktop.ui import theme
from cte_desktop.ui.completers.toml_faults import TomlFaults
from cte_desktop.ui.completers.toml_text import TomlText
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk

_SIZE = (720, 640)


class CordListDialog(QDialog):
    """The text. Signal: `keep_wanted(text)`; the dialog is closed by then."""

    keep_wanted = Signal(str)

    def __init__(self, desk: Desk, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Cords and seals of the sectors"))
        self.setAccessibleName(self.windowTitle())
        self._desk = desk
        self._begun = text
        self.text = TomlText(self.windowTitle())
        self.faults = TomlFaults()
        self.keep_button = primary_button(tr("Keep"), press=self.keep)
        self._put_together()
        self.text.setPlainText(text)
        self.text.textChanged.connect(self._on_changed)
        self.faults.line_wanted.connect(self.text.go_to)
        self._on_changed()

    def keep(self) -> None:
        """Hand the text over; a text with faults leads to the first of them."""
        first = self.faults.first_line()
        if first:
            self.text.go_to(first)
            return
        self.keep_wanted.emit(self.text.toPlainText())
        self.accept()

    def _on_changed(self) -> None:
        text = self.text.toPlainText()
        self.faults.show_faults(cords_faults(self._desk, text))
        self.text.show_faults(self.faults.by_line())
        self.keep_button.setEnabled(text != self._begun)

    def _put_together(self) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(self.windowTitle()))
        said = tr("The colors are a proposal until somebody of the district has confirmed them.")
        column.addWidget(sentence(said, muted=True))
        column.addWidget(self.text, 1)
        column.addWidget(self.faults)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(
            push_button(
                tr("Back to the default"),
                "rotate-cw",
                lambda: self.text.show_text(default_cords_text()),
            )
        )
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.keep_button)
        column.addLayout(row)
        fit_screen(self, *_SIZE)
