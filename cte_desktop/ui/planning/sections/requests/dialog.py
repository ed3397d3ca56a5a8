"""A student's requests by period: what fits where, what clashes, and one way to have it all.

The window stays open while the plan is worked on and follows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.ui import theme
from cte_desktop.ui.planning.sections.requests.lines import (
    RequestLine,
    request_columns,
    request_lines,
)
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.finding_row import FindingRow
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import caption, sentence, title
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.conflict_matrix import course_title, outcome_text, pair_sentence
from cte_desktop.wording.fits import SEATS_ARE_A_PLAN
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.matrix.requests import RequestMatrix
    from cte_desktop.services.cases import Case
    from cte_desktop.services.sections.conflict_matrix import StudentRequests
    from cte_desktop.ui.widgets.finding_row import Severity

_SIZE = (1320, 640)
_BELOW = 132


class MatrixDialog(QDialog):
    """The window. Signals: `section_wanted(placement uid)` for a row that was entered;
    `year_wanted(school year)` when another year is to be read.
    """

    section_wanted = Signal(str)
    year_wanted = Signal(int)

    def __init__(self, case: Case, parent: QWidget) -> None:
        super().__init__(parent)
        self._case = case
        self.year_box = ChoiceBox(tr("School year"))
        self.heading = title("")
        self.table: TableView[RequestLine] | None = None
        self._place = QVBoxLayout()
        self._below = QWidget()
        self._lines = QVBoxLayout(self._below)
        self._nothing = sentence("", muted=True)
        self._put_together()
        self.year_box.currentIndexChanged.connect(self._on_year)

    def show_requests(self, case: Case, found: StudentRequests) -> None:
        """Show what was worked out for a case."""
        self._case = case
        student, catalog = case.file.student, case.district.catalog
        name = f"{student.preferred_name or student.first_name} {student.last_name}"
        self.heading.setText(tr("Requests by period: {name}", name=name))
        self._offer_years(found)
        matrix = found.matrix
        self._nothing.setVisible(matrix is None)
        self._show_table(matrix, catalog)
        self._say(matrix, catalog)

    def school_year(self) -> int | None:
        """Return the year that is shown, None while there is none."""
        year = self.year_box.currentData()
        return year if isinstance(year, int) else None

    def _put_together(self) -> None:
        self.setWindowTitle(tr("Requests by period"))
        fit_screen(self, *_SIZE)
        self._nothing.setText(
            tr("None of the years that this plan asks for has sections of its courses yet.")
        )
        self._nothing.hide()
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(self.heading)
        top.addStretch(1)
        self.year_box.setMinimumWidth(theme.px(116))
        top.addWidget(self.year_box)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(theme.TIGHT))
        area = QScrollArea()
        area.setWidget(self._below)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName(tr("What clashes"))
        area.setFixedHeight(theme.px(_BELOW))
        foot = QHBoxLayout()
        foot.addWidget(caption(f"{tr('After the dot: seats left.')} {tr(SEATS_ARE_A_PLAN)}"))
        foot.addStretch(1)
        foot.addWidget(push_button(tr("Close"), press=self.close_window))
        column = QVBoxLayout(self)
        side = theme.px(theme.GAP)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addLayout(top)
        column.addWidget(self._nothing)
        column.addLayout(self._place, 1)
        column.addWidget(area)
        column.addLayout(foot)

    def close_window(self) -> None:
        """Close: what the button does."""
        self.close()

    def _offer_years(self, found: StudentRequests) -> None:
        self.year_box.blockSignals(True)
        self.year_box.clear()
        for year in found.years:
            self.year_box.addItem(school_year_text(year), year)
        if found.matrix is not None:
            self.year_box.setCurrentIndex(self.year_box.findData(found.matrix.school_year))
        self.year_box.blockSignals(False)
        self.year_box.setVisible(len(found.years) > 1)

    def _show_table(self, matrix: RequestMatrix | None, catalog: Catalog) -> None:
        """Make the table anew: its columns are those in which this year's sections lie."""
        focused = self.table is not None and self.table.hasFocus()
        chosen = self.table.current_row() if self.table is not None else None
        if self.table is not None:
            self._place.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
            self.table = None
        if matrix is None:
            return
        model: TableModel[RequestLine] = TableModel(
            request_columns(matrix, catalog),
            lambda line: (line.request.course_code, line.request.term),
            self,
        )
        self.table = TableView(model, tr("Requests by period"), about=nobody)
        self._place.addWidget(self.table)
        keep_reading_order(self, [])
        model.show(request_lines(matrix, catalog))
        first = len(model.columns()) - len(matrix.columns)
        for place in range(first, len(model.columns())):  # room for what they say, and no more
            self.table.resizeColumnToContents(place)
        self.table.row_chosen.connect(self._on_row_chosen)
        if chosen is not None:
            self.table.select_key((chosen.request.course_code, chosen.request.term))
        if focused or chosen is None:
            self.table.focus_first()

    def _say(self, matrix: RequestMatrix | None, catalog: Catalog) -> None:
        while (line := self._lines.takeAt(0)) is not None:
            widget = line.widget()
            if widget is not None:
                widget.hide()  # until it is deleted, in a moment
                widget.deleteLater()
        if matrix is None:
            return
        severity: Severity = "met" if matrix.outcome.is_possible else "must_fix"
        self._lines.addWidget(FindingRow(severity, outcome_text(matrix, catalog)))
        for pair in matrix.pairs:
            self._lines.addWidget(FindingRow("must_fix", pair_sentence(pair, catalog)))
        if matrix.untimetabled:
            names = ", ".join(course_title(code, catalog) for code in matrix.untimetabled)
            text = tr("Without sections of that year, not compared: {courses}.", courses=names)
            self._lines.addWidget(FindingRow("information", text))
        self._lines.addStretch(1)

    def _on_year(self) -> None:
        year = self.school_year()
        if year is not None:
            self.year_wanted.emit(year)

    def _on_row_chosen(self, line: RequestLine | None) -> None:
        if line is not None and line.request.placement_uids:
            self.section_wanted.emit(line.request.placement_uids[0])
