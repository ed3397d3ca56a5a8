"""What the files of an import leave open, each asked once: by kind, with the rows that hang on it.

Nothing is taken without a person's word: a suggestion stands there and waits to be accepted.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.services.answering_imports import Answers, answers_of
from cte_desktop.ui import theme
from cte_desktop.ui.data.steps.question_row import QuestionRow
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import (
    SectionHeader,
    ThemedLabel,
    sentence,
    separator,
    title,
)
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from cte_desktop.services.answering_imports import Question
    from cte_desktop.services.desk import Desk

MOST_SHOWN = 100  # at once; the others are asked when these are answered

_KINDS = {
    "unknown_mark": noop("Marks"),
    "unknown_school": noop("Schools"),
    "unknown_term": noop("Terms"),
    "unknown_pathway": noop("Pathways"),
    "unknown_course": noop("Courses that the catalog does not have"),
    "title_differs": noop("Courses with another title"),
    "look_alike": noop("Students who may be one person"),
    "credit_scale": noop("Scale of credits"),
}


class QuestionsSheet(QWidget):
    """Asks what files leave open.

    Signals: `answered(Answers)`: those that were given; `later()`: go on without an answer.
    """

    answered = Signal(Answers)
    later = Signal()

    def __init__(
        self, questions: Sequence[Question], desk: Desk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Questions"))
        self._all = len(questions)
        self.rows = [QuestionRow(question, desk) for question in questions[:MOST_SHOWN]]
        self.count = ThemedLabel("", color="text_muted", tabular=True)
        self.accept_button = push_button("", "check", self._on_accept_all)
        self.later_button = push_button(tr("Ask me later"), press=self.later.emit)
        self.answer_button = primary_button(tr("Use these answers"), press=self._on_answer)
        self._scroll = QScrollArea()
        self._put_together()
        for row in self.rows:
            row.changed.connect(self._count)
            row.settled.connect(lambda row=row: self._go_on(row))
        self._count()
        keep_reading_order(self, [])
        if self.rows:
            self.setFocusProxy(self.rows[0].box)

    def answers(self) -> Answers:
        """Return what has been answered so far."""
        given = ((row.question, row.answer()) for row in self.rows)
        return answers_of((q.code, q.value, answer) for q, answer in given if answer is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        going = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if going and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.answer_button.click()
        else:
            super().keyPressEvent(event)

    def _go_on(self, answered: QuestionRow) -> None:
        """Go to the next open question, from the last one to the first; else to the button."""
        place = self.rows.index(answered)
        for row in (*self.rows[place + 1 :], *self.rows[:place]):
            if row.answer() is None:
                row.focus()
                self._scroll.ensureWidgetVisible(row)
                return
        self.answer_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_accept_all(self) -> None:
        for row in self.rows:
            if row.is_suggested():
                row.blockSignals(True)  # the keyboard stays here, and all is counted once
                row.accept()
                row.blockSignals(False)
        self._count()
        self.answer_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_answer(self) -> None:
        answers = self.answers()
        if answers:
            self.answered.emit(answers)

    def _count(self) -> None:
        done = sum(1 for row in self.rows if row.answer() is not None)
        self.count.setText(tr("{done} of {all} answered", done=done, all=self._all))
        suggested = sum(1 for row in self.rows if row.is_suggested())
        words = trn("Accept {count} suggestion", "Accept {count} suggestions", suggested)
        self.accept_button.setText(f" {words}")
        self.accept_button.setAccessibleName(words)
        self.accept_button.setVisible(suggested > 0)
        self.answer_button.setEnabled(done > 0)

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addLayout(self._top())
        words = tr(
            "Each is asked once and remembered. Rows that can't be read without an answer stay out "
            "until there is one."
        )
        if any(row.is_suggested() for row in self.rows):
            words += " " + tr("A suggestion counts when you accept or choose it.")
        column.addWidget(sentence(words, muted=True))
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body())
        column.addWidget(self._scroll, 1)
        column.addWidget(separator())
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addWidget(self.accept_button)
        buttons.addStretch(1)
        buttons.addWidget(self.later_button)
        buttons.addWidget(self.answer_button)
        column.addLayout(buttons)

    def _top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        words = trn("{count} thing to decide", "{count} things to decide", self._all)
        top.addWidget(title(words))
        top.addStretch(1)
        top.addWidget(self.count)
        return top

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        column.setSpacing(theme.px(theme.TIGHT))
        for code, group in groupby(self.rows, lambda row: row.question.code):
            rows = list(group)
            hanging = sum(row.question.rows for row in rows)
            words = trn("{count} row", "{count} rows", hanging)
            column.addSpacing(theme.px(theme.INSIDE))
            column.addWidget(SectionHeader(tr(_KINDS[code]), words))
            for row in rows:
                column.addWidget(row)
        if self._all > len(self.rows):
            words = tr("The others are asked when these {count} are answered.", count=MOST_SHOWN)
            column.addWidget(sentence(words, muted=True))
        column.addStretch(1)
        return body
