"""What is asked before a course is swapped: which one, for which, in which grade and term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cte_desktop.domain.planning.plan import GRADES
from cte_desktop.domain.school_year import TERMS, Term
from cte_desktop.services.filling.swapping import Swap
from cte_desktop.ui import theme
from cte_desktop.ui.students.many.scope import LABEL_WIDTH
from cte_desktop.ui.students.swapping.course_field import CourseField
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.wording.labels import grade_label, term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

SWAP, ADD, DROP = "swap", "add", "drop"
_BOX_WIDTH = 200


class SwapForm(QWidget):
    """The form. Signal: `changed()`."""

    changed = Signal()

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self.deed = ChoiceBox(tr("What"))
        for words, value in (
            (tr("Take one course instead of another"), SWAP),
            (tr("Add a course"), ADD),
            (tr("Take a course out"), DROP),
        ):
            self.deed.addItem(words, value)
        self.course = CourseField(tr("Course that goes"), catalog)
        self.by = CourseField(tr("Course that comes"), catalog)
        self.grade = ChoiceBox(tr("In grade"))
        self.grade.addItem(tr("any grade"), None)
        for grade in GRADES:
            self.grade.addItem(tr("{grade} grade", grade=grade_label(grade)), grade)
        self.term = ChoiceBox(tr("In term"))
        self.term.addItem(tr("any term"), None)
        for term in TERMS:
            self.term.addItem(term_label(term), term.value)
        self._rows: dict[QWidget, QWidget] = {}
        self._note = sentence("", muted=True)
        self._put_together()
        self._listen()
        self._on_deed()

    def swap(self) -> Swap | None:
        """Return what is asked for, None while a course is not named or both are the same."""
        deed = self.deed.currentData()
        course = "" if deed == ADD else self.course.code()
        by = "" if deed == DROP else self.by.code()
        if course == by or (deed != ADD and not course) or (deed != DROP and not by):
            return None
        grade = self.grade.currentData()
        term = self.term.currentData()
        needs_grade = deed == ADD and grade is None
        return Swap(course, by, grade, Term(term) if term and not needs_grade else None)

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        for box in (self.deed, self.grade, self.term):
            box.setMinimumWidth(theme.px(_BOX_WIDTH))
        for field in (self.deed, self.course, self.by, self.grade, self.term):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.px(theme.INSIDE))
            label = QLabel(field.accessibleName())
            label.setBuddy(field)
            label.setMinimumWidth(theme.px(LABEL_WIDTH))
            row.addWidget(label)
            row.addWidget(field)
            row.addStretch(1)
            self._rows[field] = line
            column.addWidget(line)
        column.addWidget(self._note)

    def _listen(self) -> None:
        self.deed.currentIndexChanged.connect(lambda _place: self._on_deed())
        for box in (self.grade, self.term):
            box.currentIndexChanged.connect(lambda _place: self._on_changed())
        for field in (self.course, self.by):
            field.textChanged.connect(lambda _text: self._on_changed())

    def _on_deed(self) -> None:
        deed = self.deed.currentData()
        self._rows[self.course].setVisible(deed != ADD)
        self._rows[self.by].setVisible(deed != DROP)
        self._note.setText(_note(deed))
        self._on_changed()

    def _on_changed(self) -> None:
        adds_anywhere = self.deed.currentData() == ADD and self.grade.currentData() is None
        self.term.setEnabled(not adds_anywhere)
        self.changed.emit()


def _note(deed: str) -> str:
    if deed == ADD:
        return tr(
            "It goes to whoever does not have it yet; without a grade, into the earliest term that "
            "the rules allow."
        )
    if deed == DROP:
        return tr("Whoever does not plan it is left out. Terms that have begun stay as they are.")
    return tr(
        "The new course lies where the old one was; in years with a timetable it gets a section "
        "with a seat left. Whoever does not plan the old one is left out."
    )
