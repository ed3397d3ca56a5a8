"""Puts the district's own words into use, and asks for the window in them when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.services.own_words import own_words, use_words_of
from cte_desktop.wording.translate import current_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_CHANNEL = "own words"


class OwnWordsWatch(QObject):
    """Watches over one open database: the window is built anew when its words are others.

    Setting a word, taking that back and a file of settings are all heard of.
    """

    def __init__(self, bench: Workbench, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._desk = bench, desk
        self._words = own_words(desk)
        if use_words_of(desk):  # the menus stood before the database was open
            bench.actions.say_anew()
        bench.refresh.changed.connect(self._on_changed)

    def _on_changed(self, changes: Changes) -> None:
        if "settings" in changes.nouns:
            desk = self._desk
            self._bench.tasks.read(lambda: own_words(desk), self._on_read, channel=_CHANNEL)

    def _on_read(self, words: Mapping[str, str]) -> None:
        if words == self._words:
            return
        self._words = words
        use_words_of(self._desk)
        self._bench.requests.language_wanted.emit(current_language())
