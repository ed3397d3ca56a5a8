"""Lines that add a wish for a pathway, or for a course: what, how much, and a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.domain.students.decisions import Wish
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.wishes.fields import choose, chosen, strength_box
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cte_desktop.domain.catalog.catalog import Catalog

BY_GRADES = (10, 11, 12)
AVOID = {"rather_not": "like", "never": "must"}
"""What is said of a course to avoid, and the strength of the wish to avoid it."""


class PathwayAdder(QWidget):
    """A pathway, by when, and how much. Signal: `added(Wish)`."""

    added = Signal(object)

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self.pathway = ChoiceBox(tr("Pathway"))
        self.pathway.addItem(tr("Choose a pathway"), "")
        for name in sorted(catalog.pathway_by_name, key=str.casefold):
            self.pathway.addItem(name, name)
        self.pathway.setMinimumContentsLength(12)
        adjust = ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.pathway.setSizeAdjustPolicy(adjust)
        self.by_grade = ChoiceBox(tr("Completed by"))
        self.by_grade.addItem(tr("any time"), "")
        for grade in BY_GRADES:
            words = tr("by {grade} grade", grade=grade_label(grade))
            self.by_grade.addItem(words, f" by {grade}")
        self.strength = strength_box(tr("Pathway"), ("must", "like", "no"))
        self.button = push_button(tr("Add"), "plus", self._add)
        self.button.setAccessibleName(tr("Add the pathway"))
        self.button.setEnabled(False)
        self.pathway.currentIndexChanged.connect(
            lambda _place: self.button.setEnabled(bool(chosen(self.pathway)))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.pathway)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.by_grade)
        row.addWidget(self.strength)
        row.addStretch(1)
        row.addWidget(self.button)
        column.addLayout(row)
        self.setFocusProxy(self.pathway)

    def _add(self) -> None:
        name = chosen(self.pathway)
        if not name:
            return
        strength = chosen(self.strength)
        by_grade = "" if strength == "no" else chosen(self.by_grade)
        self.added.emit(Wish(0, "pathway", f"{name}{by_grade}", strength))
        choose(self.pathway, "")
        self.button.setEnabled(False)


class CourseAdder(QWidget):
    """A course by code or title, and how much it is wanted, or to be avoided.

    Signals: `added(Wish)`; `alternate_wanted(course code)`: it would do in the place of the course
    that is chosen in the list.
    """

    added = Signal(object)
    alternate_wanted = Signal(str)

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._codes = {f"{one.title} ({one.code})": one.code for one in catalog.courses}
        self._known = catalog.listed_by_code
        self.line = _CourseLine()
        self.line.setAccessibleName(tr("Course, by title or code"))
        self.line.setPlaceholderText(tr("Type a title or a code"))
        completer = QCompleter(sorted(self._codes), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self.strength = strength_box(tr("Course"))
        self.strength.addItem(tr("rather avoid"), "rather_not")
        self.strength.addItem(tr("never"), "never")
        self.button = push_button(tr("Add"), "plus", self._add)
        self.button.setAccessibleName(tr("Add the course"))
        self.or_button = push_button(tr("Or this"), press=self._add_alternate)
        self.or_button.setToolTip(
            tr("Add it behind the chosen course of the list: what would do in its place")
        )
        self.line.textChanged.connect(lambda _text: self._update())
        self.line.entered.connect(self._add)
        self._takes_alternate = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.strength)
        row.addStretch(1)
        row.addWidget(self.or_button)
        row.addWidget(self.button)
        column.addLayout(row)
        self.setFocusProxy(self.line)
        self._update()

    def offer_alternate(self, course: str) -> None:
        """Offer to add an alternate of this course, "" for none."""
        self._takes_alternate = bool(course)
        self._update()

    def code(self) -> str:
        """Return the course that is typed, "" for none of the catalog."""
        text = self.line.text().strip()
        plain = {code.casefold(): code for code in self._known}
        return self._codes.get(text) or plain.get(text.casefold(), "")

    def _update(self) -> None:
        known = bool(self.code())
        self.button.setEnabled(known)
        self.or_button.setEnabled(known and self._takes_alternate)

    def _add(self) -> None:
        code, said = self.code(), chosen(self.strength)
        if not code:
            return
        kind, strength = ("avoid", AVOID[said]) if said in AVOID else ("course", said)
        self.line.clear()
        self.added.emit(Wish(0, kind, code, strength))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_alternate(self) -> None:
        code = self.code()
        if code and self._takes_alternate:
            self.line.clear()
            self.alternate_wanted.emit(code)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)


class _CourseLine(QLineEdit):
    """A line whose Enter adds the course, and does not close the dialog. Signal: `entered()`."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.entered.emit()
        else:
            super().keyPressEvent(event)
