"""Asks from which class on a new version of a set is to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.typed import typed_class
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_WIDTH = 440


class ClassesDialog(QDialog):
    """Signal: `class_chosen(year)`. A year outside `first` to `last` is refused."""

    class_chosen = Signal(int)

    def __init__(self, name: str, first: int, last: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("New version for later classes"))
        self.setAccessibleName(self.windowTitle())
        self.setModal(True)
        self._first, self._last = first, last
        self.line = QLineEdit(str(first))
        self.line.setAccessibleName(tr("From the class of"))
        self.line.setFixedWidth(theme.px(80))
        self.refusal = sentence("")
        self.refusal.set_color("must_fix")
        self.refusal.setVisible(False)
        self.make = primary_button(tr("Make the version"), press=self._on_make)
        self._put_together(name)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def _put_together(self, name: str) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(self.windowTitle()))
        words = tr(
            'It takes everything from "{name}" until something of it is changed; the classes '
            "before keep that one.",
            name=name,
        )
        column.addWidget(sentence(words))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(ThemedLabel(tr("From the class of")))
        row.addWidget(self.line)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.refusal)
        column.addSpacing(theme.px(theme.INSIDE))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Cancel"), press=self.reject))
        buttons.addWidget(self.make)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.px(_WIDTH))

    def _on_make(self) -> None:
        typed = typed_class(self.line.text().strip())
        refusal = typed.refusal
        year = typed.value if isinstance(typed.value, int) else 0
        if not refusal and not self._first <= year <= self._last:
            refusal = tr(
                "The set is for the classes {first} to {last}: choose one of these.",
                first=self._first,
                last=self._last,
            )
        self.refusal.setText(refusal)
        self.refusal.setVisible(bool(refusal))
        if not refusal:
            self.class_chosen.emit(year)
            self.accept()
