"""One answer in full: its sign, what it means, and what the certificate says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.finding_row import SeverityIcon
from cte_desktop.ui.widgets.labels import Card, ThemedLabel, sentence, title

if TYPE_CHECKING:
    from cte_desktop.ui.completers.verifying.answers import Answer


class AnswerCard(Card):
    """The answer; nothing before the first check."""

    def __init__(self) -> None:
        super().__init__()
        self._inside: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setVisible(False)

    def show_answer(self, answer: Answer | None) -> None:
        """Show an answer, or nothing."""
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.hide()  # at once: it is deleted only after the next one is painted
            self._inside.deleteLater()
        self._inside = _inside(answer) if answer is not None else None
        if self._inside is not None and answer is not None:
            self.body.addWidget(self._inside)
            facts = (f"{label}: {value}" for label, value in answer.facts)
            self.setAccessibleName(". ".join((answer.name, answer.sentence, *facts)))
        self.setVisible(answer is not None)


def _inside(answer: Answer) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(theme.INSIDE))
    top = QHBoxLayout()
    top.setSpacing(theme.px(theme.INSIDE))
    top.addWidget(SeverityIcon(answer.tone), 0, Qt.AlignmentFlag.AlignVCenter)
    top.addWidget(title(answer.name), 1)
    top.addWidget(ThemedLabel(answer.where, color="text_muted"))
    column.addLayout(top)
    column.addWidget(sentence(answer.sentence))
    form = QFormLayout()
    form.setHorizontalSpacing(theme.px(theme.GAP))
    form.setVerticalSpacing(theme.px(theme.TIGHT))
    for label, value in answer.facts:
        said = sentence(value)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.addRow(_label(label), said)
    column.addLayout(form)
    column.addStretch(1)
    return made


def _label(text: str) -> QLabel:
    return ThemedLabel(text, color="text_muted")
