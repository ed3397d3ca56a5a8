"""The dialog for a decision: what is asked, what each answer does, Esc backs out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

_WIDTH = 440


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer; the `primary` one is what Enter does, so a destructive one should not be it."""

    id: str
    text: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A decision: `code` is for the log, `heading` asks, `text` says what follows from each
    answer; `keep` is the button that backs out, where "Cancel" could be taken for the deed.
    """

    code: str
    heading: str
    text: str
    choices: tuple[Choice, ...]
    keep: str = ""


class QuestionDialog(QDialog):
    """Asks once. Signal: `answered(choice id)`, "" when the person backed out."""

    answered = Signal(str)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question.heading)
        self.setAccessibleName(question.heading)
        self.setAccessibleDescription(question.text)
        self.setModal(True)
        self._said = False
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        heading = title(question.heading)
        heading.setWordWrap(True)
        column.addWidget(heading)
        column.addWidget(sentence(question.text))
        column.addSpacing(theme.px(theme.GAP))
        column.addLayout(self._buttons(question))
        self.setMinimumWidth(theme.px(_WIDTH))
        self.rejected.connect(lambda: self._say(""))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._say("")
        super().closeEvent(event)

    def _buttons(self, question: Question) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        cancel = push_button(question.keep or tr("Cancel"), press=self.reject)
        row.addWidget(cancel)
        for choice in question.choices:
            button = primary_button(choice.text) if choice.primary else push_button(choice.text)
            button.clicked.connect(lambda _checked=False, answer=choice.id: self._choose(answer))
            row.addWidget(button)
            if choice.primary:
                button.setFocus()
        return row

    def _choose(self, answer: str) -> None:
        self._say(answer)
        self.accept()

    def _say(self, answer: str) -> None:
        if not self._said:
            self._said = True
            self.answered.emit(answer)
