"""A field of a form: its name, its editor, and under it what is inherited or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.domain.audit.rule_tree import Field, FieldKind, Node, Path
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.course_picker import CoursePicker
from cte_desktop.ui.pathways.rules.field_choices import choices_of
from cte_desktop.ui.pathways.rules.field_editors import (
    ChoiceEditor,
    ClassesEditor,
    FieldEditor,
    FlagEditor,
    LineEditor,
    SeveralEditor,
    TextEditor,
)
from cte_desktop.ui.pathways.rules.names_picker import NamesPicker
from cte_desktop.ui.pathways.rules.record_editor import RecordEditor
from cte_desktop.ui.pathways.rules.words import field_hint, field_label, value_text
from cte_desktop.ui.widgets.buttons import fix_button, icon_button
from cte_desktop.ui.widgets.labels import ThemedLabel, caption, sentence
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

LABEL_WIDTH = 176
REQUIREMENT = "requirement"
"""The field of a sample whose choices are the rows of its program, which only an audit knows."""
_ROW = 30  # height of one line, so that label and editor share a baseline
_WIDEST_NOTE = 460


class FieldRow(QWidget):
    """One field of a node.

    Signals: `edited(value)`; `opened()` when the row leads to a node and its button is pressed.
    """

    edited = Signal(object)
    opened = Signal()

    def __init__(
        self,
        path: Path,
        field: Field,
        catalog: Catalog,
        nodes: tuple[Node, ...],
        *,
        label: str = "",
        taken: frozenset[str] = frozenset(),
        leads_on: bool = False,
    ) -> None:
        super().__init__()
        self.path, self.field = path, field
        self._catalog = catalog
        name = label or _name(path, field, catalog)
        self.editor = _editor(field, name, catalog, nodes, taken)
        self.refusal = sentence("")
        self.refusal.set_color("must_fix")
        self.refusal.setMaximumWidth(theme.px(_WIDEST_NOTE))
        self.inherited = caption("")
        self.back = fix_button("", lambda: self.edited.emit(None))
        self._put_together(name, leads_on=leads_on)
        self.editor.edited.connect(self.edited)
        self.editor.refused.connect(self._on_refused)
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        """Show another value of the field."""
        self.field = field
        self.editor.show_field(field)
        own = field.base is not None and not field.inherited
        base = value_text(field, field.base, self._catalog)
        self.inherited.setVisible(field.inherited)
        self.inherited.setText(tr("inherited"))
        self.back.setVisible(own)
        words = tr("Back to {value}", value=base)
        if field.value == field.base:
            words = tr("Inherit it again")
        self.back.setText(words)
        self.back.setToolTip(tr("Inherit {value} again", value=base))
        self.back.setAccessibleName(words)

    def _put_together(self, name: str, *, leads_on: bool) -> None:
        # A record needs the whole width: its name stands above it.
        wide = self.field.kind is FieldKind.RECORD
        upright, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(upright if wide else across, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0 if wide else theme.px(12))
        label = ThemedLabel("" if self.field.kind is FieldKind.FLAG else name, color="text_muted")
        label.setFixedWidth(theme.px(LABEL_WIDTH))
        label.setMinimumHeight(theme.px(_ROW))
        label.setBuddy(self.editor)
        label.setWordWrap(True)
        row.addWidget(label, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        line = QHBoxLayout()
        line.setSpacing(theme.px(theme.INSIDE))
        small = isinstance(self.editor, (LineEditor, ChoiceEditor)) and self.field.base is not None
        line.addWidget(self.editor, 0 if small else 1)
        line.addWidget(self.inherited)
        line.addWidget(self.back)
        if small or leads_on:
            line.addStretch(1)
        if leads_on:
            line.addWidget(icon_button("chevron-right", tr("Open {name}", name=name), self._open))
        column.addLayout(line)
        hint = field_hint(self.field)
        if hint:
            words = caption(hint)
            words.setWordWrap(True)
            words.setMaximumWidth(theme.px(_WIDEST_NOTE))
            column.addWidget(words)
        column.addWidget(self.refusal)
        self.refusal.setVisible(False)
        row.addLayout(column, 1)

    def _open(self) -> None:
        self.opened.emit()

    def _on_refused(self, text: str) -> None:
        self.refusal.setText(text)
        self.refusal.setVisible(bool(text))
        self.refusal.setAccessibleName(text)


def _name(path: Path, field: Field, catalog: Catalog) -> str:
    """Return what stands beside a field; the class of a law is its first one."""
    if field.name == "class" and path[1:2] == ("pending",):
        return tr("From the class of")
    return field_label(field, catalog)


def _editor(
    field: Field,
    name: str,
    catalog: Catalog,
    nodes: tuple[Node, ...],
    taken: frozenset[str],
) -> FieldEditor:
    kind = FieldKind
    match field.kind:
        case kind.CODES | kind.CODE:
            return CoursePicker(field, name, catalog)
        case kind.CLASSES:
            return ClassesEditor(field)
        case kind.FLAG:
            return FlagEditor(field, name)
        case kind.LONG_TEXT:
            return TextEditor(field, name)
        case kind.RECORD:
            return RecordEditor(field, catalog)
        case kind.NAMES | kind.SEVERAL | kind.CHOICE | kind.SUBJECT | kind.PROGRAM | kind.MARK:
            return _choosing(field, name, choices_of(field, catalog, nodes))
        case _ if field.name == REQUIREMENT:
            return ChoiceEditor(field, name, (), tr("The whole program"))
        case _:
            return LineEditor(field, name, taken)


def _choosing(field: Field, name: str, choices: tuple[tuple[str, str], ...]) -> FieldEditor:
    if field.kind is FieldKind.NAMES:
        return NamesPicker(field, name, choices)
    if field.kind is FieldKind.SEVERAL:
        return SeveralEditor(field, choices)
    return ChoiceEditor(field, name, choices)
