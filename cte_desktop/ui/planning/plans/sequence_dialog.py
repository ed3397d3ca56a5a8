"""Making an own sequence: courses that follow each other, under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.services.plan_templates import LONGEST_NAME
from cte_desktop.ui import theme
from cte_desktop.ui.planning.catalog_rows import find
from cte_desktop.ui.planning.course_list import CourseListModel, CourseListView
from cte_desktop.ui.planning.palette import course_line
from cte_desktop.ui.widgets.buttons import icon_button, primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import SectionHeader, sentence, title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.labels import courses_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.planning.catalog_rows import CatalogRow
    from cte_desktop.ui.planning.mime import Carried

_SIZE = (500, 640)
_CHOSEN_HEIGHT = 120  # at least


class SequenceDialog(QDialog):
    """A name, a search over the catalog, and the courses in order. Signal: `made(name, codes)`."""

    made = Signal(str, object)

    def __init__(self, rows: tuple[CatalogRow, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = tr("New sequence")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._rows = rows
        self._codes: list[str] = []
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name"))
        self.name.setPlaceholderText(tr("Name of the sequence"))
        self.name.setMaxLength(LONGEST_NAME)
        self.field = SearchField(tr("Find a course"))
        self._offered, self._taken = CourseListModel(self), CourseListModel(self)
        self.offers = CourseListView(self._offered, tr("Courses of the catalog"))
        self.courses = CourseListView(self._taken, tr("Courses of the sequence"))
        self.courses.setMinimumHeight(theme.px(_CHOSEN_HEIGHT))
        self._earlier = icon_button("chevron-up", tr("Earlier"), lambda: self._shift(-1))
        self._later = icon_button("chevron-down", tr("Later"), lambda: self._shift(1))
        self._header = SectionHeader(tr("One after the other"), action=self._order_buttons())
        self._save = primary_button(tr("Save"), press=self._on_save)
        self._put_together(heading)
        self._listen()
        self._show()

    def codes(self) -> tuple[str, ...]:
        """Return the courses as they stand."""
        return tuple(self._codes)

    def _listen(self) -> None:
        self.name.textChanged.connect(lambda _text: self._look())
        self.field.query_changed.connect(lambda _query: self._show())
        self.field.results_wanted.connect(self.offers.focus_first)
        self.offers.chosen.connect(self._add)
        self.offers.left_upwards.connect(self.field.focus)
        self.courses.chosen.connect(self._remove)
        self.courses.removed.connect(self._remove)

    def _order_buttons(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.TIGHT))
        row.addWidget(self._earlier)
        row.addWidget(self._later)
        return both

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading))
        column.addWidget(self.name)
        hint = tr("Enter adds a course at the end; Delete takes it out of the sequence.")
        column.addWidget(sentence(hint, muted=True))
        column.addWidget(self.field)
        column.addWidget(self.offers, 3)
        column.addWidget(self._header)
        column.addWidget(self.courses, 2)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        self._save.setDefault(False)  # Enter adds
        row.addWidget(self._save)
        column.addLayout(row)
        fit_screen(self, *_SIZE)
        self.name.setFocus()

    def _show(self) -> None:
        known = {row.course.code: row for row in self._rows}
        self._taken.show([course_line(known[code]) for code in self._codes if code in known])
        found = find(self._rows, self.field.text())
        self._offered.show([course_line(r) for r in found if r.course.code not in self._codes])
        self._header.set_words(courses_label(len(self._codes)) if self._codes else "")
        self._look()

    def _look(self) -> None:
        self._save.setEnabled(bool(self.name.text().strip()) and len(self._codes) > 1)
        for button in (self._earlier, self._later):
            button.setEnabled(len(self._codes) > 1)

    def _add(self, carried: Carried) -> None:
        self._codes.append(carried.course_code)
        self._show()

    def _remove(self, carried: Carried) -> None:
        self._codes.remove(carried.course_code)
        self._show()

    def _shift(self, by: int) -> None:
        place = self.courses.currentIndex().row()
        to = place + by
        if place < 0 or not 0 <= to < len(self._codes):
            return
        self._codes[place], self._codes[to] = self._codes[to], self._codes[place]
        self._show()
        self.courses.setCurrentIndex(self._taken.index(to))

    def _on_save(self) -> None:
        self.accept()
        self.made.emit(" ".join(self.name.text().split()), self.codes())
