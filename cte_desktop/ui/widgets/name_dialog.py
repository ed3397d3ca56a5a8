"""Asks for a name: of a plan, a template, a sequence. Names that are taken are told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

_WIDTH = 420


class NameDialog(QDialog):
    """The dialog. Signal: `named(str)`: a name that nobody in `taken` has."""

    named = Signal(str)

    def __init__(
        self,
        heading: str,
        hint: str,
        button: str,
        name: str,
        taken: Iterable[str],
        longest: int,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._taken = {one.casefold() for one in taken}
        self.field = QLineEdit(name)
        self.field.setAccessibleName(tr("Name"))
        self.field.setMaxLength(longest)
        self.field.selectAll()
        self._fault = ThemedLabel("", color="must_fix")
        self._fault.setWordWrap(True)
        self._button = primary_button(button, press=self._on_named)
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading))
        column.addWidget(sentence(hint, muted=True))
        column.addWidget(self.field)
        column.addWidget(self._fault)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self._button)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.field.textChanged.connect(lambda _text: self._look())
        self._look()
        self.field.setFocus()

    def fault(self) -> str:
        """Return why the name can't be had, "" when it can."""
        return self._fault.text()

    def _look(self) -> None:
        name = " ".join(self.field.text().split())
        is_taken = name.casefold() in self._taken
        self._fault.setText(tr("There is a “{name}” already.", name=name) if is_taken else "")
        self._button.setEnabled(bool(name) and not is_taken)

    def _on_named(self) -> None:
        self.accept()
        self.named.emit(" ".join(self.field.text().split()))
