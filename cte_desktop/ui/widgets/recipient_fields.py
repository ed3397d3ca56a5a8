"""Who receives a file and what for: two lines that the law asks for, with what was written last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 200  # characters that the log holds


class RecipientFields(QObject):
    """The two lines, for a form. Signal: `changed()`: something was typed."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.recipient = _line(tr("Who receives it"), tr("such as Registrar of College of Canyons"))
        self.purpose = _line(tr("What for"), tr("such as admission"))
        for line in (self.recipient, self.purpose):
            line.textChanged.connect(lambda _text: self.changed.emit())

    def offer(self, recipients: Iterable[str], purposes: Iterable[str]) -> None:
        """Offer what was written before while somebody types."""
        for line, words in ((self.recipient, recipients), (self.purpose, purposes)):
            completer = QCompleter(list(words), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)

    def texts(self) -> tuple[str, str]:
        """Return the recipient and the purpose, "" where nothing is written."""
        return self.recipient.text().strip(), self.purpose.text().strip()

    def is_filled(self) -> bool:
        """Say whether both are written."""
        return all(self.texts())


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    line.setMaxLength(_MOST)
    return line
