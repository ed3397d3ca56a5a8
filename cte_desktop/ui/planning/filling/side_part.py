"""What the parts that take the place of the audit panel share: a head that closes, and a body that
scrolls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.planning.filling.words_button import WordsButton
from cte_desktop.ui.widgets.buttons import icon_button
from cte_desktop.ui.widgets.labels import separator, title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class SidePart(QWidget):
    """A part beside the grid.

    Signals: `closed()` by its button or Esc; `confirmed()`: Enter on what is in the grid already.
    """

    closed = Signal()
    confirmed = Signal()

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self._heading = title(heading)
        self._heading.setWordWrap(True)
        self.close_button = icon_button("x", tr("Back to progress and findings (Esc)"))
        self.close_button.clicked.connect(lambda _checked=False: self.closed.emit())
        self._inside = QWidget()
        self._scroll = QScrollArea()
        self._instead: QWidget | None = None  # where the keyboard goes for the sake of the words
        self.body = QVBoxLayout(self._inside)
        self._put_together()

    def buttons(self) -> tuple[WordsButton, ...]:
        """Return the buttons of words from top to bottom."""
        places = (self.body.itemAt(place) for place in range(self.body.count()))
        widgets = (place.widget() for place in places if place is not None)
        return tuple(one for one in widgets if isinstance(one, WordsButton))

    def announce(self, words: str) -> None:
        """Let a screen reader say something."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def clear(self) -> None:
        """Take everything out of the body; the keyboard stays in the part."""
        self._instead = None
        if self._inside.isAncestorOf(QApplication.focusWidget() or self):
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        while self.body.count():
            place = self.body.takeAt(0)
            widget = place.widget() if place is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.close_button.hasFocus():
            self.close_button.click()
        else:
            super().keyPressEvent(event)

    def put_focus(self, widget: QWidget, instead: QWidget | None = None) -> None:
        """Put the keyboard on a widget of this part, and bring it into sight.

        With `instead` the words at the top stay in sight: where the widget can't be seen together
        with them, the keyboard goes to that one.
        """
        self._instead = instead
        widget.show()  # what is new in a layout is shown later, and takes no focus before
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._bring_into_sight)  # once everything has its place

    def _bring_into_sight(self) -> None:
        focused = QApplication.focusWidget()
        instead, self._instead = self._instead, None
        if focused is None or not self._inside.isAncestorOf(focused):
            return
        bar = self._scroll.verticalScrollBar()
        if instead is not None:
            bar.setValue(0)
        self._scroll.ensureWidgetVisible(focused, 0, theme.px(theme.GAP))
        if instead is not None and bar.value():
            bar.setValue(0)
            instead.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_together(self) -> None:
        side, inside = theme.px(theme.GAP), theme.px(theme.INSIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(side, inside, inside, inside)
        head.addWidget(self._heading, 1)
        head.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(separator())
        self.body.setContentsMargins(side, theme.px(12), side, side)
        self.body.setSpacing(inside)
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.accessibleName())
        column.addWidget(self._scroll, 1)
