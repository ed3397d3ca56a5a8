"""Letting somebody into the database, or changing who they are in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.domain.people.roles import Person, Role
from cte_desktop.services.people.changing import LONGEST_NAME, fault_in
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import CheckBox, ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, caption, sentence, title
from cte_desktop.ui.widgets.passphrase_field import NewPassphrase
from cte_desktop.wording.people import role_name, role_words
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 480
_NOBODY = Person("", "", Role.COUNSELOR)


@dataclass(frozen=True, slots=True)
class WantedPerson:
    """What somebody wrote into the dialog; `passphrase` is "" where the present one stays."""

    person: Person
    passphrase: str


class PersonDialog(QDialog):
    """Asks for name, role, caseload and passphrase of a new person, or of one there is.

    Signal: `wanted(WantedPerson)`; answer with `accept`, or with `say` why it can't be.
    """

    wanted = Signal(object)

    def __init__(
        self,
        others: Sequence[Person],
        caseloads: Sequence[str],
        parent: QWidget,
        person: Person | None = None,
    ) -> None:
        super().__init__(parent)
        self._others = tuple(others)
        self._before = person or _NOBODY
        heading = tr("Let somebody in") if person is None else person.name
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.name = QLineEdit(self._before.name)
        self.name.setAccessibleName(tr("Name"))
        self.name.setMaxLength(LONGEST_NAME)
        self.role = ChoiceBox(tr("Role"))
        for role in Role:
            self.role.addItem(role_name(role), role.value)
        self.words = sentence("", muted=True)
        self.caseload = ChoiceBox(tr("Caseload"))
        self._fill_caseloads(caseloads)
        self.renew = CheckBox(tr("Give another passphrase"))
        self.renew.setVisible(person is not None)
        self.passphrase = NewPassphrase(tr("Passphrase of this person"))
        self.said = ThemedLabel("", color="must_fix")
        self.said.setWordWrap(True)
        self.save = primary_button(tr("Save"), press=self._on_save)
        self._put_together(heading)
        self.role.currentIndexChanged.connect(self._on_changed)
        self.renew.toggled.connect(self._on_changed)
        self.name.textChanged.connect(self._on_changed)
        self.passphrase.changed.connect(self._on_changed)
        self.role.setCurrentIndex(self.role.findData(self._before.role.value))
        self._on_changed()
        self.name.setFocus()

    def person(self) -> Person:
        """Return who stands in the fields."""
        role = Role(self.role.currentData())
        counselor = str(self.caseload.currentData()) if role is Role.COUNSELOR else ""
        return Person(self._before.uid, self.name.text(), role, counselor)

    def say(self, words: str) -> None:
        """Say what is wrong, and let it be corrected."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.setEnabled(True)

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(title(heading))
        for field in (self.name, self.role):
            column.addSpacing(theme.px(theme.INSIDE))
            column.addWidget(ThemedLabel(field.accessibleName(), bold=True))
            column.addWidget(field)
        column.addWidget(self.words)
        self._caseload_label = ThemedLabel(self.caseload.accessibleName(), bold=True)
        self._caseload_hint = caption(
            tr("The name under which the district's files list students.")
        )
        column.addSpacing(theme.px(theme.INSIDE))
        for part in (self._caseload_label, self.caseload, self._caseload_hint):
            column.addWidget(part)
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.renew)
        column.addWidget(self.passphrase)
        column.addWidget(self.said)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.save)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(_WIDTH))

    def _fill_caseloads(self, names: Sequence[str]) -> None:
        self.caseload.addItem(tr("None yet: only students without a counselor"), "")
        known = dict.fromkeys((*names, self._before.counselor))
        for name in known:
            if name:
                self.caseload.addItem(name, name)
        self.caseload.setCurrentIndex(max(0, self.caseload.findData(self._before.counselor)))

    def _wants_passphrase(self) -> bool:
        return not self._before.uid or self.renew.isChecked()

    def _on_changed(self) -> None:
        role = Role(self.role.currentData())
        self.words.setText(role_words(role))
        for part in (self._caseload_label, self.caseload, self._caseload_hint):
            part.setVisible(role is Role.COUNSELOR)
        self._guess_caseload()
        self.passphrase.setVisible(self._wants_passphrase())
        ready = bool(self.name.text().strip())
        if self._wants_passphrase():
            ready = ready and bool(self.passphrase.passphrase())
        self.save.setEnabled(ready)
        self.say("")

    def _guess_caseload(self) -> None:
        """Choose the caseload of the same name, while none was chosen for somebody new."""
        place = self.caseload.findText(self.name.text().strip(), Qt.MatchFlag.MatchFixedString)
        if not self._before.uid and self.caseload.currentIndex() == 0 and place > 0:
            self.caseload.setCurrentIndex(place)

    def _on_save(self) -> None:
        fault = fault_in(self.person(), self._others)
        if fault is not None:
            self.say(fault.text)
            self.name.setFocus()
            return
        typed = self.passphrase.passphrase() if self._wants_passphrase() else ""
        self.setEnabled(False)
        self.wanted.emit(WantedPerson(self.person(), typed))
