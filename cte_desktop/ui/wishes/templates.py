"""The button of templates: set one, keep these wishes as one, take one away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.services.plan_templates import LONGEST_NAME
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.filling.wish_templates import WishTemplate


class TemplateButton(QWidget):
    """The button with its menu.

    Signals: `chosen(WishTemplate)`; `save_wanted()`: keep these wishes;
    `remove_wanted(WishTemplate)`.
    """

    chosen = Signal(object)
    save_wanted = Signal()
    remove_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._templates: tuple[WishTemplate, ...] = ()
        self._can_save = False
        self.button: QPushButton = push_button(tr("Templates"), "copy", self.open_menu)
        self.button.setToolTip(tr("Note many wishes at once, or keep these under a name"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        self.setFocusProxy(self.button)

    def offer(self, templates: tuple[WishTemplate, ...]) -> None:
        """Offer these templates."""
        self._templates = templates

    def allow_saving(self, *, allowed: bool) -> None:
        """Let the wishes of now be kept, or not when there are none."""
        self._can_save = allowed

    def menu(self) -> QMenu:
        """Return the menu as it is now."""
        menu = QMenu(self)
        menu.setAccessibleName(tr("Templates of wishes"))
        for one in self._templates:
            menu.addAction(one.name.replace("&", "&&"), partial(self.chosen.emit, one))
        if not self._templates:
            menu.addAction(tr("No template yet")).setEnabled(False)
        menu.addSeparator()
        save = menu.addAction(tr("&Keep these wishes as a template…"), self.save_wanted.emit)
        save.setEnabled(self._can_save)
        if self._templates:
            gone = menu.addMenu(tr("&Remove a template"))
            for one in self._templates:
                gone.addAction(one.name.replace("&", "&&"), partial(self.remove_wanted.emit, one))
        return menu

    def open_menu(self) -> None:
        """Open the menu under the button."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))


class TemplateNameDialog(QDialog):
    """Asks under which name wishes are kept. Signal: `named(name)`."""

    named = Signal(str)

    def __init__(self, known: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = tr("Keep as a template")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._known = known
        self.line = QLineEdit()
        self.line.setAccessibleName(tr("Name of the template"))
        self.line.setPlaceholderText(tr("such as Evening students"))
        self.line.setMaxLength(LONGEST_NAME)
        self._said = sentence("", muted=True)
        self.save_button = primary_button(tr("Keep"), press=self._save)
        self.save_button.setEnabled(False)
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(title(heading))
        form = QFormLayout()
        label = QLabel(tr("Name"))
        label.setBuddy(self.line)
        form.addRow(label, self.line)
        column.addLayout(form)
        column.addWidget(self._said)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.save_button)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(380))
        self.line.textChanged.connect(lambda _text: self._on_text())
        self.line.setFocus()

    def _on_text(self) -> None:
        name = self._name()
        self.save_button.setEnabled(bool(name))
        there = tr("A template of this name is there; it is replaced.")
        self._said.setText(there if name in self._known else "")

    def _name(self) -> str:
        return " ".join(self.line.text().split())

    def _save(self) -> None:
        self.named.emit(self._name())
        self.accept()
