"""Asks which tag the selected students get, and which of theirs is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.services.tags import LONGEST_TAG
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import fix_button, primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import SectionHeader, ThemedLabel, sentence, title
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SIZE = (520, 480)


class TagsDialog(QDialog):
    """The dialog stays open: each press is a step of its own.

    Signals: `given(tag)`, `taken(tag)`.
    """

    given = Signal(str)
    taken = Signal(str)

    def __init__(self, students: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._students = students
        heading = trn("Tags of {shown} student", "Tags of {shown} students", students,
                      shown=f"{students:,}")  # fmt: skip
        self.setWindowTitle(tr("Tags"))
        self.setAccessibleName(heading)
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Tag"))
        self.field.setMaxLength(LONGEST_TAG)
        self.field.setPlaceholderText(tr("For example: robotics club"))
        self.give_button = primary_button(tr("Give the tag"), "plus", self._on_give)
        self._known = SectionHeader(tr("What they have"))
        self._lines = QVBoxLayout()
        self._put_together(heading)
        self.field.textChanged.connect(lambda _text: self._look())
        self._look()
        fit_screen(self, *_SIZE)
        self.field.setFocus()

    def offer(self, known: Iterable[str]) -> None:
        """Offer the tags of the whole district while a tag is written."""
        completer = QCompleter(list(known), self.field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(completer)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show which tags these students have, and how many of them each."""
        while (entry := self._lines.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                if any(button.hasFocus() for button in widget.findChildren(QPushButton)):
                    self.field.setFocus()
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for tag in sorted(counts, key=str.casefold):
            self._lines.addWidget(self._line(tag, counts[tag]))
        if not counts:
            self._lines.addWidget(sentence(tr("None of them has a tag yet."), muted=True))
        self._lines.addStretch(1)

    def said(self) -> tuple[str, ...]:
        """Return the tags that are shown with their counts."""
        return tuple(label.text() for label in self.findChildren(ThemedLabel, "tag"))

    def _line(self, tag: str, count: int) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        words = tr("{tag}: {count} of {all}", tag=tag, count=f"{count:,}",
                   all=f"{self._students:,}")  # fmt: skip
        label = ThemedLabel(words)
        label.setObjectName("tag")
        label.setWordWrap(True)
        row.addWidget(label, 1)
        if count < self._students:
            give = fix_button(tr("Give to all"), lambda: self.given.emit(tag))
            give.setAccessibleName(tr("Give {tag} to all", tag=tag))
            row.addWidget(give)
        take = fix_button(tr("Take away"), lambda: self.taken.emit(tag))
        take.setAccessibleName(tr("Take {tag} away", tag=tag))
        row.addWidget(take)
        return line

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading))
        hint = tr("A tag is a word by which you find students again; everybody sees it.")
        column.addWidget(sentence(hint, muted=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        label = QLabel(tr("&Tag"))
        label.setBuddy(self.field)
        row.addWidget(label)
        row.addWidget(self.field, 1)
        row.addWidget(self.give_button)
        column.addLayout(row)
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(self._known)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        self._lines.setSpacing(theme.px(theme.TIGHT))
        area = QScrollArea()
        area.setAccessibleName(tr("What they have"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(push_button(tr("Close"), press=self.accept))
        column.addLayout(foot)

    def _look(self) -> None:
        self.give_button.setEnabled(bool(self.field.text().strip()))

    def _on_give(self) -> None:
        tag = self.field.text().strip()
        if tag:
            self.field.clear()
            self.given.emit(tag)
