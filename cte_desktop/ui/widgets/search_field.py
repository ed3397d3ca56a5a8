"""The search field: magnifier, clear button, Esc clears, Down goes to the results."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.icon_field import IconField
from cte_desktop.wording.translate import tr


class SearchField(IconField):
    """A line in which to search as one types.

    Signals: `query_changed(text)` at every keystroke; `results_wanted()`: Down or Enter was
    pressed.
    """

    query_changed = Signal(str)
    results_wanted = Signal()

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__("search")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint or name)
        self.setMinimumWidth(theme.px(240))
        self._clear = self.set_button("x", tr("Clear the search"))
        self._clear.clicked.connect(lambda _checked=False: self.clear())
        self._clear.setVisible(False)
        self.textChanged.connect(self._on_text_changed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), super().sizeHint().height())

    def focus(self) -> None:
        """Take the focus with the whole text selected: what Ctrl+F does."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if not self.text() and (event.matches(keys.Undo) or event.matches(keys.Redo)):
                event.ignore()  # nothing is typed here: the page's last change is meant
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.results_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._fit()
        self.query_changed.emit(text)
