"""One question about a value of a file, and the place where it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.services.answering_imports import SKIP, check_answer, possible_answers
from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, fix_button
from cte_desktop.ui.widgets.labels import caption, sentence
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent

    from cte_desktop.services.answering_imports import Question
    from cte_desktop.services.desk import Desk

_LATER, _TYPED = ":later", ":typed"  # no answer begins so in a list of these
_BOX_WIDTH = 320
_STATE_WIDTH = 160
_LINE_UP = 6  # the words of the question stand on one line with those of the choice


class QuestionRow(QWidget):
    """Asks one thing. Signals: `changed()`: answered, or no longer; `settled()`: go to the next.

    A suggestion is shown and not taken before a person accepts it: with Enter, with the button
    beside it, or by choosing it again.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, question: Question, desk: Desk) -> None:
        super().__init__()
        self.question = question
        self._desk = desk
        self._accepted = False
        self.setAccessibleName(question.text)
        self.box = _AnswerBox(question.text)
        self.field = _TypedAnswer(tr("Answer to: {question}", question=question.text))
        self.accept_button = fix_button(tr("Accept"), self.accept)
        self.state = _State()
        self.problem = sentence("")
        self.problem.set_color("must_fix")
        self._fill()
        self._put_together()
        self._show()
        self.box.currentIndexChanged.connect(lambda _place: self._on_chosen())
        # Choosing the suggestion that stands there already changes no index: this tells of it.
        self.box.activated.connect(lambda _place: self._on_chosen())
        self.box.accepted.connect(self.accept)
        self.field.accepted.connect(self.accept)
        self.field.textEdited.connect(lambda _text: self._on_typed())

    def answer(self) -> str | None:
        """Return the answer that a person has given; None while there is none."""
        chosen = self._chosen() if self._accepted else ""
        return chosen if chosen and not self._problem(chosen) else None

    def is_suggested(self) -> bool:
        """Tell whether a suggestion stands there that nobody has accepted yet."""
        suggested = self.question.suggested
        return not self._accepted and suggested is not None and self._chosen() == suggested

    def accept(self) -> None:
        """Take what is chosen or typed as the answer; it stays and says why when it can't be."""
        chosen = self._chosen()
        if self.box.currentData() == _TYPED and not self.field.hasFocus() and not chosen:
            self.field.setFocus()
            return
        self._accepted = bool(chosen)
        self._show(say=True)
        self.changed.emit()
        if self.answer() is not None:
            self.settled.emit()

    def focus(self) -> None:
        """Take the keyboard."""
        self.box.setFocus(Qt.FocusReason.TabFocusReason)

    def _chosen(self) -> str:
        data = str(self.box.currentData())
        if data == _LATER:
            return ""
        return self.field.answer() if data == _TYPED else data

    def _problem(self, answer: str) -> str:
        if self.box.currentData() != _TYPED:
            return ""
        return check_answer(self._desk, self.question, answer)

    def _on_chosen(self) -> None:
        typed = self.box.currentData() == _TYPED
        if typed and not self.field.is_filled:
            self.field.fill(
                [(c.answer, c.text) for c in possible_answers(self._desk, self.question)]
            )
        self._accepted = self.box.currentData() not in {_LATER, _TYPED} or (
            typed and bool(self.field.answer())
        )
        self._show()
        if typed:
            self.field.setFocus()
        self.changed.emit()

    def _on_typed(self) -> None:
        self._accepted = bool(self._chosen())
        self._show()
        self.changed.emit()

    def _show(self, *, say: bool = False) -> None:
        typed, chosen = self.box.currentData() == _TYPED, self._chosen()
        self.field.setVisible(typed)
        self.accept_button.setVisible(self.is_suggested())
        self._mark_suggestion()
        problem = self._problem(chosen) if say and chosen else ""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if self.answer() is not None:
            self._say(tr("Answered"), "circle-check", "met")
        elif self.is_suggested():
            self._say(tr("Suggested"), "circle-dot", "information")
        else:
            self._say(tr("Open"), "circle-dashed", "text_muted")

    def _mark_suggestion(self) -> None:
        """Name the suggestion as one until it is a person's answer; then it stands as any other."""
        for choice in self.question.choices:
            if choice.answer == self.question.suggested:
                taken = self._accepted and self.box.currentData() == choice.answer
                words = choice.text if taken else tr("{answer} (suggested)", answer=choice.text)
                self.box.setItemText(self.box.findData(choice.answer), words)

    def _say(self, words: str, icon: str, color: theme.ColorName) -> None:
        self.state.show_state(words, icon, color)
        self.box.setAccessibleDescription(words)
        self.box.setToolTip(self.box.currentText())

    def _fill(self) -> None:
        question = self.question
        self.box.addItem(tr("Ask me later"), _LATER)
        for choice in question.choices:
            self.box.addItem(choice.text, choice.answer)
        self.box.addItem(tr("Leave these rows out"), SKIP)
        if question.free:  # the last one: choosing it takes the keyboard to the field
            self.box.addItem(tr("Something else…"), _TYPED)
        if question.suggested is not None:
            self.box.setCurrentIndex(max(0, self.box.findData(question.suggested)))

    def _put_together(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(theme.TIGHT), 0, theme.px(theme.TIGHT))
        row.setSpacing(theme.px(theme.GAP))
        top = Qt.AlignmentFlag.AlignTop
        words = sentence(self.question.text)
        words.setContentsMargins(0, theme.px(_LINE_UP), 0, 0)
        row.addWidget(words, 1, alignment=top)
        answers = QVBoxLayout()
        answers.setSpacing(theme.px(theme.TIGHT))
        for part in (self.box, self.field, self.problem):
            part.setFixedWidth(theme.px(_BOX_WIDTH))
            answers.addWidget(part)
        answers.addStretch(1)
        row.addLayout(answers)
        state = QWidget()
        state.setFixedWidth(theme.px(_STATE_WIDTH))
        beside = QHBoxLayout(state)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.px(theme.INSIDE))
        beside.addWidget(self.state)
        beside.addStretch(1)
        beside.addWidget(self.accept_button)
        state.setMinimumHeight(self.box.sizeHint().height())
        row.addWidget(state, alignment=top)


class _State(QWidget):
    """Whether a question is answered: a small sign and a word."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = "circle-dashed"
        self._name: theme.ColorName = "text_muted"
        self.words = caption("")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(theme.ICON + theme.TIGHT), 0, 0, 0)
        row.addWidget(self.words)

    def text(self) -> str:
        """Return the word."""
        return self.words.text()

    def show_state(self, words: str, icon: str, color: theme.ColorName) -> None:
        """Show another state."""
        self._icon, self._name = icon, color
        self.words.setText(words)
        self.words.set_color(color)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = theme.px(theme.ICON - 2)
        place = QRect(0, (self.height() - side) // 2, side, side)
        icons.paint(QPainter(self), self._icon, place, theme.color(self._name))


class _AnswerBox(ChoiceBox):
    """The choice of an answer. Signal: `accepted()`: Enter was pressed. The wheel scrolls on."""

    accepted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        else:
            super().keyPressEvent(event)


class _TypedAnswer(QLineEdit):
    """An answer to be typed, completed from all that can be. Signal: `accepted()`: Enter."""

    accepted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("Type a part of it"))
        self._answers: dict[str, str] = {}

    @property
    def is_filled(self) -> bool:
        """Tell whether it knows what can be typed."""
        return self.completer() is not None

    def fill(self, possible: list[tuple[str, str]]) -> None:
        """Complete with these answers and their words, by any part of them."""
        self._answers = {words: answer for answer, words in possible}
        completer = QCompleter(list(self._answers), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda _text: self.textEdited.emit(self.text()))
        self.setCompleter(completer)

    def answer(self) -> str:
        """Return what was typed, or the answer whose words stand there."""
        text = self.text().strip()
        return self._answers.get(text, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        else:
            super().keyPressEvent(event)
