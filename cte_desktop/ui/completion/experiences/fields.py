"""Fields of the forms about experiences: lines, small texts, choices; what each kind calls them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit

from cte_desktop.domain.school_year import school_year_of, school_year_of_grade
from cte_desktop.services.experiences import FIRST_GRADE, LAST_GRADE
from cte_desktop.ui import theme
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.papers import school_year_heading
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.ui.widgets.buttons import ChoiceBox

_LINES = 2
_YEARS_BACK = 6
_NAMES = {
    "title": noop("What"),
    "type_code": noop("Type"),
    "organization": noop("Where"),
    "chapter": noop("Chapter"),
    "office": noop("Office"),
    "events": noop("Events"),
    "issuer": noop("Issued by"),
    "number": noop("Number"),
    "passed_on": noop("Passed on"),
    "expires_on": noop("Expires on"),
    "enrolled_as": noop("Taken as"),
    "units": noop("Units"),
    "mark": noop("Mark"),
    "school_year": noop("School year"),
    "hours": noop("Hours"),
    "opinion": noop("What the student thought"),
    "opinion_words": noop("In the student's words"),
    "evaluation": noop("The employer's evaluation"),
    "pathway": noop("Pathway"),
    "note": noop("Note"),
}
_OF_KIND = {
    ("exploratory", "title"): noop("Workshop"),
    ("wbl", "organization"): noop("Employer"),
    ("wbl", "number"): noop("Internship number"),
    ("practicum", "organization"): noop("Employer"),
    ("ctso", "organization"): noop("Organization"),
    ("certification", "title"): noop("Certification"),
    ("college", "title"): noop("Course"),
    ("college", "organization"): noop("College"),
}


@dataclass(frozen=True, slots=True)
class Around:
    """What the forms know besides the experience: lists to choose from, and whose it is.

    Without a graduation year it is for many students, each in a grade of their own.
    """

    catalog: Catalog
    today: date
    graduation_year: int | None = None
    pathways: tuple[str, ...] = ()  # of the student, first in the list
    organizations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by kind


class SmallText(QPlainTextEdit):
    """A text of a few lines, in which Tab goes on to the next field."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        line = QFontMetrics(self.font()).lineSpacing()
        self.setFixedHeight(_LINES * line + theme.px(14))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Ctrl+Enter is for the dialog's main button, as Enter is in the other fields.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)


def text_field(name: str, hint: str = "") -> QLineEdit:
    """Return a field of one line with its name for screen readers."""
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    return line


def offer_words(line: QLineEdit, words: Iterable[str]) -> None:
    """Let a field complete what is typed from these words."""
    completer = QCompleter(list(words), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(completer)


def field_name(kind: str, name: str) -> str:
    """Return what the form of a kind calls a field."""
    return tr(_OF_KIND.get((kind, name), _NAMES[name]))


def fill_years(box: ChoiceBox, around: Around, kept: int | None) -> None:
    """Offer a student's school years from grade 7 on, or the last few; and one that is kept."""
    this = school_year_of(around.today)
    years = list(range(this, this - _YEARS_BACK - 1, -1))
    if around.graduation_year is not None:
        first = school_year_of_grade(FIRST_GRADE, around.graduation_year)
        last = school_year_of_grade(LAST_GRADE, around.graduation_year)
        years = [year for year in range(last, first - 1, -1) if year <= this]
    if kept is not None and kept not in years:
        years.append(kept)
    box.addItem(tr("Not said"), None)
    for year in years:
        text, grade = school_year_heading(year), grade_then(around, year)
        if grade is not None:
            text = tr("{year}, {grade} grade", year=text, grade=grade_label(grade))
        box.addItem(text, year)


def grade_then(around: Around, school_year: int | None) -> int | None:
    """Return the student's grade in a school year, None when it isn't one of 7 to 12."""
    if around.graduation_year is None or school_year is None:
        return None
    grade = LAST_GRADE - (around.graduation_year - (school_year + 1))
    return grade if FIRST_GRADE <= grade <= LAST_GRADE else None


def choose(box: ChoiceBox, value: object) -> None:
    """Choose the entry with this value, if there is one."""
    place = next((n for n in range(box.count()) if box.itemData(n) == value), -1)
    if place >= 0:
        box.setCurrentIndex(place)
