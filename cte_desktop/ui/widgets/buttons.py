"""Buttons: the primary one, ordinary ones, small ones for fixes, round ones with only an icon;
and the choice box.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
)
from shiboken6 import isValid

from cte_desktop.ui import icons, theme
from cte_desktop.ui.action_spec import REFUSED

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent


def push_button(text: str, icon: str = "", press: Callable[[], None] | None = None) -> QPushButton:
    """Return an ordinary button."""
    return _made(text, icon, press, "", "text")


def primary_button(
    text: str, icon: str = "", press: Callable[[], None] | None = None
) -> QPushButton:
    """Return the one button of a page or dialog that does the main thing."""
    button = _made(text, icon, press, "primary", "on_accent")
    button.setDefault(True)
    return button


def fix_button(text: str, press: Callable[[], None] | None = None) -> QPushButton:
    """Return a small button that carries out a fix; words that don't fit are cut and
    stand in its tooltip.
    """
    return _dressed(_CutButton(text), press, "fix")


def cut_button(press: Callable[[], None]) -> QPushButton:
    """Return a button for words that change; those that don't fit are cut."""
    return _dressed(_CutButton(""), press, "")


def icon_button(icon: str, name: str, press: Callable[[], None] | None = None) -> QToolButton:
    """Return a button with only an icon; `name` is its tooltip and what a screen reader says."""
    button = QToolButton()
    button.setIcon(icons.icon(icon, "text_muted", "accent"))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if press is not None:
        button.clicked.connect(lambda _checked=False: press())
    return button


def action_button(action: QAction) -> QToolButton:
    """Return an icon button for an action of `ui/actions.py`, which follows its state."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(action.text().replace("&", ""))
    return button


def follow(button: QPushButton, action: QAction) -> QPushButton:
    """Grey the button, with the reason as its tip, while who is signed in may not do the action.

    What else switches the action off does not change the button.
    """
    own = button.toolTip()
    refused = False

    def show() -> None:
        nonlocal refused
        reason = str(action.property(REFUSED) or "")
        if isValid(button) and (reason or refused):
            refused = bool(reason)
            button.setEnabled(not refused)
            button.setToolTip(reason or own)

    action.changed.connect(show)
    show()
    return button


class ChoiceBox(QComboBox):
    """A combo box with the theme's arrow, whose list shows its rows whole."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    def showPopup(self) -> None:
        super().showPopup()
        # Qt leaves no room for the padding of a list whose box has the focus: its last row is cut.
        rows, popup = self.view(), self.view().parentWidget()
        need = sum(rows.sizeHintForRow(row) for row in range(self.count()))
        layout = popup.layout() if popup is not None else None
        if popup is None or layout is None or self.count() > self.maxVisibleItems():
            return
        for _ in range(2):  # the arrows above and below go when all fits, and leave room
            popup.resize(popup.width(), popup.height() + need - rows.viewport().height())
            layout.activate()
            rows.doItemsLayout()
            layout.activate()
        room = self.screen().availableGeometry()
        if popup.geometry().bottom() > room.bottom():
            above = self.mapToGlobal(QPoint(0, 0)).y() - popup.height()
            popup.move(popup.x(), max(room.top(), above))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.px(14)
        place = QRect(self.width() - side - theme.px(8), (self.height() - side) // 2, side, side)
        painter = QPainter(self)
        ink = theme.color("text_muted" if self.isEnabled() else "text_disabled")
        icons.paint(painter, "chevron-down", place, ink)


class CheckBox(QCheckBox):
    """A check box with the theme's tick."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text.replace("&", ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        box = self.style().subElementRect(part, option, self)
        ink = theme.color("on_accent" if self.isEnabled() else "text_disabled")
        icons.paint(QPainter(self), "check", box.adjusted(2, 2, -2, -2), ink)


class _CutButton(QPushButton):
    """A button that may be narrower than its words: they are cut in the middle."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(64), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        contents = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(contents, option, self).width()
        if not self.icon().isNull():
            room -= self.iconSize().width() + theme.px(theme.TIGHT)
        option.text = self.fontMetrics().elidedText(option.text, Qt.TextElideMode.ElideMiddle, room)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


def _made(
    text: str, icon: str, press: Callable[[], None] | None, role: str, ink: theme.ColorName
) -> QPushButton:
    # A sheet leaves no gap between icon and words; a space of the font makes one.
    button = QPushButton(f" {text}" if icon else text)
    button.setAccessibleName(text.replace("&", ""))
    if icon:
        button.setIcon(icons.icon(icon, ink))
    return _dressed(button, press, role)


def _dressed(button: QPushButton, press: Callable[[], None] | None, role: str) -> QPushButton:
    if role:
        button.setProperty("role", role)
    button.setAutoDefault(False)
    if not button.accessibleName():
        button.setAccessibleName(button.text().replace("&", ""))
    if press is not None:
        button.clicked.connect(lambda _checked=False: press())
    return button
