"""What is asked before plans of many are signed or locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cte_desktop.domain.planning.plan import GRADES
from cte_desktop.services.agreeing_many import Locking
from cte_desktop.services.plan_locks import WhichCourses
from cte_desktop.ui import theme
from cte_desktop.ui.approvals.fields import day_field, line_field, written_day
from cte_desktop.ui.students.many.scope import LABEL_WIDTH
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from datetime import date

_FIELD_WIDTH = 260
_PLAN, _EVERY_COURSE = "plan", "courses"


class SigningForm(QWidget):
    """The day, and who signed for the school. Signal: `changed()`."""

    changed = Signal()

    def __init__(self, day: date, counselor: str) -> None:
        super().__init__()
        self.day = day_field(day)
        self.counselor = line_field(tr("Counselor"), counselor)
        column = _column(self)
        for field in (self.day, self.counselor):
            column.addWidget(_row(field))
        words = tr(
            "Each plan is kept as signed on paper by the student under the own name, and by the "
            "counselor if named."
        )
        column.addWidget(sentence(words, muted=True))
        self.day.textChanged.connect(lambda _text: self.changed.emit())

    def written_day(self) -> date | None:
        """Return the day, None while none is written."""
        return written_day(self.day)


class LockingForm(QWidget):
    """What is locked, or let go, and why. Signal: `changed()`."""

    changed = Signal()

    def __init__(self, *, locked: bool) -> None:
        super().__init__()
        self._locked = locked
        self.what = ChoiceBox(tr("What"))
        self.what.addItem(tr("the whole plan"), _PLAN)
        self.what.addItem(tr("every course in its place"), _EVERY_COURSE)
        for grade in GRADES:
            words = tr("the courses of {grade} grade", grade=grade_label(grade))
            self.what.addItem(words, str(grade))
        self.reason = line_field(tr("Why"))
        column = _column(self)
        column.addWidget(_row(self.what))
        self._reason_row = _row(self.reason)
        column.addWidget(self._reason_row)
        self.what.currentIndexChanged.connect(lambda _place: self._on_changed())
        self._on_changed()

    def locking(self) -> Locking:
        """Return what is asked for."""
        what = str(self.what.currentData())
        if what == _PLAN:
            return Locking(self._locked, self.reason.text())
        grade = None if what == _EVERY_COURSE else int(what)
        return Locking(self._locked, courses=WhichCourses(grade, locked=self._locked))

    def _on_changed(self) -> None:
        self._reason_row.setVisible(self._locked and self.what.currentData() == _PLAN)
        self.changed.emit()


def _column(form: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(form)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(theme.INSIDE))
    return column


def _row(field: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(theme.INSIDE))
    label = QLabel(field.accessibleName())
    label.setBuddy(field)
    label.setMinimumWidth(theme.px(LABEL_WIDTH))
    field.setMinimumWidth(theme.px(_FIELD_WIDTH))
    row.addWidget(label)
    row.addWidget(field)
    row.addStretch(1)
    return line
