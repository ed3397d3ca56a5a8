"""File, Recent databases: the menu and the dialog; what was opened is noted here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from cte_desktop.system.recent_databases import (
    forget_database,
    is_there,
    note_database,
    recent_databases,
)
from cte_desktop.ui.opening.recent.dialog import RecentDialog
from cte_desktop.ui.opening.recent.list import file_words
from cte_desktop.ui.start_actions import RECENT
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cte_desktop.ui.page import Workbench


class RecentDoor(QObject):
    """Knows the databases that were open; `folder` keeps the list.

    Signals: `chosen(Path)`: open it; `look_wanted(Path)`: it is not there, let it be looked for.
    """

    chosen = Signal(object)
    look_wanted = Signal(object)

    def __init__(self, bench: Workbench, window: QWidget, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder
        self._open: Path | None = None
        self._menu = QMenu(window)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill)
        action = bench.actions.action(RECENT)
        action.setMenu(self._menu)
        bench.actions.offer(RECENT, self.ask)

    def files(self) -> tuple[Path, ...]:
        """Return the databases, the newest first, without the one that is open."""
        return tuple(file for file in recent_databases(self._folder) if file != self._open)

    def note(self, file: Path) -> None:
        """Remember that a database is open now."""
        note_database(self._folder, file)
        self._open = file.absolute()

    def forget(self, file: Path) -> None:
        """Take a database out of the list; the file stays where it is."""
        forget_database(self._folder, file)

    def ask(self) -> None:
        """Show the dialog with all of them."""
        dialog = RecentDialog(self.files(), self._window)
        dialog.chosen.connect(self.chosen)
        dialog.look_wanted.connect(self.look_wanted)
        dialog.forget_wanted.connect(self.forget)
        dialog.open()

    def _fill(self) -> None:
        self._menu.clear()
        for number, file in enumerate(self.files(), start=1):
            words = file_words(file).replace("&", "&&")
            if not is_there(file):
                words = tr("{file} (not there)", file=words)
            action = self._menu.addAction(f"&{number}  {words}", partial(self.choose, file))
            action.setToolTip(str(file))
        self._menu.addSeparator()
        self._menu.addAction(tr("&All of them…"), self.ask)

    def choose(self, file: Path) -> None:
        """Open a database of the list."""
        self.chosen.emit(file)
