"""The list of recent databases: each with its name and folder, and whether it is still there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from cte_desktop.system.recent_databases import is_there
from cte_desktop.ui import icons, theme
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

_FILE = Qt.ItemDataRole.UserRole
_MOST_SHOWN = 4
_ROW = 44


class RecentList(QListWidget):
    """Opens with Enter or a double click. Signal: `chosen(Path)`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Recent databases"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setWordWrap(False)
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.itemDoubleClicked.connect(lambda _entry: self._choose())

    def show_files(self, files: Sequence[Path]) -> None:
        """List these databases, the first one current."""
        self.clear()
        for file in files:
            there = is_there(file)
            words = file_words(file) if there else tr("{file} (not there)", file=file_words(file))
            entry = QListWidgetItem(f"{words}\n{file.parent}")
            entry.setData(_FILE, str(file))
            entry.setToolTip(str(file))
            entry.setIcon(icons.icon("database" if there else "triangle-alert", "text_muted"))
            entry.setSizeHint(QSize(0, theme.px(_ROW)))
            self.addItem(entry)
        self.setCurrentRow(0)
        self.setFixedHeight(min(len(files), _MOST_SHOWN) * theme.px(_ROW) + 2 * self.frameWidth())

    def file(self) -> Path | None:
        """Return the current database."""
        row = self.currentRow()
        return None if row < 0 else Path(str(self.item(row).data(_FILE)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        file = self.file()
        if file is not None:
            self.chosen.emit(file)


def file_words(file: Path) -> str:
    """Return how a database is named: its file without the usual ending."""
    return file.stem if file.suffix == ".cte" else file.name
