"""The record of a sample: a line for each course, and an empty one at the foot for the next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.field_editors import FieldEditor
from cte_desktop.ui.pathways.rules.line_fields import LineFields
from cte_desktop.ui.pathways.rules.line_row import LineRow
from cte_desktop.ui.pathways.rules.record_line import (
    BUTTON_WIDTH,
    GRADE_WIDTH,
    INSET,
    MARK_WIDTH,
    TERM_WIDTH,
    WIDEST,
    RecordLine,
    read_line,
)
from cte_desktop.ui.pathways.rules.typed import Typed
from cte_desktop.ui.pathways.rules.words import texts_of
from cte_desktop.ui.widgets.labels import caption
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.audit.rule_tree import Field
    from cte_desktop.domain.catalog.catalog import Catalog


class RecordEditor(FieldEditor):
    """Shows and edits the lines of a record."""

    def __init__(self, field: Field, catalog: Catalog) -> None:
        super().__init__(field)
        self._catalog = catalog
        self._shown: tuple[str, ...] | None = None
        self.rows: list[LineRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(theme.TIGHT))
        self.setMaximumWidth(theme.px(WIDEST))
        self.new = LineFields(RecordLine(), catalog, tr("Add this line"))
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
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

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

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Close the lines that were left: fields stand where somebody types alone."""
        for row in self.rows:
            if now is not None and row.is_open() and not row.holds(now):
                row.close_fields()

    def _tell(self, lines: Sequence[str]) -> None:
        self._shown = tuple(lines) if len(lines) == len(self.rows) else None
        self._keep(Typed(list(lines)))


def _titles() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(theme.INSIDE))
    widths = (GRADE_WIDTH, TERM_WIDTH, 0, MARK_WIDTH, BUTTON_WIDTH)
    for words, width in zip(
        (tr("Grade"), tr("Term"), tr("Course"), tr("Mark"), ""), widths, strict=True
    ):
        label = caption(words)
        label.setIndent(theme.px(INSET))
        if width:
            label.setFixedWidth(theme.px(width))
        row.addWidget(label, 0 if width else 1)
    return row
