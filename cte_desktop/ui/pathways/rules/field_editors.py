"""One editor for each kind of field: it shows a value, and tells of another one when it is done.

Nonsense is refused: the editor says why, and shows what was there before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.domain.audit.rule_tree import AMOUNTS, Field, FieldKind
from cte_desktop.domain.audit.rules import NO_LAST_CLASS
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.draft_line import DraftLine, DraftText
from cte_desktop.ui.pathways.rules.typed import Typed, typed_classes, typed_value
from cte_desktop.ui.pathways.rules.words import codes_of, number_text, texts_of
from cte_desktop.ui.widgets.buttons import CheckBox, ChoiceBox
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent

NUMBER_WIDTH = 96
TEXT_WIDTH = 460
LINES = 64  # height of a text of several lines
_MOST = 1000  # of the room goes to the text, up to its width; what is left stays empty
_FIGURES = AMOUNTS | {FieldKind.NUMBER, FieldKind.CLASS}


class FieldEditor(QWidget):
    """Shows one field. Signals: `edited(value)`, None to take it out; `refused(sentence)`, "" when
    what is typed is fine again.
    """

    edited = Signal(object)
    refused = Signal(str)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field

    def show_field(self, field: Field) -> None:
        """Show this value instead."""
        self.field = field

    def _keep(self, typed: Typed) -> None:
        """Tell of a value, or of why it is refused; the editor then shows the former one."""
        self.refused.emit(typed.refusal)
        inherited = self.field.inherited
        if typed.refusal or (inherited and typed.value is None):
            self.show_field(self.field)
        elif inherited or typed.value != self.field.value:
            self.edited.emit(typed.value)


class LineEditor(FieldEditor):
    """A text, a name or a number, with its unit after it."""

    def __init__(self, field: Field, name: str, taken: frozenset[str] = frozenset()) -> None:
        super().__init__(field)
        self._taken = taken
        self.line = DraftLine()
        self.line.setAccessibleName(name)
        row = _row(self)
        if field.kind in _FIGURES:
            self.line.setFixedWidth(theme.px(NUMBER_WIDTH))
            self.line.setFont(theme.font(tabular=True))
            row.addWidget(self.line)
            row.addWidget(ThemedLabel(_unit(field.kind), color="text_muted"))
            row.addStretch(1)
        else:
            self.line.setMaximumWidth(theme.px(TEXT_WIDTH))
            row.addWidget(self.line, _MOST)
            row.addStretch(1)
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self._on_finished)
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        """Show this value instead; one that the line can't hold is shown as it stands."""
        super().show_field(field)
        if field.kind in _FIGURES:
            text = number_text(field.value)
        else:
            text = ", ".join(texts_of(field.value))
        self.line.keep(text)
        self.line.setReadOnly(field.fixed)
        self.line.setEnabled(not field.fixed)

    def _on_finished(self) -> None:
        shown = number_text(self.field.value) if self.field.kind in _FIGURES else None
        if self.line.text() in (shown, ", ".join(texts_of(self.field.value))):
            return  # nothing was typed
        self._keep(typed_value(self.field, self.line.text(), self._taken))


class TextEditor(FieldEditor):
    """A text of several lines, kept when the focus goes elsewhere."""

    def __init__(self, field: Field, name: str) -> None:
        super().__init__(field)
        self.text = DraftText()
        self.text.setAccessibleName(name)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.px(LINES))
        self.text.setMaximumWidth(theme.px(TEXT_WIDTH))
        row = _row(self)
        row.addWidget(self.text, _MOST)
        row.addStretch(1)
        self.setFocusProxy(self.text)
        self.text.left.connect(self._on_left)
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        """Show this text instead."""
        super().show_field(field)
        text = "" if field.value is None else str(field.value)
        self.text.keep(text)
        self.text.setReadOnly(field.fixed)

    def _on_left(self) -> None:
        shown = "" if self.field.value is None else str(self.field.value)
        if self.text.toPlainText() != shown:
            self._keep(typed_value(self.field, self.text.toPlainText()))


class ChoiceEditor(FieldEditor):
    """One of several values; where there need be none, `nothing` stands first."""

    def __init__(
        self, field: Field, name: str, choices: Sequence[tuple[str, str]], nothing: str = "–"
    ) -> None:
        super().__init__(field)
        self._choices, self._nothing = choices, nothing
        self.box = QuietChoice(name)
        self.box.setMinimumWidth(theme.px(200))
        self.box.setMaximumWidth(theme.px(TEXT_WIDTH))
        row = _row(self)
        row.addWidget(self.box)
        row.addStretch(1)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self._on_activated)
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        """Show this value; one that is no choice any more stays, as a choice of its own."""
        super().show_field(field)
        value = _choice(field.value)
        self.box.clear()
        if field.optional or not value:
            self.box.addItem(self._nothing, "")
        for choice, words in self._choices:
            self.box.addItem(words, choice)
        if value and self.box.findData(value) < 0:
            self.box.addItem(value, value)
        self.box.setCurrentIndex(max(0, self.box.findData(value)))
        self.box.setEnabled(not field.fixed)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other values from now on; the one that is chosen stays."""
        self._choices = choices
        self.show_field(self.field)

    def _on_activated(self, place: int) -> None:
        choice = self.box.itemData(place)
        value = True if choice == "true" else (choice or None)
        if value != self.field.value:
            self._keep(Typed(value))


class FlagEditor(FieldEditor):
    """Yes or no; the words stand beside the box."""

    def __init__(self, field: Field, name: str) -> None:
        super().__init__(field)
        self.box = CheckBox(name)
        row = _row(self)
        row.addWidget(self.box)
        row.addStretch(1)
        self.setFocusProxy(self.box)
        self.box.clicked.connect(self._on_clicked)
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        """Show yes or no; what is not said is no."""
        super().show_field(field)
        self.box.setChecked(bool(field.value))
        self.box.setEnabled(not field.fixed)

    def _on_clicked(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._keep(Typed(True if checked else (None if self.field.optional else False)))


class ClassesEditor(FieldEditor):
    """The first and the last class; the last one may be left open."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.first, self.last = DraftLine(), DraftLine()
        self.first.setAccessibleName(tr("First class"))
        self.last.setAccessibleName(tr("Last class"))
        if field.optional:
            self.first.setPlaceholderText(tr("every"))
        self.later = CheckBox(tr("and all later ones"))
        row = _row(self)
        for line, word in ((self.first, ""), (self.last, tr("to"))):
            line.setFixedWidth(theme.px(72))
            line.setFont(theme.font(tabular=True))
            line.editingFinished.connect(self._on_finished)
            if word:
                row.addWidget(ThemedLabel(word, color="text_muted"))
            row.addWidget(line)
        row.addWidget(self.later)
        row.addStretch(1)
        self.setFocusProxy(self.first)
        self.later.clicked.connect(lambda _checked: self._on_later())
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        """Show these classes."""
        super().show_field(field)
        classes = field.value if isinstance(field.value, list) else []
        first, last = (*classes, "", "")[:2]
        self.later.setChecked(last == NO_LAST_CLASS)
        self.first.keep(str(first))
        self.last.keep("" if last == NO_LAST_CLASS else str(last))
        self.last.setEnabled(last != NO_LAST_CLASS)

    def _on_later(self) -> None:
        self.last.setEnabled(not self.later.isChecked())
        if self.later.isChecked():
            self._on_finished()
        else:
            self.last.setText(self.first.text())
            self._on_finished()
            self.last.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_finished(self) -> None:
        typed = typed_classes(
            self.first.text(),
            self.last.text(),
            open_end=self.later.isChecked(),
            optional=self.field.optional,
        )
        if typed.refusal or typed.value != self.field.value:
            self._keep(typed)


class SeveralEditor(FieldEditor):
    """Some of several values, each with a box."""

    def __init__(self, field: Field, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(field)
        self.boxes: dict[str, CheckBox] = {}
        place = QWidget()
        flow = FlowLayout(place, theme.px(12))
        for choice, words in choices:
            box = CheckBox(words)
            box.clicked.connect(lambda _checked: self._on_clicked())
            self.boxes[choice] = box
            flow.addWidget(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(place)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))
        self.show_field(field)

    def show_field(self, field: Field) -> None:
        """Show which ones are chosen."""
        super().show_field(field)
        chosen = codes_of(field.value)
        for choice, box in self.boxes.items():
            box.setChecked(choice in chosen)

    def _on_clicked(self) -> None:
        chosen: list[object] = [choice for choice, box in self.boxes.items() if box.isChecked()]
        if self.field.name == "grades":
            chosen = [int(str(grade)) for grade in chosen]
        self._keep(Typed(chosen or (None if self.field.optional else [])))


class QuietChoice(ChoiceBox):
    """A choice that the wheel scrolls past instead of changing it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(theme.INSIDE))
    return row


def _unit(kind: FieldKind) -> str:
    match kind:
        case FieldKind.CREDITS:
            return tr("credits")
        case FieldKind.YEARS:
            return tr("years")
        case FieldKind.COURSES:
            return tr("courses")
        case _:
            return ""


def _choice(value: object) -> str:
    if value is True:
        return "true"
    return "" if value is None or value is False else str(value)
