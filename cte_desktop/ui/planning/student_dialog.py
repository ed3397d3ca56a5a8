"""What a student wants after school and is called: goal, major, preferred name, to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.services.student_fields import StudentFields, fault_in
from cte_desktop.ui import theme
from cte_desktop.ui.planning.decision_fields import text_field
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cte_desktop.domain.students.student import Student

_WIDTH = 480
_GOAL_LINES = 4


class StudentDialog(QDialog):
    """The form. Signal: `written(StudentFields)`: the texts that a person changed, none other."""

    written = Signal(object)

    def __init__(self, student: Student, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = tr("Goal, major and preferred name")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.preferred_name = text_field(tr("Preferred name"))
        self.preferred_name.setPlaceholderText(student.first_name)
        self.goal = _text_area(tr("Goal after school"))
        self.major = text_field(tr("Intended major"))
        self.preferred_name.setText(student.preferred_name)
        self.goal.setPlainText(student.goal)
        self.major.setText(student.major)
        self._begun = self._texts()
        self._fault = ThemedLabel("", color="must_fix")
        self._fault.setWordWrap(True)
        self._fault.hide()
        self._put_together(heading)
        self._listen()
        self.preferred_name.setFocus()

    def fields(self) -> StudentFields:
        """Return the texts that were changed; what was not touched is left to itself."""
        now = zip(self._texts(), self._begun, strict=True)
        return StudentFields(*(text if text != begun else None for text, begun in now))

    def fault(self) -> str:
        """Return the sentence about what is too long, "" when nothing is said."""
        return self._fault.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter saves from a line; in the goal it begins a new one, so there Ctrl+Enter does.
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_save()
        else:
            super().keyPressEvent(event)

    def _texts(self) -> tuple[str, str, str]:
        return self.preferred_name.text(), self.goal.toPlainText(), self.major.text()

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(title(heading))
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(theme.GAP))
        form.setVerticalSpacing(theme.px(theme.INSIDE))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in (self.preferred_name, self.goal, self.major):
            label = QLabel(field.accessibleName())
            label.setBuddy(field)
            form.addRow(label, field)
        column.addLayout(form)
        column.addWidget(
            sentence(tr("What is written here stays when files are imported."), muted=True)
        )
        column.addWidget(self._fault)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(primary_button(tr("Save"), press=self._on_save))
        column.addLayout(row)
        self.setMinimumWidth(theme.px(_WIDTH))

    def _listen(self) -> None:
        for field in (self.preferred_name, self.goal, self.major):
            field.textChanged.connect(lambda *_text: self._say(""))

    def _on_save(self) -> None:
        fields = self.fields()
        fault = fault_in(fields)
        if fault is None:
            self.accept()
            self.written.emit(fields)
            return
        self._say(fault.text)
        found: QLineEdit | QPlainTextEdit = getattr(self, fault.field)
        found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.setVisible(bool(text))


def _text_area(name: str) -> QPlainTextEdit:
    """Return a field of several lines, which Tab leaves, with its name for screen readers."""
    field = QPlainTextEdit()
    field.setAccessibleName(name)
    field.setTabChangesFocus(True)
    field.setFixedHeight(QFontMetrics(field.font()).lineSpacing() * _GOAL_LINES + theme.px(20))
    return field
