"""One setting as a row: what it is and means, its value, its default and the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from cte_desktop.system.errors import WrongCall
from cte_desktop.system.settings import Kind, format_setting, parse_setting
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, fix_button
from cte_desktop.ui.widgets.labels import ThemedLabel, caption, sentence
from cte_desktop.wording.settings import (
    allowed_text,
    default_text,
    setting_help,
    setting_name,
    value_text,
)
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.system.settings import Setting

_TEXT, _NUMBER = 300, 120
_SHORT = 60  # letters: a text of at most as many gets a narrower field


class SettingRow(QWidget):
    """The row of `setting`. Signal: `changed(name, text)`: a value that may be was chosen."""

    changed = Signal(str, str)

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self._kept = format_setting(setting.default)
        self._reason = ""
        name = setting_name(setting)
        self.setAccessibleName(name)
        self.field: QLineEdit | ChoiceBox = self._made_field(name)
        self.field.setAccessibleDescription(setting_help(setting))
        self.fault = ThemedLabel("", color="must_fix")
        self.fault.setWordWrap(True)
        self.fault.hide()
        usual = tr("Default: {value}", value=default_text(setting))
        self.default = caption(usual)
        self.default.setWordWrap(True)
        self.back = fix_button(tr("Back to the default"), self._on_back)
        self.back.setAccessibleName(tr("{setting}: back to the default", setting=name))
        self._put_together(name)
        self.show_value(self._kept)

    def show_value(self, text: str) -> None:
        """Show what is set; what somebody is typing stays, until it is saved or given up."""
        self._kept = text
        if isinstance(self.field, ChoiceBox):
            self.field.blockSignals(True)
            self.field.setCurrentIndex(max(0, self.field.findData(text)))
            self.field.blockSignals(False)
        elif not (self.field.hasFocus() and self.field.isModified()):
            self.field.setText(text)
            self.field.setCursorPosition(0)
            self._say("")
        self._show_back()

    def forbid(self, reason: str) -> None:
        """Let the value be read only, and say why; "" lets it be changed."""
        self._reason = reason
        if isinstance(self.field, QLineEdit):
            self.field.setReadOnly(bool(reason))
        else:
            self.field.setEnabled(not reason)
        self.field.setToolTip(reason)
        self.back.setToolTip(reason)
        self.show_value(self._kept)

    def focus(self) -> None:
        """Go to the value."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(self.field, QLineEdit):
            self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc in the field give up what was typed."""
        if (
            watched is self.field
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and isinstance(self.field, QLineEdit)
            and self.field.text() != self._kept
        ):
            self._restore(self.field)
            return True
        return super().eventFilter(watched, event)

    def _made_field(self, name: str) -> QLineEdit | ChoiceBox:
        setting = self.setting
        if setting.kind in (Kind.CHOICE, Kind.YES_NO):
            box = ChoiceBox(name)
            for choice in setting.choices or ("yes", "no"):
                box.addItem(value_text(setting, choice), choice)
            box.currentIndexChanged.connect(self._on_chosen)
            return box
        field = QLineEdit()
        field.setAccessibleName(name)
        wide = setting.kind is Kind.TEXT
        field.setFixedWidth(theme.px(_TEXT if wide else _NUMBER))
        field.textEdited.connect(self._on_typed)
        field.editingFinished.connect(self._on_finished)
        field.installEventFilter(self)
        return field

    def _put_together(self, name: str) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(theme.GAP))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(0, 1)
        label = ThemedLabel(name, bold=True)
        label.setWordWrap(True)
        label.setBuddy(self.field)
        grid.addWidget(label, 0, 0)
        help_words = sentence(setting_help(self.setting), muted=True)
        grid.addWidget(help_words, 1, 0, Qt.AlignmentFlag.AlignTop)
        first = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        grid.setColumnMinimumWidth(1, theme.px(_TEXT))
        grid.addWidget(self.field, 0, 1, 2, 1, first)
        grid.addWidget(self.default, 2, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.back, 2, 1, first)
        grid.addWidget(self.fault, 3, 1)

    def _say(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def _is_allowed(self, text: str) -> bool:
        try:
            parse_setting(self.setting, text)
        except WrongCall:
            return False
        return True

    def _on_typed(self, text: str) -> None:
        self._say("" if self._is_allowed(text) else allowed_text(self.setting))

    def _on_finished(self) -> None:
        field = self.field
        if not isinstance(field, QLineEdit) or self._reason:
            return
        text = field.text()
        if not self._is_allowed(text):
            if not field.hasFocus():  # left for something else: what was kept holds
                self._restore(field)
            return
        kept = format_setting(parse_setting(self.setting, text))
        field.setText(kept)
        field.setModified(False)
        if kept != self._kept:
            self._keep(kept)

    def _keep(self, text: str) -> None:
        self._kept = text
        self._show_back()
        self.changed.emit(self.setting.name, text)

    def _show_back(self) -> None:
        differs = self._kept != format_setting(self.setting.default)
        self.back.setEnabled(differs and not self._reason)
        self.back.setVisible(differs)

    def _restore(self, field: QLineEdit) -> None:
        field.setText(self._kept)
        field.setModified(False)
        self._say("")

    def _on_chosen(self, place: int) -> None:
        if isinstance(self.field, ChoiceBox):
            self._keep(str(self.field.itemData(place)))

    def _on_back(self) -> None:
        if isinstance(self.field, QLineEdit):
            self._restore(self.field)
        self.focus()
        self.changed.emit(self.setting.name, format_setting(self.setting.default))
