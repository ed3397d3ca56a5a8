"""The palette: find a course in the catalog, then drag it or place it with Enter.

Its other part holds placeholders: a place that is kept for a course still to be chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.domain import credits
from cte_desktop.domain.audit.result import Unit
from cte_desktop.domain.catalog.placeholder import is_placeholder
from cte_desktop.ui import theme
from cte_desktop.ui.planning.catalog_rows import CatalogRow, catalog_rows, find, placeholder_rows
from cte_desktop.ui.planning.course_list import CourseLine, CourseListModel, CourseListView
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.widgets.labels import caption
from cte_desktop.ui.widgets.part_switch import PartSwitch
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.labels import amount_label, level_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.cases import Case


_PLACES = 1
"""The part with the placeholders."""


class Palette(QWidget):
    """Search field and list. Signal: `chosen(Carried)`: pick this course up."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[CatalogRow, ...] = ()
        self._open_rows: tuple[CatalogRow, ...] = ()
        self.parts = PartSwitch(tr("What to place"), (tr("Courses"), tr("Any …")))
        self.field = SearchField(tr("Find a course"))
        self.field.setMinimumWidth(theme.px(120))
        self._model = CourseListModel(self)
        self.list = CourseListView(self._model, tr("Courses of the catalog"))
        self._none = caption("")
        self._none.setWordWrap(True)
        self._none.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.parts)
        column.addWidget(self.field)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        self.parts.part_chosen.connect(lambda _place: self._search())
        self.field.query_changed.connect(lambda _query: self._search())
        self.field.results_wanted.connect(self._on_results_wanted)
        self.list.chosen.connect(self.chosen)
        self.list.left_upwards.connect(self.field.focus)

    def show_case(self, case: Case) -> None:
        """Show the catalog as this student sees it."""
        former = self._rows, self._open_rows
        self._rows, self._open_rows = catalog_rows(case), placeholder_rows(case)
        if (self._rows, self._open_rows) != former:  # a case is shown again once it is audited
            self._search()

    def shown(self) -> int:
        """Return how many courses are listed."""
        return self._model.rowCount()

    def _search(self) -> None:
        query, places = self.field.text(), self.parts.part() == _PLACES
        found = find(self._open_rows if places else self._rows, query)
        self._model.show([course_line(row) for row in found])
        self._none.setVisible(not found and bool(query))
        said = (
            noop("No kind of course holds “{query}”.")
            if places
            else noop("No course of the catalog holds “{query}”.")
        )
        self._none.setText(tr(said, query=query))

    def _on_results_wanted(self) -> None:
        if self._model.rowCount():
            self.list.focus_first()


def course_line(row: CatalogRow) -> CourseLine:
    """Return a course of the catalog as a line of a list."""
    course = row.course
    worth = tr("{credits} cr", credits=credits.text(course.credits))
    if is_placeholder(course.code):
        return _place_line(row, worth)
    short = f"{course.code} · {worth}"
    area = course.ag_area
    spoken = [
        course.title,
        course.code,
        trn("{amount} credit", "{amount} credits", 2, amount=credits.text(course.credits)),
        *([tr("A-G area {area}", area=course.ag_area)] if course.ag_area else []),
    ]
    if row.after_school:
        spoken.append(tr("Extended Day"))
    if course.pathway:
        level = level_label(course.pathway_level) if course.pathway_level else ""
        spoken.append(f"{course.pathway} {level}".strip())
    if row.taken:
        spoken.append(tr("already in the record or the plan"))
    if row.unverified:
        spoken.append(tr("not confirmed by the district yet"))
    return CourseLine(
        Carried(course.code),
        course.title,
        (f"{short} · A-G {area}", f"{short} · {area}", short) if area else (short,),
        ", ".join(spoken),
        _tooltip(row),
        row.dots,
        row.after_school,
        row.taken,
        row.unverified,
    )


def _place_line(row: CatalogRow, worth: str) -> CourseLine:
    """Return a placeholder as a line: its area, how long it runs and what it is worth."""
    course = row.course
    length = tr("a year") if course.is_year else tr("a semester")
    short, area = f"{length} · {worth}", course.ag_area
    kept = tr("Keeps a place for a course still to be chosen; it counts as planned.")
    return CourseLine(
        Carried(course.code),
        course.title,
        (f"A-G {area} · {short}", f"{area} · {short}", f"{area} · {length}") if area else (short,),
        ", ".join((course.title, length, amount_label(course.credits, Unit.CREDITS), kept)),
        f"{course.title}\n{kept}",
    )


def _tooltip(row: CatalogRow) -> str:
    course = row.course
    grades = tr("Grades {low} to {high}", low=course.grade_min, high=course.grade_max)
    lines = [
        course.title,
        f"{course.code} · {amount_label(course.credits, Unit.CREDITS)} · {grades}",
    ]
    if course.pathway:
        level = level_label(course.pathway_level) if course.pathway_level else ""
        lines.append(": ".join(part for part in (course.pathway, level) if part))
    if row.sector:
        lines.append(row.sector)
    if course.certification:
        lines.append(tr("Certification: {name}", name=course.certification))
    if row.taken:
        lines.append(tr("Already in the record or the plan"))
    if row.unverified:
        lines.append(tr("The district has not confirmed this entry yet."))
    return "\n".join(lines)
