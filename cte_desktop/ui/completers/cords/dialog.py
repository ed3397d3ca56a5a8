"""The list of cords and seals of a graduating class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from cte_desktop.services.awards.look.cords import CordCount, CordLine, cord_counts
from cte_desktop.ui import theme
from cte_desktop.ui.completers.cords.columns import line_columns, order_columns
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIZE = (1060, 640)


class CordsDialog(QDialog):
    """The lists. Signals: `year_wanted(school year)`, `paper_wanted()`, `change_wanted()`,
    `student_wanted(uid)`.
    """

    year_wanted = Signal(int)
    paper_wanted = Signal()
    change_wanted = Signal()
    student_wanted = Signal(str)

    def __init__(self, years: Sequence[int], school_year: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Cords and seals"))
        self.setAccessibleName(self.windowTitle())
        self.lines: TableModel[CordLine] = TableModel(line_columns(), lambda one: one.serial, self)
        self.counts: TableModel[CordCount] = TableModel(
            order_columns(), lambda one: (one.school, one.colours, one.seal), self
        )
        self.line_table: TableView[CordLine] = TableView(
            self.lines, tr("Who gets what"), about=lambda line: (line.student_uid,)
        )
        self.count_table: TableView[CordCount] = TableView(
            self.counts, tr("What to order"), about=nobody
        )
        self.year = ChoiceBox(tr("Class"))
        for year in years:
            self.year.addItem(tr("Class of {year}", year=year + 1), year)
        self.year.setCurrentIndex(max(0, self.year.findData(school_year)))
        self.words = sentence("")
        self.paper_button = primary_button(tr("Print…"), "printer", self.paper_wanted.emit)
        self.save_button = push_button(tr("Save table…"), "file-down", self._on_save)
        self.change_button = push_button(tr("Change the list…"), "pencil", self.change_wanted.emit)
        self._put_together()
        self.year.currentIndexChanged.connect(lambda _: self.year_wanted.emit(self.school_year()))
        self.line_table.row_chosen.connect(
            lambda line: self.student_wanted.emit(line.student_uid) if line else None
        )

    def school_year(self) -> int:
        """Return the school year whose class is shown."""
        return int(self.year.currentData())

    def show_lines(self, lines: Sequence[CordLine]) -> None:
        """Show who gets what."""
        self.lines.show(lines)
        self.counts.show(cord_counts(lines))
        for button in (self.paper_button, self.save_button):
            button.setEnabled(bool(lines))
        self.words.setText(_words(lines))

    def _put_together(self) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        top = QHBoxLayout()
        top.addWidget(title(self.windowTitle()))
        top.addStretch(1)
        top.addWidget(self.year)
        column.addLayout(top)
        column.addWidget(self.words)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.windowTitle())
        self.tabs.addTab(self.line_table, tr("Who gets what"))
        self.tabs.addTab(self.count_table, tr("What to order"))
        column.addWidget(self.tabs, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.change_button)
        row.addWidget(self.save_button)
        row.addStretch(1)
        row.addWidget(push_button(tr("Close"), press=self.reject))
        row.addWidget(self.paper_button)
        column.addLayout(row)
        fit_screen(self, *_SIZE)

    def _on_save(self) -> None:
        table = self.line_table if self.tabs.currentIndex() == 0 else self.count_table
        table.save_action.trigger()


def _words(lines: Sequence[CordLine]) -> str:
    if not lines:
        return tr("Nobody of this class has an award in force.")
    students = len({line.student_uid for line in lines})
    met = len({line.student_uid for line in lines if line.graduates})
    said = [
        tr(
            "{students} of the class completed {pathways}.",
            students=trn("{count} student", "{count} students", students),
            pathways=trn("{count} pathway", "{count} pathways", len(lines)),
        ),
        trn(
            "{count} of them has met graduation by now.",
            "{count} of them have met graduation by now.",
            met,
        )
        if met
        else tr("None of them has met graduation yet."),
        tr("Two pathways of one sector have one cord."),
    ]
    if any(not line.verified for line in lines if line.colours or line.seal):
        said.append(tr("Nobody has confirmed some of the colors yet."))
    return " ".join(said)
