"""Where a code is pasted: Enter checks it, Tab leaves it, a dropped file is passed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit

from cte_desktop.ui import theme
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QKeyEvent

_HEIGHT = 60
_LONGEST = 100_000
"""Characters that are taken over from the clipboard; many codes fit, a whole book doesn't."""


class CodeField(QPlainTextEdit):
    """The field. Signals: `wanted()`: Enter; `file_dropped(Path)`."""

    wanted = Signal()
    file_dropped = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Code or serial number"))
        self.setPlaceholderText(tr("CTE1.… or a serial number such as 2027-K7QM-00042-P"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers():
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.file_dropped.emit(Path(files[0]))
        else:
            self.insertPlainText(source.text()[:_LONGEST])
