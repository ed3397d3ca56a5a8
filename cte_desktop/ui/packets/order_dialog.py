"""What is asked before packets are made: language, one paper or many, where else to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
)

from cte_desktop.services.packets import HOME, MOST_CONTACT, PacketOrder
from cte_desktop.services.printing import Disclosure
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.recipient_fields import RecipientFields
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class PacketWish:
    """What was asked for; `each_alone`: a file for each student, received as `disclosed` says."""

    order: PacketOrder
    each_alone: bool
    disclosed: Disclosure


class PacketDialog(QDialog):
    """The questions. Signal: `wanted(PacketWish)`."""

    wanted = Signal(object)

    def __init__(self, students: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Packets for families"))
        self.setAccessibleName(self.windowTitle())
        self.language = ChoiceBox(tr("Language"))
        for words, code in (
            (tr("Each family's own"), HOME),
            (tr("English"), "en"),
            (tr("Spanish"), "es"),
        ):
            self.language.addItem(words, code)
        self.contact = QLineEdit()
        self.contact.setAccessibleName(tr("Where else to ask"))
        self.contact.setPlaceholderText(tr("phone or e-mail, such as 661 555 0100"))
        self.contact.setMaxLength(MOST_CONTACT)
        self.one_file = QRadioButton(tr("One paper to look at, print or save"))
        self.each_alone = QRadioButton(tr("A PDF for each student, into a folder"))
        self.one_file.setChecked(True)
        self._kinds = QButtonGroup(self)
        for button in (self.one_file, self.each_alone):
            self._kinds.addButton(button)
        self.to = RecipientFields(self)
        self.to.recipient.setText(tr("Parent or guardian"))
        self.to.purpose.setText(tr("Advising"))
        self.make_button = primary_button(tr("Make the packets"), press=self._make)
        self._put_together(students)
        self.each_alone.toggled.connect(self._allow)
        self.to.changed.connect(self._allow)
        self._allow()
        self.language.setFocus()

    def wish(self) -> PacketWish:
        """Return what is asked for."""
        order = PacketOrder(str(self.language.currentData()), self.contact.text().strip())
        return PacketWish(order, self.each_alone.isChecked(), Disclosure(*self.to.texts()))

    def _put_together(self, students: int) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        heading = trn(
            "Packet for {shown} family",
            "Packets for {shown} families",
            students,
            shown=f"{students:,}",
        )
        column.addWidget(title(heading))
        said = tr("Each holds a letter, the four-year plan and its findings.")
        column.addWidget(sentence(said, muted=True))
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(theme.GAP))
        form.setVerticalSpacing(theme.px(theme.INSIDE))
        for widget in (self.language, self.contact):
            label = QLabel(widget.accessibleName())
            label.setBuddy(widget)
            form.addRow(label, widget)
        form.addRow("", self.one_file)
        form.addRow("", self.each_alone)
        for line in (self.to.recipient, self.to.purpose):
            label = QLabel(line.accessibleName())
            label.setBuddy(line)
            form.addRow(label, line)
        column.addLayout(form)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.make_button)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(480))

    def _allow(self) -> None:
        """Ask who receives files at once; a preview asks for itself."""
        alone = self.each_alone.isChecked()
        for line in (self.to.recipient, self.to.purpose):
            line.setEnabled(alone)
        self.make_button.setEnabled(not alone or self.to.is_filled())

    def _make(self) -> None:
        wish = self.wish()
        self.accept()
        self.wanted.emit(wish)
