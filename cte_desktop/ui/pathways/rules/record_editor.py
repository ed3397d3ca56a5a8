"""The record of a sample: a line for each course, and an empty one at the foot for the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.domain import grades
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.course_line import CourseLine
from cte_desktop.ui.pathways.rules.draft_line import DraftLine
from cte_desktop.ui.pathways.rules.field_editors import FieldEditor, QuietChoice
from cte_desktop.ui.pathways.rules.typed import Typed
from cte_desktop.ui.pathways.rules.words import texts_of
from cte_desktop.ui.widgets.buttons import icon_button
from cte_desktop.ui.widgets.labels import caption
from cte_desktop.wording.labels import grade_label, term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.audit.rule_tree import Field
    from cte_desktop.domain.catalog.catalog import Catalog

_GRADES = ("7", "8", "9", "10", "11", "12")
_TERMS = ("year", "fall", "spring", "summer")
_GRADE_WIDTH, _TERM_WIDTH, _MARK_WIDTH, _BUTTON_WIDTH = 84, 108, 72, 28
_WIDEST = 720


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line of a made-up record; `more` are further columns, kept as they are written."""

    grade: str = "9"
    term: str = "year"
    course: str = ""
    mark: str = ""
    more: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the line as the rules write it."""
        words = (self.grade, self.term, self.course, self.mark, *self.more)
        return " ".join(word for word in words if word)


def read_line(text: str) -> RecordLine:
    """Return the parts of a line; what is missing is as in a new one."""
    words = text.split()
    more = tuple(word for word in words[3:] if "=" in word)
    mark = next((word for word in words[3:] if "=" not in word), "")
    grade, term, course = (*words[:3], "", "", "")[:3]
    return RecordLine(grade or "9", term or "year", course, mark, more)


class RecordEditor(FieldEditor):
    """Shows and edits the lines of a record."""

    def __init__(self, field: Field, catalog: Catalog) -> None:
        super().__init__(field)
        self._catalog = catalog
        self._shown: tuple[str, ...] | None = None
        self.rows: list[LineRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(theme.TIGHT))
        self.setMaximumWidth(theme.px(_WIDEST))
        self.new = LineRow(RecordLine(), catalog, tr("Add this line"))
        self.new.finished.connect(self._on_new)
        self.new.refused.connect(self.refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        column.addLayout(_titles())
        column.addLayout(self._lines)
        column.addWidget(self.new)
        self.setFocusProxy(self.new.course)
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        """Show these lines; those that are the same keep their rows, and so the focus."""
        super().show_field(field)
        lines = texts_of(field.value)
        if lines == self._shown:
            return
        self._shown = lines
        while len(self.rows) > len(lines):
            row = self.rows.pop()
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, text in enumerate(lines):
            if place == len(self.rows):
                self._add_row(read_line(text))
            elif self.rows[place].line().text() != text:
                self.rows[place].show_line(read_line(text))

    def _add_row(self, line: RecordLine) -> None:
        row = LineRow(line, self._catalog)
        row.finished.connect(lambda: self._on_line(row))
        row.removed.connect(lambda: self._on_removed(row))
        row.refused.connect(self.refused)
        self.rows.append(row)
        self._lines.addWidget(row)

    def _on_new(self) -> None:
        line = self.new.line()
        self.new.show_line(replace(line, course="", mark=line.mark, more=()))
        self.new.course.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell([*texts_of(self.field.value), line.text()])

    def _on_line(self, row: LineRow) -> None:
        lines = list(texts_of(self.field.value))
        place = self.rows.index(row)
        if lines[place] != row.line().text():
            self._tell([*lines[:place], row.line().text(), *lines[place + 1 :]])

    def _on_removed(self, row: LineRow) -> None:
        lines = texts_of(self.field.value)
        place = self.rows.index(row)
        self._tell([*lines[:place], *lines[place + 1 :]])

    def _tell(self, lines: Sequence[str]) -> None:
        self._shown = tuple(lines) if len(lines) == len(self.rows) else None
        self._keep(Typed(list(lines)))


class LineRow(QWidget):
    """One line. Signals: `finished()`: a whole line stands there; `removed()`;
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
        for grade in _GRADES:
            self.grade.addItem(grade_label(int(grade)), grade)
        for term in _TERMS:
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
        self.grade.setFixedWidth(theme.px(_GRADE_WIDTH))
        self.term.setFixedWidth(theme.px(_TERM_WIDTH))
        self.mark.setFixedWidth(theme.px(_MARK_WIDTH))
        self.button.setFixedWidth(theme.px(_BUTTON_WIDTH))
        self.course.setMaximumWidth(theme.px(_WIDEST))
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


def _titles() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(theme.INSIDE))
    widths = (_GRADE_WIDTH, _TERM_WIDTH, 0, _MARK_WIDTH, _BUTTON_WIDTH)
    for words, width in zip(
        (tr("Grade"), tr("Term"), tr("Course"), tr("Mark"), ""), widths, strict=True
    ):
        label = caption(words)
        if width:
            label.setFixedWidth(theme.px(width))
        row.addWidget(label, 0 if width else 1)
    return row
