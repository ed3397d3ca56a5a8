"""The courses of a rule: a list with titles, and a line that adds one of the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.domain.audit.rule_tree import Field, FieldKind
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.course_line import CourseLine
from cte_desktop.ui.pathways.rules.field_editors import FieldEditor
from cte_desktop.ui.pathways.rules.typed import Typed
from cte_desktop.ui.pathways.rules.words import codes_of
from cte_desktop.ui.widgets.buttons import icon_button
from cte_desktop.ui.widgets.labels import ElidedLabel, ThemedLabel
from cte_desktop.wording.labels import course_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cte_desktop.domain.catalog.catalog import Catalog

_CODE_WIDTH = 110
_LIST_WIDTH = 460


class CoursePicker(FieldEditor):
    """Shows and edits course codes; a field of one code holds one course at a time."""

    def __init__(self, field: Field, name: str, catalog: Catalog) -> None:
        super().__init__(field)
        self._catalog = catalog
        self.rows: list[CourseRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        patterns = field.name == "code"
        self.line = CourseLine(catalog, tr("Add to {name}", name=name), patterns=patterns)
        single = field.kind is FieldKind.CODE
        self.line.setPlaceholderText(tr("Choose a course…") if single else tr("Add a course…"))
        self.line.course_chosen.connect(self._on_chosen)
        self.line.refused.connect(self.refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        column.addLayout(self._list)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        """Show these courses."""
        former = codes_of(self.field.value) if self.rows else ()
        super().show_field(field)
        codes = codes_of(field.value)
        self.line.setVisible(not field.fixed)
        if codes == former and len(self.rows) == len(codes):
            return
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [CourseRow(code, self._catalog, self, fixed=field.fixed) for code in codes]
        for row in self.rows:
            self._list.addWidget(row)

    def remove(self, code: str) -> None:
        """Take a course out of the list."""
        place = codes_of(self.field.value).index(code)
        left = [one for one in codes_of(self.field.value) if one != code]
        self._tell(left)
        if self.rows:
            self.rows[min(place, len(self.rows) - 1)].button.setFocus(
                Qt.FocusReason.OtherFocusReason
            )
        else:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, code: str) -> None:
        self.line.clear()
        if self.field.kind is FieldKind.CODE:
            self._tell([code])
        elif code in codes_of(self.field.value):
            title = course_label(code, self._catalog)
            self.refused.emit(tr("{course} is in the list already.", course=title))
        else:
            self._tell([*codes_of(self.field.value), code])

    def _tell(self, codes: list[str]) -> None:
        if self.field.kind is FieldKind.CODE:
            self._keep(Typed(codes[0] if codes else ""))
        else:
            self._keep(Typed(codes or (None if self.field.optional else [])))


class CourseRow(QWidget):
    """One course of the list: its code, its title, a button that takes it out."""

    def __init__(self, code: str, catalog: Catalog, picker: CoursePicker, *, fixed: bool) -> None:
        super().__init__()
        self._code = code
        self._picker = picker
        course = catalog.course(code)
        title = course.title if course else _unknown(code)
        self.setMaximumWidth(theme.px(_LIST_WIDTH))
        self.setMinimumHeight(theme.px(theme.ROW_COMPACT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        label = ThemedLabel(code, color="text_muted", tabular=True)
        label.setFixedWidth(theme.px(_CODE_WIDTH))
        row.addWidget(label)
        row.addWidget(ElidedLabel(title, color="text" if course else "must_fix"), 1)
        self.button = icon_button("x", tr("Remove {course}", course=title), self._remove)
        row.addWidget(self.button)
        self.button.setVisible(not fixed)  # not before: without a parent it is a window
        self.setAccessibleName(f"{code}, {title}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.button.isVisible():
            self._remove()
        else:
            super().keyPressEvent(event)

    def _remove(self) -> None:
        self._picker.remove(self._code)


def _unknown(code: str) -> str:
    return tr("every course of this pattern") if "*" in code else tr("not in the catalog")
