"""A database that does not open: what happened, what was kept, what to do, and ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cte_desktop.system.recent_databases import is_there
from cte_desktop.ui import theme
from cte_desktop.ui.opening.panel import Panel
from cte_desktop.ui.opening.recent.list import RecentList
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.errors import told
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from cte_desktop.system.errors import KnownError

_MISSING = "missing"
"""The code of the error that there is no database of that name."""
_NEWER = "newer_version"
"""The code of the error that only a newer version of the program opens it."""


class FaultPanel(Panel):
    """Signals: `again_wanted()`; `other_wanted()`; `new_wanted()`; `sample_wanted()`;
    `update_wanted()`: update the program, where a newer one wrote the database;
    `keys_wanted()`: put the key file of a backup beside the database (`offer_keys`);
    `look_wanted()`, `forget_wanted()` and `recent_wanted(Path)`: find the database that is gone,
    take it out of the list, or open another recent one (`offer_recent`).
    """

    again_wanted = Signal()
    other_wanted = Signal()
    new_wanted = Signal()
    sample_wanted = Signal()
    update_wanted = Signal()
    keys_wanted = Signal()
    look_wanted = Signal()
    forget_wanted = Signal()
    recent_wanted = Signal(object)

    def __init__(self, error: KnownError) -> None:
        said = told(error)
        super().__init__("octagon-alert", "must_fix", tr("The database did not open"))
        self.code = error.code
        self.put_back: QPushButton | None = None
        self.update_program: QPushButton | None = None
        self.look: QPushButton | None = None
        self.forget: QPushButton | None = None
        self.setAccessibleDescription(said.whole)
        self.again = primary_button(tr("Try again"), "rotate-cw", self.again_wanted.emit)
        self.other = push_button(tr("Another database…"), "folder-open", self.other_wanted.emit)
        self.new = push_button(tr("New database…"), "plus", self.new_wanted.emit)
        self.sample = push_button(tr("Sample district"), "users", self.sample_wanted.emit)
        self.setFocusProxy(self.again)
        if error.code == _MISSING:
            moved = tr("It was moved, renamed or deleted, or its disk is not plugged in.")
            self._lead_to_it(said.text, moved)
        else:
            for words in (said.text, said.kept, said.do):
                if words:
                    self.add_words(words)
            self.add_buttons([*self._made_for_newer(), self.again])
        self.add_buttons([self.other, self.new, self.sample])

    def _made_for_newer(self) -> list[QPushButton]:
        """Offer the update where a newer version wrote the database."""
        if self.code != _NEWER:
            return []
        words = tr("Update from a file…")
        self.update_program = push_button(words, "download", self.update_wanted.emit)
        return [self.update_program]

    def _lead_to_it(self, *sentences: str) -> None:
        """Offer ways on from a database that was moved, renamed or deleted."""
        for words in sentences:
            self.add_words(words)
        self.look = push_button(tr("Look for it…"), "search", self.look_wanted.emit)
        self.forget = push_button(tr("Remove from the list"), "x", self.forget_wanted.emit)
        self.add_buttons([self.look, self.again, self.forget])
        self.setFocusProxy(self.look)

    def offer_recent(self, recent: Sequence[Path]) -> None:
        """Offer the other databases that were open before and are there."""
        others = [file for file in recent if is_there(file)]
        if not others:
            return
        listed = RecentList()
        listed.show_files(others)
        listed.chosen.connect(self.recent_wanted)
        self.body.addSpacing(theme.px(theme.GAP))
        self.body.addWidget(ThemedLabel(tr("Recent databases"), bold=True))
        self.body.addWidget(listed)

    def offer_keys(self, day: date) -> None:
        """Offer the key file of the backup of a day, where only the key file is lost."""
        self.body.addSpacing(theme.px(theme.GAP))
        self.add_words(
            tr(
                "The backup of {day} has a copy of the key file. The records stay as they are; the "
                "passphrase of that day opens them.",
                day=date_label(day),
            )
        )
        self.put_back = push_button(tr("Put the key file back"), "rotate-cw", self.keys_wanted.emit)
        self.add_buttons([self.put_back])
        self.put_back.setFocus()
