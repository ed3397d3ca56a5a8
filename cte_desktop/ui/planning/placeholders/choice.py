"""The choice of a course for a placeholder: what fits there, and why the others don't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.planning.catalog_rows import CatalogRow, find
from cte_desktop.ui.planning.course_list import CourseLine, CourseListModel, CourseListView
from cte_desktop.ui.planning.palette import course_line
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import caption, sentence, title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.place_choices import PlaceChoice
    from cte_desktop.ui.planning.mime import Carried

_SIZE = (480, 560)


class CourseChoice(QDialog):
    """A search over the courses of a kind. Signal: `chosen(course code)`."""

    chosen = Signal(str)

    def __init__(
        self,
        heading: str,
        where: str,
        choices: tuple[PlaceChoice, ...],
        catalog: Catalog,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setAccessibleName(tr("{kind}: choose the course", kind=heading))
        self._catalog = catalog
        self._choices = {choice.course.code: choice for choice in choices}
        self._rows = tuple(CatalogRow(choice.course, "") for choice in choices)
        self.field = SearchField(tr("Find a course"))
        self._model = CourseListModel(self)
        self.list = CourseListView(self._model, tr("Courses for this place"))
        self._put_together(heading, where)
        self.field.query_changed.connect(lambda _query: self._show())
        self.field.results_wanted.connect(self.list.focus_first)
        self.list.left_upwards.connect(self.field.focus)
        self.list.chosen.connect(self._take)
        self._show()
        self.list.focus_first()

    def _put_together(self, heading: str, where: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading))
        fitting = sum(choice.fits for choice in self._choices.values())
        told = trn(
            "{where}: {count} course fits there. Enter takes it.",
            "{where}: {count} courses fit there. Enter takes one.",
            fitting,
            where=where,
        )
        column.addWidget(sentence(told, muted=True))
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        if not self._choices:
            nothing = caption(tr("Every course of this kind is passed or planned already."))
            nothing.setWordWrap(True)
            column.addWidget(nothing)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        self.take_button = primary_button(tr("Take it"), press=self._take_current)
        self.take_button.setDefault(False)  # Enter is the list's
        self.take_button.setAutoDefault(False)
        row.addWidget(self.take_button)
        column.addLayout(row)
        fit_screen(self, *_SIZE)

    def _show(self) -> None:
        found = find(self._rows, self.field.text())
        found = tuple(sorted(found, key=lambda row: not self._choices[row.course.code].fits))
        self._model.show([self._line(row) for row in found])
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))
        self.take_button.setEnabled(bool(self._model.rowCount()))

    def _line(self, row: CatalogRow) -> CourseLine:
        line, choice = course_line(row), self._choices[row.course.code]
        if choice.fits:
            return line
        reason = finding_text(choice.against[0], self._catalog)
        return CourseLine(
            line.carried,
            line.title,
            (reason,),
            tr("{course}, does not fit: {reason}", course=line.title, reason=reason),
            "\n".join((line.title, *(finding_text(f, self._catalog) for f in choice.against))),
            line.dots,
            line.after_school,
            unverified=line.unverified,
            refused=True,
        )

    def _take_current(self) -> None:
        line = self.list.current_line()
        if line is not None:
            self._take(line.carried)

    def _take(self, carried: Carried) -> None:
        self.chosen.emit(carried.course_code)
        self.accept()
