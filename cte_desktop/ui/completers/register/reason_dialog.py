"""Taking an award back or revoking a certificate: what follows is said, a reason is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.domain.completion.certificates.public_keys import REASON_MOST
from cte_desktop.domain.students.student import folded
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import ThemedLabel, caption, sentence, title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.awards.registering import RegisterLine

_SIZE = (520, 320)
_SHORTEST_NAME = 3  # letters of a part of a name that tells who is meant


@dataclass(frozen=True, slots=True)
class Ending:
    """One of both ways to end a certificate, in words; `published`: its reason is."""

    heading: str
    follows: str
    hint: str
    button: str
    icon: str
    published: bool


def taking_back() -> Ending:
    """Return the words for taking an award back."""
    return Ending(
        tr("Take this award back?"),
        tr(
            "The pathway counts as not awarded. The certificate is no longer valid: whoever checks "
            "it is told that the award was taken back. The entry and your reason stay in the "
            "register. Undo awards it again, with a new serial number."
        ),
        tr("such as: awarded by mistake"),
        tr("Take back"),
        "undo-2",
        published=False,
    )


def revoking() -> Ending:
    """Return the words for revoking a certificate."""
    return Ending(
        tr("Revoke this certificate for good?"),
        tr(
            "It can't be undone. Whoever checks the certificate is told that it is revoked, when "
            "and why: the reason is published with the serial number, so name nobody. It is told "
            "once you have exported the keys again. The certificate may be issued anew later."
        ),
        tr("such as: printed with a wrong name"),
        tr("Revoke for good"),
        "x",
        published=True,
    )


class ReasonDialog(QDialog):
    """The question. Signal: `confirmed(reason)`."""

    confirmed = Signal(str)

    def __init__(self, ending: Ending, line: RegisterLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(ending.heading)
        self.setAccessibleName(ending.heading)
        self.setAccessibleDescription(ending.follows)
        self._names = _names_of(line) if ending.published else frozenset()
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setPlaceholderText(ending.hint)
        self.reason.setMaxLength(REASON_MOST)
        self.warning = ThemedLabel(
            tr("This seems to name the student, and it is published."), color="warning"
        )
        self.warning.setWordWrap(True)
        make = push_button if ending.published else primary_button
        self.end_button = make(ending.button, ending.icon, self._confirm)
        self._put_together(ending, line)
        self.reason.textChanged.connect(lambda _text: self._on_changed())
        self.reason.returnPressed.connect(self._on_return)
        self._by_return = not ending.published
        self._on_changed()
        fit_screen(self, *_SIZE)
        self.reason.setFocus()

    def _put_together(self, ending: Ending, line: RegisterLine) -> None:
        heading = title(ending.heading)
        heading.setWordWrap(True)
        frozen = line.decided
        named = (line.serial, frozen.legal_name, frozen.pathway)
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(heading)
        column.addWidget(sentence(" · ".join(part for part in named if part), muted=True))
        column.addWidget(sentence(ending.follows))
        label = caption(tr("Reason, one line"))
        label.setBuddy(self.reason)
        column.addWidget(label)
        column.addWidget(self.reason)
        column.addWidget(self.warning)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Leave it as it is"), press=self.reject))
        buttons.addWidget(self.end_button)
        column.addLayout(buttons)

    def _on_changed(self) -> None:
        said = set(folded(self.reason.text()).replace(",", " ").replace(".", " ").split())
        self.warning.setVisible(bool(said & self._names))
        self.end_button.setEnabled(bool(self.reason.text().strip()))

    def _on_return(self) -> None:
        if self._by_return and self.end_button.isEnabled():
            self._confirm()

    def _confirm(self) -> None:
        reason = " ".join(self.reason.text().split())
        self.accept()
        self.confirmed.emit(reason)


def _names_of(line: RegisterLine) -> frozenset[str]:
    """Return the words by which a reason would tell whose certificate it is."""
    parts = folded(line.decided.legal_name).replace("-", " ").split()
    names = {part for part in parts if len(part) >= _SHORTEST_NAME}
    return frozenset(names | {folded(line.decided.student_id)} - {""})
