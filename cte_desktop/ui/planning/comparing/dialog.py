"""Two plans of a student side by side: courses by grade and term, and what each comes to.

Both tables are saved like any other of the window: Ctrl+S, or their buttons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.planning.comparing.rows import course_columns, measure_columns
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import CheckBox, ChoiceBox, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import SectionHeader, caption, title
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.comparing import ComparedLine, Difference
from cte_desktop.wording.filling.brings import courses_of
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.services.plan_comparing import Measure, PlansCompared

_SIZE = (1160, 720)
_BOX_WIDTH = 220


class ComparisonDialog(QDialog):
    """The window. Signal: `plans_chosen(uid, uid)`: other plans are to be held against each other.

    `student` is the district's id: what is saved as a file is entered in the log with it.
    """

    plans_chosen = Signal(str, str)

    def __init__(self, heading: str, student: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Compare plans"))
        self.setAccessibleName(tr("Compare plans"))
        self._student = student
        self._found: PlansCompared | None = None
        self.left_box = ChoiceBox(tr("The first plan"))
        self.right_box = ChoiceBox(tr("The second plan"))
        self.only_box = CheckBox(tr("Only what differs"))
        self._summary = caption("")
        self.courses: TableView[ComparedLine] | None = None
        self.measures: TableView[Measure] | None = None
        self._upper = QVBoxLayout()
        self._lower = QVBoxLayout()
        self._put_together(heading)
        self.left_box.activated.connect(lambda _place: self._on_chosen())
        self.right_box.activated.connect(lambda _place: self._on_chosen())
        self.only_box.toggled.connect(lambda _on: self._keep())
        fit_screen(self, *_SIZE)

    def offer(self, plans: Sequence[tuple[str, str]], left: str, right: str) -> None:
        """Offer plans (uid and name) to be chosen from; without it the two are what they are."""
        for box, chosen in ((self.left_box, left), (self.right_box, right)):
            box.clear()
            for uid, name in plans:
                box.addItem(name, uid)
            box.setCurrentIndex(box.findData(chosen))
            box.setVisible(True)

    def show_compared(self, found: PlansCompared, before: str, after: str) -> None:
        """Show what was worked out; `before` and `after` are the names of the plans."""
        self._found = found
        about = (self._student,)
        lines: TableModel[ComparedLine] = TableModel(
            course_columns(before, after), lambda line: line.number, self
        )
        measures: TableModel[Measure] = TableModel(
            measure_columns(before, after), lambda one: (one.title, one.before, one.after), self
        )
        for old in (self.courses, self.measures):
            if old is not None:
                old.hide()
                old.deleteLater()
        self.courses = TableView(lines, tr("Courses of both plans"), about=lambda _line: about)
        self.measures = TableView(measures, tr("What each plan comes to"), about=lambda _one: about)
        self._upper.addWidget(self.courses)
        self._lower.addWidget(self.measures)
        lines.show(found.lines)
        measures.show(found.measures)
        self._keep()
        self._summary.setText(_summary(found))
        self.setAccessibleDescription(f"{before}, {after}: {_summary(found)}")

    def summary(self) -> str:
        """Return how much differs, in a line."""
        return self._summary.text()

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(theme.INSIDE))
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(title(heading), 1)
        for box in (self.left_box, self.right_box):
            box.setMinimumWidth(theme.px(_BOX_WIDTH))
            box.setVisible(False)
            top.addWidget(box)
        column.addLayout(top)
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(theme.GAP))
        middle.addWidget(self._summary, 1)
        middle.addWidget(self.only_box)
        column.addLayout(middle)
        column.addLayout(self._upper, 3)
        column.addWidget(SectionHeader(tr("What each plan comes to")))
        column.addLayout(self._lower, 2)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(theme.INSIDE))
        foot.addWidget(caption(tr("Plus: added. Arrows: moved. Minus: taken out.")), 1)
        foot.addWidget(push_button(tr("Save the courses…"), "save", lambda: self._save("courses")))
        foot.addWidget(push_button(tr("Close"), press=self.accept))
        column.addLayout(foot)

    def _save(self, table: str) -> None:
        view = getattr(self, table)
        if view is not None:
            view.save_action.trigger()

    def _keep(self) -> None:
        only = self.only_box.isChecked()
        if self.courses is not None:
            self.courses.rows_model().keep(_differs if only else None)
        if self.measures is not None:
            self.measures.rows_model().keep((lambda one: one.differs) if only else None)

    def _on_chosen(self) -> None:
        self.plans_chosen.emit(self.left_box.currentData(), self.right_box.currentData())


def _differs(line: ComparedLine) -> bool:
    return line.difference is not Difference.SAME


def _summary(found: PlansCompared) -> str:
    comparison = found.comparison
    counts = (
        courses_of(comparison.added),
        courses_of(comparison.removed),
        courses_of(pair.after for pair in comparison.moved),
    )
    if not any(counts):
        return tr("Both plans have the same courses in the same places.")
    added, removed, moved = counts
    return ", ".join(
        text
        for count, text in (
            (added, trn("{count} course added", "{count} courses added", added)),
            (removed, trn("{count} taken out", "{count} taken out", removed)),
            (moved, trn("{count} moved", "{count} moved", moved)),
        )
        if count
    )
