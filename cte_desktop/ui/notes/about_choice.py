"""What of the plan a note is about: the student as such, a grade, or a term of one."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker

from cte_desktop.domain.school_year import Term
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.wording.labels import moment_label
from cte_desktop.wording.translate import tr

GRADES = range(9, 13)
_TERMS = ("", Term.FALL.value, Term.SPRING.value, Term.SUMMER.value)


class AboutChoice(ChoiceBox):
    """The choice; its entries stand in the order of the plan."""

    def __init__(self) -> None:
        super().__init__(tr("What the note is about"))
        self._places: list[tuple[int | None, str]] = [(None, "")]
        self.addItem(tr("The student"))
        for grade in GRADES:
            for term in _TERMS:
                self._add(grade, term)

    def place(self) -> tuple[int | None, str]:
        """Return the grade and the term that are chosen."""
        return self._places[max(0, self.currentIndex())]

    def choose(self, grade_level: int | None, term: str) -> None:
        """Choose a place, without telling anybody; an earlier grade comes to the end."""
        with QSignalBlocker(self):
            wanted = (grade_level, term)
            if wanted not in self._places and grade_level is not None:
                self._add(grade_level, term)
            self.setCurrentIndex(self._places.index(wanted) if wanted in self._places else 0)

    def _add(self, grade_level: int, term: str) -> None:
        self._places.append((grade_level, term))
        self.addItem(moment_label(grade_level, term))
