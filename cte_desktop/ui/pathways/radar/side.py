"""Beside the radar: what closes for the chosen student, in words, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.pathways.radar.columns import when_text
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import Card, SectionHeader, ThemedLabel, sentence, title
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.radar import closing_text, standing_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.ui.pathways.radar.lines import RadarLine


class RadarSide(QScrollArea):
    """The side. Signals: `plan_wanted()`, `fill_wanted()`, `reach_wanted()`: of this student."""

    plan_wanted = Signal()
    fill_wanted = Signal()
    reach_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("The chosen student"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.name = title("")
        self.name.setWordWrap(True)
        self.about = sentence("", muted=True)
        self.fill_button = primary_button(tr("Fill this plan"), "circle-dot", self.fill_wanted.emit)
        self.fill_button.setDefault(False)  # Enter belongs to the list
        self.fill_button.setToolTip(tr("Look for the best plan; you keep or discard it"))
        self.reach_button = push_button(
            tr("Could still complete…"), "route", self.reach_wanted.emit
        )
        self.reach_button.setToolTip(tr("Every pathway that is still in reach, with its plan"))
        self.open_button = push_button(tr("Open the plan"), "layout-grid", self.plan_wanted.emit)
        self._found = QVBoxLayout()
        self._inside = QWidget()
        self._put_together()
        self.show_lines(())

    def show_lines(self, lines: Sequence[RadarLine]) -> None:
        """Show all pathways of one student, the chosen one first; none: nobody is chosen."""
        self._clear()
        for button in (self.fill_button, self.reach_button, self.open_button):
            button.setVisible(bool(lines))
        if not lines:
            self.name.setText("")
            self.about.setText(tr("Choose a student to see what closes, and what can be done."))
            return
        row = lines[0].row
        self.name.setText(row.name)
        grade = tr("{grade} grade", grade=grade_label(row.grade_level))
        about = (grade, lines[0].school_name, row.student_id)
        self.about.setText(", ".join(part for part in about if part))
        self._found.addWidget(_card(lines[0]))
        if lines[1:]:
            self._found.addWidget(SectionHeader(tr("Other pathways")))
        for line in lines[1:]:
            self._found.addWidget(_card(line))

    def words(self) -> tuple[str, ...]:
        """Return the sentences that are shown."""
        labels = self._inside.findChildren(ThemedLabel)
        return tuple(label.text() for label in labels if label.text())

    def _put_together(self) -> None:
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(theme.px(theme.GAP), 0, theme.px(theme.INSIDE), 0)
        column.setSpacing(theme.px(theme.INSIDE))
        self._found.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.name)
        column.addWidget(self.about)
        column.addLayout(self._found)
        column.addSpacing(theme.px(theme.TIGHT))
        for button in (self.fill_button, self.reach_button, self.open_button):
            column.addWidget(button)
        column.addStretch(1)
        self.setWidget(self._inside)

    def _clear(self) -> None:
        while (entry := self._found.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()


def _card(line: RadarLine) -> Card:
    closing = line.closing
    words = [closing_text(closing)]
    if closing.closes is not None:
        words.insert(0, tr("Closes after {term}.", term=when_text(closing.closes)))
    standing = standing_text(closing)
    words.append(standing[:1].upper() + standing[1:] + ".")
    if not closing.planned:
        words.append(tr("The plan does not have the rest yet."))
    card = Card()
    card.body.setSpacing(theme.px(theme.TIGHT))
    card.body.addWidget(ThemedLabel(closing.pathway, bold=True))
    for place, text in enumerate(words):
        card.body.addWidget(sentence(text, muted=place > 1))
    card.setAccessibleName(f"{closing.pathway}. {' '.join(words)}")
    return card
