"""Our columns, each with the column of the file that it is read from, or one text for all rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cte_desktop.services.mapping import rule_for
from cte_desktop.services.recognising import ColumnRule
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import ElidedLabel, ThemedLabel, caption
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QWheelEvent

    from cte_desktop.services.recognising import PlainColumn, TableLook, TableShape

_NONE, _RULE, _CONSTANT = ":none", ":rule", ":constant"  # no header begins so in a list of these
_LONGEST = 80


@dataclass(slots=True)
class _Line:
    column: PlainColumn
    rule: ColumnRule | None
    box: ChoiceBox
    field: QLineEdit
    example: ElidedLabel
    state: ThemedLabel


class MappingTable(QScrollArea):
    """The list of our columns, needed ones first. Signal: `changed()`: another choice was made."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Columns"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines: list[_Line] = []
        self._kind = ""
        self._look: TableLook | None = None

    def show_mapping(
        self,
        look: TableLook,
        shape: TableShape,
        columns: tuple[PlainColumn, ...],
        *,
        proposed: bool,
    ) -> None:
        """Show how a table is read; `proposed` marks what nobody has looked at yet."""
        self._kind, self._look = shape.kind, look
        rules = {rule.column: rule for rule in shape.columns}
        order = sorted(
            columns, key=lambda one: (not one.needed, not one.needed and one.name not in rules)
        )
        self._lines = [self._made(column, rules.get(column.name), look) for column in order]
        self.setWidget(self._body(proposed=proposed))

    def rules(self) -> tuple[ColumnRule, ...]:
        """Return the rules as they are chosen now."""
        made = (self._rule_of(line) for line in self._lines)
        return tuple(rule for rule in made if rule is not None)

    def show_examples(self, examples: Mapping[str, str]) -> None:
        """Show the first value of each of our columns, and which needed one has none."""
        for line in self._lines:
            value = examples.get(line.column.name, "")
            line.example.set_text(" ".join(value[:_LONGEST].split()))
            missing = line.column.needed and line.box.currentData() == _NONE
            if missing:
                line.state.setText(tr("needed, and missing"))
            elif line.state.text() == tr("needed, and missing"):
                line.state.setText(tr("needed"))
            line.state.setVisible(bool(line.state.text()))
            line.state.set_color("must_fix" if missing else "text_muted")

    def box_of(self, column: str) -> ChoiceBox:
        """Return the choice of one of our columns."""
        return next(line.box for line in self._lines if line.column.name == column)

    def field_of(self, column: str) -> QLineEdit:
        """Return the line for one text in every row of one of our columns."""
        return next(line.field for line in self._lines if line.column.name == column)

    def choose(self, column: str, header: str) -> None:
        """Read one of our columns from a column of the file, "" for none."""
        box = self.box_of(column)
        box.setCurrentIndex(box.findData(header or _NONE))

    def focus_first(self) -> None:
        """Go to the first needed column that has none, else to the first."""
        lacking = [line for line in self._lines if line.box.currentData() == _NONE]
        needed = [line for line in lacking if line.column.needed]
        for line in (needed or self._lines)[:1]:
            line.box.setFocus()

    def _made(self, column: PlainColumn, rule: ColumnRule | None, look: TableLook) -> _Line:
        box = _QuietBox(tr("Column of the file for {column}", column=column.label))
        box.addItem(tr("Not in this file"), _NONE)
        if rule is not None and _is_more_than_a_column(rule, look):
            box.addItem(tr("As the profile says"), _RULE)
        for title, header in zip(look.titles, look.header, strict=True):
            box.addItem(title or header, header)
        box.addItem(tr("Same in every row…"), _CONSTANT)
        field = QLineEdit()
        field.setAccessibleName(tr("{column} in every row", column=column.label))
        field.setPlaceholderText(tr("in every row"))
        state = caption(tr("needed") if column.needed else "")
        line = _Line(column, rule, box, field, ElidedLabel("", color="text_muted"), state)
        box.setCurrentIndex(max(0, box.findData(_first_choice(rule, look))))
        if rule is not None and box.currentData() == _CONSTANT:
            field.setText(rule.constant)
        field.setVisible(box.currentData() == _CONSTANT)
        box.currentIndexChanged.connect(lambda _place: self._on_chosen(line))
        field.textChanged.connect(lambda _text: self.changed.emit())
        return line

    def _body(self, *, proposed: bool) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, theme.px(theme.TIGHT), theme.px(theme.INSIDE), 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        heads = (tr("Here"), tr("In the file"), tr("First value"))
        for place, head in enumerate(heads):
            grid.addWidget(caption(head), 0, place)
        for number, line in enumerate(self._lines, start=1):
            if proposed and line.rule is not None:
                said = line.state.text()
                line.state.setText(tr("{state}, proposed", state=said) if said else tr("proposed"))
            line.state.setVisible(bool(line.state.text()))
            label = ThemedLabel(line.column.label, bold=line.column.needed)
            grid.addLayout(_stacked(label, line.state, spacing=0), number, 0)
            grid.addLayout(_stacked(line.box, line.field, spacing=theme.TIGHT), number, 1)
            grid.addWidget(line.example, number, 2)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 6)
        grid.setColumnStretch(2, 4)
        grid.setRowStretch(len(self._lines) + 1, 1)
        keep_reading_order(body, [])
        return body

    def _on_chosen(self, line: _Line) -> None:
        line.field.setVisible(line.box.currentData() == _CONSTANT)
        if line.box.currentData() == _CONSTANT:
            line.field.setFocus()
        line.state.setText(tr("needed") if line.column.needed else "")
        self.changed.emit()

    def _rule_of(self, line: _Line) -> ColumnRule | None:
        chosen = line.box.currentData()
        if chosen == _NONE:
            return None
        if chosen == _CONSTANT:
            text = line.field.text().strip()
            return ColumnRule(line.column.name, constant=text) if text else None
        if chosen == _RULE or (line.rule is not None and self._is_read_from(line.rule, chosen)):
            return line.rule
        return rule_for(self._kind, line.column.name, chosen)

    def _is_read_from(self, rule: ColumnRule, header: str) -> bool:
        return self._look is not None and _source(rule, self._look) == header


class _QuietBox(ChoiceBox):
    """A choice that the wheel does not change while one scrolls past it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _stacked(*parts: QWidget, spacing: int) -> QVBoxLayout:
    """Put widgets below each other, in the middle of their row."""
    column = QVBoxLayout()
    column.setSpacing(theme.px(spacing) if spacing else 0)
    column.addStretch(1)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return column


def _first_choice(rule: ColumnRule | None, look: TableLook) -> str:
    if rule is None:
        return _NONE
    if _is_more_than_a_column(rule, look):
        return _RULE
    source = _source(rule, look)
    if source:
        return source
    return _CONSTANT if rule.constant else _NONE


def _source(rule: ColumnRule, look: TableLook) -> str:
    return next((header for header in rule.sources if header in look.header), "")


def _is_more_than_a_column(rule: ColumnRule, look: TableLook) -> bool:
    """Tell whether a rule looks something up, joins columns, or asks the catalog."""
    if rule.via or rule.join is not None:
        return True
    return rule.constant.startswith("@") and not _source(rule, look)
