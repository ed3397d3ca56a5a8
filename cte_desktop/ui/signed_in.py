"""Who is signed in, at the foot of the window, as soon as more than one may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.services.people.listing import list_people
from cte_desktop.wording.people import signed_in_words

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.main_window import MainWindow
    from cte_desktop.ui.page import Workbench


class SignedIn(QObject):
    """Keeps the foot of the window right while people come, go and change their roles."""

    def __init__(self, bench: Workbench, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._bench = bench
        self._desk = desk
        self._window = window
        bench.refresh.changed.connect(self._on_changed)
        self._look()

    def _on_changed(self, changes: Changes) -> None:
        if "people" in changes.nouns:
            self._look()

    def _look(self) -> None:
        desk = self._desk
        self._bench.tasks.read(lambda: _words(desk), self._window.status.set_person)


def _words(desk: Desk) -> str:
    if not list_people(desk):
        return ""
    return signed_in_words(desk.person, desk.database.actor)
