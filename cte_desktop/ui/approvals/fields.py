"""Fields of the dialogs about agreements: a line, a day, the sentence about what is wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
)

from cte_desktop.services.experience_forms import day_in
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.working_dialog import WorkingDialog
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QPushButton, QWidget

_LONGEST = 300
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


class Choice(QRadioButton):
    """One of two or three choices; every arrow goes on to the next, wherever it stands."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, place = _STEPS.get(Qt.Key(event.key()), 0), self.parentWidget()
        if not step or place is None:
            super().keyPressEvent(event)
            return
        every = place.findChildren(Choice, options=Qt.FindChildOption.FindDirectChildrenOnly)
        following = every[(every.index(self) + step) % len(every)]
        following.setChecked(True)
        following.setFocus(Qt.FocusReason.TabFocusReason)


def line_field(name: str, text: str = "") -> QLineEdit:
    """Return a field of one line with its name for screen readers."""
    field = QLineEdit(text)
    field.setAccessibleName(name)
    field.setMaxLength(_LONGEST)
    return field


def day_field(day: date) -> QLineEdit:
    """Return a field for a day, written as people or files write it."""
    field = line_field(tr("Day"), f"{day:%m/%d/%Y}")
    field.setPlaceholderText(tr("11/20/2026"))
    return field


def written_day(field: QLineEdit) -> date | None:
    """Return the day that a field names, None when it names none."""
    day = day_in(field.text())
    return None if day == date.min else day


class AgreeingDialog(WorkingDialog):
    """A form that stays open until what it says is kept; why it can't be is said in it."""

    def __init__(self, heading: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._fault = ThemedLabel("", color="must_fix")
        self._fault.setWordWrap(True)
        self._fault.hide()
        side = theme.px(theme.PAGE)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        self.column.setSpacing(theme.px(12))
        self.column.addWidget(title(heading))
        if hint:
            self.column.addWidget(sentence(hint, muted=True))

    def fault(self) -> str:
        """Return what is said to be wrong, "" for nothing."""
        return self._fault.text()

    def say(self, text: str) -> None:
        """Say what is wrong; the dialog can be used again."""
        self.is_at_work = False
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    def done_with(self) -> None:
        """Close: it is kept."""
        self.is_at_work = False
        self.accept()

    def begin(self) -> None:
        """Stay open while it is being kept."""
        self.say("")
        self.is_at_work = True

    def end_with(self, button: QPushButton) -> None:
        """Put the fault and the buttons at the foot."""
        self.column.addWidget(self._fault)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(button)
        self.column.addLayout(row)


def new_form() -> QFormLayout:
    """Return a layout of names and fields."""
    form = QFormLayout()
    form.setHorizontalSpacing(theme.px(theme.GAP))
    form.setVerticalSpacing(theme.px(theme.INSIDE))
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def add_field(form: QFormLayout, field: QLineEdit) -> None:
    """Add a field with its name before it."""
    label = QLabel(field.accessibleName())
    label.setBuddy(field)
    form.addRow(label, field)
