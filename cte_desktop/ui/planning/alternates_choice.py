"""The choice of alternates: what is taken instead, in order, when a course has no seat left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.planning.catalog_rows import find
from cte_desktop.ui.planning.course_list import CourseListModel, CourseListView
from cte_desktop.ui.planning.palette import course_line
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import SectionHeader, sentence, title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from cte_desktop.ui.planning.catalog_rows import CatalogRow
    from cte_desktop.ui.planning.mime import Carried

MOST = 3
"""Alternates that a course may have."""
_SIZE = (460, 560)
_CHOSEN_HEIGHT = 140


class AlternatesChoice(QDialog):
    """A search over the catalog, and the alternates. Signal: `chosen(tuple of course codes)`."""

    chosen = Signal(object)

    def __init__(
        self,
        course: str,
        rows: tuple[CatalogRow, ...],
        present: Sequence[str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Alternates"))
        self.setAccessibleName(tr("Alternates of {course}", course=course))
        self._rows = rows
        self._codes = list(present)
        self.field = SearchField(tr("Find a course"))
        self._offered, self._taken = CourseListModel(self), CourseListModel(self)
        self.offers = CourseListView(self._offered, tr("Courses of the catalog"))
        self.alternates = CourseListView(self._taken, self.accessibleName())
        self.alternates.setFixedHeight(theme.px(_CHOSEN_HEIGHT))
        self._header = SectionHeader(tr("Instead, in this order"))
        self.field.query_changed.connect(lambda _query: self._show())
        self.field.results_wanted.connect(self.offers.focus_first)
        self.offers.chosen.connect(self._add)
        self.offers.left_upwards.connect(self.field.focus)
        self.alternates.chosen.connect(self._remove)
        self.alternates.removed.connect(self._remove)
        self._put_together(course)
        self._show()

    def codes(self) -> tuple[str, ...]:
        """Return the alternates as they stand."""
        return tuple(self._codes)

    def _put_together(self, course: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(course))
        hint = tr("Enter adds a course that is taken when this one is full; Delete removes it.")
        column.addWidget(sentence(hint, muted=True))
        column.addWidget(self.field)
        column.addWidget(self.offers, 1)
        column.addWidget(self._header)
        column.addWidget(self.alternates)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        keep = primary_button(tr("Keep"), press=self._keep)
        keep.setDefault(False)  # Enter adds
        row.addWidget(keep)
        column.addLayout(row)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.field.setFocus()

    def _show(self) -> None:
        known = {row.course.code: row for row in self._rows}
        self._taken.show([course_line(known[code]) for code in self._codes if code in known])
        found = find(self._rows, self.field.text())
        self._offered.show([course_line(r) for r in found if r.course.code not in self._codes])
        full = tr("{most} at most", most=MOST) if len(self._codes) >= MOST else ""
        self._header.set_words(full)

    def _add(self, carried: Carried) -> None:
        if len(self._codes) < MOST:
            self._codes.append(carried.course_code)
            self._show()

    def _remove(self, carried: Carried) -> None:
        self._codes.remove(carried.course_code)
        self._show()

    def _keep(self) -> None:
        self.chosen.emit(self.codes())
        self.accept()
