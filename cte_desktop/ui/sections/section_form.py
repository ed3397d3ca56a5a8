"""The fields of a section: shown from a section, read back as one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.services.sections.editing import SectionProblem
from cte_desktop.ui import theme
from cte_desktop.ui.row_search import fold
from cte_desktop.ui.sections.field_cell import CourseField, FieldCell, complete, text_field
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.wording.labels import grade_label, term_label
from cte_desktop.wording.sections import kind_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section

_TERMS = ("year", "fall", "spring", "summer")
_GRADES = range(7, 13)
_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Known:
    """What the fields offer: the catalog, and the teachers of the year's schedule."""

    catalog: Catalog
    teachers: tuple[str, ...] = ()


class SectionForm(QObject):
    """The fields. Signals: `changed()`; `site_changed(short name)`."""

    changed = Signal()
    site_changed = Signal(str)

    def __init__(self, known: Known, parent: QWidget) -> None:
        super().__init__(parent)
        self._catalog = known.catalog
        self._begun_with: Section | None = None
        self.course = CourseField(known.catalog)
        self.site = ChoiceBox(tr("Site"))
        self.kind = ChoiceBox(tr("Kind"))
        self.term = ChoiceBox(tr("Term"))
        self.section_id = text_field(tr("Section id"))
        self.teacher = text_field(tr("Teacher"))
        self.seats = text_field(tr("Seats"), tr("not known"))
        self.reserved_for = text_field(
            tr("Reserved for"), tr("a pathway or grade, such as Welding=12; grade 12")
        )
        self.grade_min = ChoiceBox(tr("From grade"))
        self.grade_max = ChoiceBox(tr("To grade"))
        self.state = ChoiceBox(tr("State"))
        complete(self.teacher, sorted(filter(None, known.teachers), key=fold))
        complete(self.reserved_for, sorted(known.catalog.pathway_by_name, key=fold))
        self._fill()
        self.cells = self._cells()
        self._listen()

    def show_section(self, section: Section, title: str = "") -> None:
        """Show a section."""
        self._begun_with = section
        self.course.show_code(section.course_code, title)
        if self.site.findData(section.site) < 0:
            self.site.addItem(section.site or tr("Choose a site"), section.site)
        for box, value in (
            (self.site, section.site),
            (self.kind, section.kind),
            (self.term, section.term),
            (self.grade_min, section.grade_min),
            (self.grade_max, section.grade_max),
            (self.state, section.cancelled),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.section_id.setText(section.section_id)
        self.teacher.setText(section.teacher)
        self.seats.setText("" if section.seats is None else str(section.seats))
        self.reserved_for.setText(section.reserved_for)

    def section(self) -> Section:
        """Return what the fields say, without meetings of their own."""
        if self._begun_with is None:
            raise RuntimeError("no section was shown")
        return replace(
            self._begun_with,
            course_code=self.course.code(),
            site=str(self.site.currentData() or ""),
            kind=SectionKind(self.kind.currentData()),  # Qt gives a plain text back
            term=str(self.term.currentData()),
            section_id=self.section_id.text().strip(),
            teacher=self.teacher.text().strip(),
            seats=_number(self.seats.text()),
            reserved_for=self.reserved_for.text().strip(),
            grade_min=self.grade_min.currentData(),
            grade_max=self.grade_max.currentData(),
            cancelled=bool(self.state.currentData()),
        )

    def problems(self) -> tuple[SectionProblem, ...]:
        """Return what is missing or can't be read as it is typed."""
        found = []
        if not self.course.text().strip():
            text = tr("Choose the course that is taught.")
            found.append(SectionProblem("course_code", "no_course", text, stops=True))
        if not self.section_id.text().strip():
            text = tr("Give it an id, as the information system will.")
            found.append(SectionProblem("section_id", "no_section_id", text, stops=True))
        seats = self.seats.text().strip()
        if seats and _number(seats) is None:
            text = tr('"{text}" is no number of seats.', text=seats)
            found.append(SectionProblem("seats", "not_a_number", text, stops=True))
        return tuple(found)

    def show_faults(self, problems: Sequence[SectionProblem]) -> None:
        """Say what is wrong at each field."""
        for cell in self.cells.values():
            cell.show_faults(problems)

    def said_here(self) -> frozenset[str]:
        """Return the names of the fields at which problems are said."""
        return frozenset().union(*(cell.fields for cell in self.cells.values()))

    def grid(self) -> QGridLayout:
        """Return the fields laid out, in the order in which one fills them in."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(2))  # below each lies a line for what is wrong
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        places = (
            ("course", 0, 0, 8), ("section_id", 0, 8, 4),
            ("site", 1, 0, 5), ("kind", 1, 5, 4), ("term", 1, 9, 3),
            ("teacher", 2, 0, 8), ("seats", 2, 8, 4),
            ("reserved_for", 3, 0, 6), ("grade_min", 3, 6, 2), ("grade_max", 3, 8, 2),
            ("state", 3, 10, 2),
        )  # fmt: skip
        for name, row, column, width in places:
            grid.addWidget(self.cells[name], row, column, 1, width)
        return grid

    def _fill(self) -> None:
        schools = sorted(self._catalog.schools, key=lambda school: fold(school.name))
        for school in schools:
            self.site.addItem(school.name, school.short)
        for kind in SectionKind:
            self.kind.addItem(kind_label(kind), kind)
        for term in _TERMS:
            words = term_label(term)
            self.term.addItem(words[:1].upper() + words[1:], term)
        for box in (self.grade_min, self.grade_max):
            box.addItem(tr("any"), None)
            for grade in _GRADES:
                box.addItem(grade_label(grade), grade)
        self.state.addItem(tr("Open"), userData=False)
        self.state.addItem(tr("Cancelled"), userData=True)

    def _cells(self) -> dict[str, FieldCell]:
        return {
            "course": FieldCell(tr("Course"), self.course, ("course_code", "course")),
            "site": FieldCell(tr("Site"), self.site, ("site",)),
            "kind": FieldCell(tr("Kind"), self.kind, ("kind",)),
            "term": FieldCell(tr("Term"), self.term, ("term", "school_year")),
            "section_id": FieldCell(tr("Section id"), self.section_id, ("section_id",)),
            "teacher": FieldCell(tr("Teacher"), self.teacher, ("teacher",)),
            "seats": FieldCell(tr("Seats"), self.seats, ("seats",)),
            "reserved_for": FieldCell(tr("Reserved for"), self.reserved_for, ("reserved_for",)),
            "grade_min": FieldCell(tr("From grade"), self.grade_min, ("grade_min",)),
            "grade_max": FieldCell(tr("To grade"), self.grade_max, ("grade_max",)),
            "state": FieldCell(tr("State"), self.state, ("state", "cancelled")),
        }

    def _listen(self) -> None:
        for box in (
            self.site, self.kind, self.term, self.grade_min, self.grade_max, self.state,
        ):  # fmt: skip
            box.currentIndexChanged.connect(lambda _place: self.changed.emit())
        for field in (
            self.course, self.section_id, self.teacher, self.seats, self.reserved_for,
        ):  # fmt: skip
            field.textChanged.connect(lambda _text: self.changed.emit())
        self.site.currentIndexChanged.connect(
            lambda _place: self.site_changed.emit(str(self.site.currentData() or ""))
        )


def _number(text: str) -> int | None:
    """Return the whole number that is typed; a sign is kept, so that what is below 0 is told."""
    text = text.strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
