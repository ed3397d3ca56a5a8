"""One setting as a row: what it is and means, its value, its default and the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
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
_ROOM_BESIDE = 520  # the words need some 200 beside the widest field
_BESIDE = ((0, 0, 1, 1), (1, 0, 1, 1), (0, 1, 2, 1), (2, 0, 1, 1), (2, 1, 1, 1), (3, 1, 1, 1))
_STACKED = ((0, 0, 1, 2), (1, 0, 1, 2), (2, 0, 1, 2), (4, 0, 1, 2), (5, 0, 1, 2), (3, 0, 1, 2))
"""Row, column and how many of each: name, help, value, default, the way back, what is wrong."""


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
        self._label = ThemedLabel(name, bold=True)
        self._label.setWordWrap(True)
        self._label.setBuddy(self.field)
        self._help = sentence(setting_help(self.setting), muted=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(theme.GAP))
        self._grid.setVerticalSpacing(theme.px(2))
        self._grid.setColumnStretch(0, 1)
        self._arrange(stacked=False)

    def _arrange(self, *, stacked: bool) -> None:
        """Put the value beside the words, or below them where there is no room beside."""
        self._is_stacked = stacked
        places = _STACKED if stacked else _BESIDE
        parts = (self._label, self._help, self.field, self.default, self.back, self.fault)
        for part, place in zip(parts, places, strict=True):
            self._grid.removeWidget(part)
            if part in (self.field, self.back):
                corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
                self._grid.addWidget(part, *place, corner)
            else:
                self._grid.addWidget(part, *place, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnMinimumWidth(1, 0 if stacked else theme.px(_TEXT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the value below the words once they would be squeezed, and back again."""
        super().resizeEvent(event)
        stacked = self.width() < theme.px(_ROOM_BESIDE)
        if stacked != self._is_stacked:
            self._arrange(stacked=stacked)

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
