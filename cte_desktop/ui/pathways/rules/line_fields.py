"""The fields of one line of a record: grade, term, course, mark, and the button at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cte_desktop.domain import grades
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.course_line import CourseLine
from cte_desktop.ui.pathways.rules.draft_line import DraftLine
from cte_desktop.ui.pathways.rules.field_editors import QuietChoice
from cte_desktop.ui.pathways.rules.record_line import (
    BUTTON_WIDTH,
    GRADE_WIDTH,
    GRADES,
    MARK_WIDTH,
    TERM_WIDTH,
    TERMS,
    WIDEST,
    RecordLine,
)
from cte_desktop.ui.widgets.buttons import icon_button
from cte_desktop.wording.labels import grade_label, term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog


class LineFields(QWidget):
    """The fields. Signals: `finished()`: a whole line stands there; `removed()`;
    `refused(sentence)`. With `adding` it is the empty line, and that is its button's name.
    """

    finished = Signal()
    removed = Signal()
    refused = Signal(str)

    def __init__(self, line: RecordLine, catalog: Catalog, adding: str = "") -> None:
        super().__init__()
        self._adding = bool(adding)
        self._line = line
        self.grade, self.term = QuietChoice(tr("Grade")), QuietChoice(tr("Term"))
        for grade in GRADES:
            self.grade.addItem(grade_label(int(grade)), grade)
        for term in TERMS:
            self.term.addItem(term_label(term).capitalize(), term)
        self.course = CourseLine(catalog, tr("Course"))
        self.course.setPlaceholderText(tr("Add a course…") if adding else "")
        self.mark = DraftLine()
        self.mark.setAccessibleName(tr("Mark"))
        if adding:
            self.button = icon_button("plus", adding, self._finish)
        else:
            self.button = icon_button("x", tr("Remove this line"), self.removed.emit)
        self._put_together()
        self.show_line(line)

    def line(self) -> RecordLine:
        """Return the line as it stands."""
        return self._line

    def show_line(self, line: RecordLine) -> None:
        """Show this line instead."""
        self._line = line
        for box, value in ((self.grade, line.grade), (self.term, line.term)):
            if box.findData(value) < 0:
                box.addItem(value, value)
            box.setCurrentIndex(box.findData(value))
        self.course.show_code(line.course)
        self.mark.keep(line.mark)
        self.mark.setToolTip(tr("Also kept: {words}", words=", ".join(line.more)))

    def _put_together(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        self.grade.setFixedWidth(theme.px(GRADE_WIDTH))
        self.term.setFixedWidth(theme.px(TERM_WIDTH))
        self.mark.setFixedWidth(theme.px(MARK_WIDTH))
        self.button.setFixedWidth(theme.px(BUTTON_WIDTH))
        self.course.setMaximumWidth(theme.px(WIDEST))
        for widget in (self.grade, self.term):
            row.addWidget(widget)
            widget.activated.connect(lambda _place: self._on_changed())
        row.addWidget(self.course, 1)
        row.addWidget(self.mark)
        row.addWidget(self.button)
        self.course.course_chosen.connect(self._on_course)
        self.course.editingFinished.connect(self._on_left)
        self.course.refused.connect(self.refused)
        self.mark.editingFinished.connect(self._on_changed)
        self.mark.returnPressed.connect(self._on_return)

    def _on_course(self, code: str) -> None:
        self.course.show_code(code)
        if self._adding:
            self.mark.setFocus(Qt.FocusReason.OtherFocusReason)
            self.mark.selectAll()
        self._on_changed()

    def _on_left(self) -> None:
        if self.course.text().strip() and self.course.code() != self._line.course:
            self.course.choose()
        if not self.course.code():
            self.course.show_code(self._line.course)

    def _on_changed(self) -> None:
        mark = self.mark.text().strip().upper()
        if not all(grades.is_mark(part) for part in mark.split("/")) or mark.count("/") > 1:
            self.refused.emit(
                tr('"{mark}" is no mark: write one such as B, or C/F for both terms.', mark=mark)
            )
            self.mark.keep(self._line.mark)
            return
        self.refused.emit("")
        self._line = replace(
            self._line,
            grade=str(self.grade.currentData()),
            term=str(self.term.currentData()),
            course=self.course.code() or self._line.course,
            mark=mark,
        )
        self.mark.keep(mark)
        if not self._adding:
            self.finished.emit()

    def _on_return(self) -> None:
        if self._adding:
            self._finish()

    def _finish(self) -> None:
        self._on_changed()
        if self._line.course:
            self.finished.emit()
        else:
            self.refused.emit(tr("Choose a course first."))
