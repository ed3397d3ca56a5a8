"""The line at the foot of the window: whether everything is saved, a hint, and what the page
says of itself.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.labels import ElidedLabel, ThemedLabel
from cte_desktop.wording.translate import tr

_HEIGHT = 28


class StatusLine(QWidget):
    """Saved or not, the hint of the moment; at the right the words of the page and who is signed
    in.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.px(_HEIGHT))
        self.setAccessibleName(tr("Status"))
        self._sign = QLabel()
        self._saved = ThemedLabel("", size=theme.CAPTION, color="text_muted")
        self._hint = ElidedLabel(size=theme.CAPTION, color="text_muted")
        self._words = ThemedLabel("", size=theme.CAPTION, color="text_muted", tabular=True)
        self._person = ThemedLabel("", size=theme.CAPTION, color="text_muted")
        self._person.setVisible(False)
        self._state: tuple[str, theme.ColorName] = ("check", "met")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self._sign)
        row.addWidget(self._saved)
        row.addSpacing(theme.px(theme.GAP))
        row.addWidget(self._hint, 1)
        row.addWidget(self._words, alignment=Qt.AlignmentFlag.AlignRight)
        row.addSpacing(theme.px(theme.INSIDE))
        row.addWidget(self._person)
        self.show_saved()
        theme.news().changed.connect(self._dress)

    def show_saved(self) -> None:
        """Say that nothing waits to be saved."""
        self._say("check", "met", tr("All changes saved"))

    def show_saving(self) -> None:
        """Say that a change is on its way to the file."""
        self._say("rotate-cw", "information", tr("Saving…"))

    def show_not_saved(self) -> None:
        """Say that the last change did not reach the file."""
        self._say("octagon-alert", "must_fix", tr("The last change is not saved"))

    def set_hint(self, text: str) -> None:
        """Show a word about what is under the mouse or being dragged; "" takes it away."""
        self._hint.set_text(text)

    def set_words(self, text: str) -> None:
        """Show what the page says of itself, for example "12 of 2,300 students"."""
        self._words.setText(text)

    def set_person(self, text: str) -> None:
        """Show who is signed in; "" where nobody is told from another."""
        self._person.setText(text)
        self._person.setVisible(bool(text))

    def person(self) -> str:
        """Return who is signed in, as shown."""
        return self._person.text()

    def saved_text(self) -> str:
        """Return the sentence about saving."""
        return self._saved.text()

    def hint(self) -> str:
        """Return the hint shown."""
        return self._hint.text()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sunken"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("line"))

    def _say(self, sign: str, ink: theme.ColorName, text: str) -> None:
        self._state = (sign, ink)
        self._saved.setText(text)
        self._dress()

    def _dress(self) -> None:
        self.setFixedHeight(theme.px(_HEIGHT))
        sign, ink = self._state
        side = theme.px(14)
        picture = icons.icon(sign, ink).pixmap(QSize(side, side), self.devicePixelRatioF())
        self._sign.setPixmap(picture)
