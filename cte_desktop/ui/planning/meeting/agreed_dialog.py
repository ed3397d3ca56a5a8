"""What was agreed, in one line, at the end of a meeting; Enter keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from cte_desktop.services.shared_notes import LONGEST_NOTE
from cte_desktop.ui import theme
from cte_desktop.ui.planning.decision_fields import text_field
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_WIDTH = 560


class AgreedDialog(QDialog):
    """The line. Signal: `written(text)`; nothing is written without a word."""

    written = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = tr("What was agreed?")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.line = text_field(tr("Agreed"))
        self.line.setMaxLength(LONGEST_NOTE)
        self.save_button = primary_button(tr("Keep"), press=self._on_keep)
        self.save_button.setEnabled(False)
        self.line.textChanged.connect(lambda text: self.save_button.setEnabled(bool(text.strip())))
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(title(heading))
        column.addWidget(self.line)
        column.addWidget(
            sentence(
                tr(
                    "It is kept as a shared note for the family: the plan prints it, and the next "
                    "meeting begins with it."
                ),
                muted=True,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.save_button)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.line.setFocus()

    def _on_keep(self) -> None:
        text = self.line.text().strip()
        if text:
            self.accept()
            self.written.emit(text)
