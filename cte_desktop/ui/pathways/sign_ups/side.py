"""Beside the lists: the chosen student's pathways, suggestions with their reasons, and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import Card, SectionHeader, ThemedLabel, sentence, title
from cte_desktop.wording.experiences import experience_details
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.sign_ups import entry_details, entry_text, pathways_text
from cte_desktop.wording.suggestions import suggestion_sentences
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.completion.suggestions import Suggestion
    from cte_desktop.services.cases import Case
    from cte_desktop.services.sign_ups.listing import StudentRow, Written


class SignUpSide(QScrollArea):
    """The side. Signal: `plan_wanted()`."""

    plan_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("The chosen student"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.name = title("")
        self.name.setWordWrap(True)
        self.about = sentence("", muted=True)
        self.open_button = push_button(tr("Open the plan"), "layout-grid", self.plan_wanted.emit)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        side = theme.px(theme.GAP)
        self._column.setContentsMargins(side, 0, theme.px(theme.INSIDE), 0)
        self._column.setSpacing(theme.px(theme.INSIDE))
        self._column.addWidget(self.name)
        self._column.addWidget(self.about)
        self._column.addWidget(self.open_button)
        self._found = QVBoxLayout()
        self._found.setSpacing(theme.px(theme.INSIDE))
        self._column.addLayout(self._found)
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self.begin(None)

    def begin(self, student: StudentRow | None) -> None:
        """Say whose pathways are shown; None: nobody is chosen."""
        self._clear()
        self.open_button.setVisible(student is not None)
        if student is None:
            self.name.setText("")
            self.about.setText(tr("Choose a student to see what is suggested and why."))
            return
        self.name.setText(student.name)
        grade = tr("{grade} grade", grade=grade_label(student.grade_level))
        self.about.setText(f"{grade}, {student.school_name}")

    def show_found(
        self, case: Case, suggested: tuple[Suggestion, ...], history: tuple[Written, ...]
    ) -> None:
        """Show what was found about the student."""
        self._clear()
        self._found.addWidget(sentence(pathways_text(case.file.pathways)))
        workshops = [one for one in case.file.experiences if one.kind == "exploratory"]
        if workshops:
            self._found.addWidget(SectionHeader(tr("Workshops")))
        for workshop in workshops:
            details = "  ·  ".join(experience_details(workshop, case.day))
            self._found.addWidget(sentence(workshop.title))
            self._found.addWidget(sentence(details, muted=True))
        self._found.addWidget(SectionHeader(tr("Suggested")))
        for one in suggested:
            words = suggestion_sentences(one, case.file.student.school, case.district.catalog)
            self._found.addWidget(_card(one.pathway, words))
        if not suggested:
            self._found.addWidget(sentence(tr("Nothing on file points to a pathway."), muted=True))
        self._found.addWidget(SectionHeader(tr("History")))
        for entry in reversed(history):
            details = entry_details(entry.enrollment, entry.actor, by_hand=entry.by_hand)
            self._found.addWidget(sentence(entry_text(entry.enrollment)))
            self._found.addWidget(sentence(details, muted=True))
        if not history:
            self._found.addWidget(sentence(tr("Nothing is on file yet."), muted=True))

    def words(self) -> tuple[str, ...]:
        """Return the sentences that are shown."""
        labels = self._inside.findChildren(ThemedLabel)
        return tuple(label.text() for label in labels if label.text())

    def _clear(self) -> None:
        while (item := self._found.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()


def _card(pathway: str, words: tuple[str, ...]) -> Card:
    card = Card()
    card.body.setSpacing(theme.px(theme.TIGHT))
    card.body.addWidget(ThemedLabel(pathway, bold=True))
    for text in words:
        card.body.addWidget(sentence(text, muted=True))
    card.setAccessibleName(f"{pathway}. {' '.join(words)}")
    return card
