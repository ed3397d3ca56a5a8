"""The plan of then and the plan of now, course by course, and what each comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.planning.comparing.rows import course_columns, measure_columns
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.labels import SectionHeader, caption
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.as_of import PlanThen
    from cte_desktop.services.plan_comparing import Measure, PlansCompared
    from cte_desktop.wording.comparing import ComparedLine


class ThenAndNow(QWidget):
    """Two tables under a line that says what is shown, or a sentence alone."""

    def __init__(self, student: str) -> None:
        super().__init__()
        self._about = (student,)
        self.words = caption("")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.courses: TableView[ComparedLine] | None = None
        self.measures: TableView[Measure] | None = None
        self._tables = QWidget()
        self._column = QVBoxLayout(self._tables)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(theme.INSIDE))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(theme.px(theme.INSIDE))
        around.addWidget(self.words)
        around.addWidget(self._tables, 1)
        around.addStretch(0)
        self._header = SectionHeader(tr("What each plan comes to by the record and rules of today"))
        self._column.addWidget(self._header)
        self._tables.hide()

    def say(self, words: str) -> None:
        """Show a sentence in the place of the tables."""
        self.words.setText(words)
        self._tables.hide()

    def show_then(self, then: PlanThen, compared: PlansCompared | None, now: str) -> None:
        """Show the plan of a day; `now` is the name of the present one."""
        day = date_label(then.day)
        if not then.there:
            self.say(tr("On {day} the district did not know this student.", day=day))
        elif then.plan is None or compared is None:
            self.say(tr("At the end of {day} there was no plan.", day=day))
        else:
            self.words.setText(_summary(then, compared))
            self._fill(compared, tr("{plan}, {day}", plan=then.name, day=day), now)

    def _fill(self, compared: PlansCompared, before: str, after: str) -> None:
        for old in (self.courses, self.measures):
            if old is not None:
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
        lines: TableModel[ComparedLine] = TableModel(
            course_columns(before, after), lambda line: line.number, self
        )
        measures: TableModel[Measure] = TableModel(
            measure_columns(before, after), lambda one: (one.title, one.before, one.after), self
        )
        self.courses = TableView(lines, tr("Courses of then and now"), about=lambda _: self._about)
        self.measures = TableView(
            measures, tr("What each plan comes to"), about=lambda _: self._about
        )
        self._column.insertWidget(0, self.courses, 3)
        self._column.addWidget(self.measures, 2)
        lines.show(compared.lines)
        measures.show(compared.measures)
        self._tables.show()


def _summary(then: PlanThen, compared: PlansCompared) -> str:
    """Return how much has changed since, in a line."""
    if not then.changes:
        return tr("Nothing has changed in the plans since.")
    changes = trn(
        "{count} step has changed the plans since.",
        "{count} steps have changed the plans since.",
        then.changes,
    )
    if not compared.comparison.changed:
        return " ".join((changes, tr("The courses are the same as today.")))
    return changes
