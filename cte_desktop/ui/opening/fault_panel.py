"""A database that does not open: what happened, what was kept, what to do, and ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cte_desktop.ui.opening.panel import Panel
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.system.errors import KnownError


class FaultPanel(Panel):
    """Signals: `again_wanted()`; `other_wanted()`; `new_wanted()`; `sample_wanted()`."""

    again_wanted = Signal()
    other_wanted = Signal()
    new_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, error: KnownError) -> None:
        said = told(error)
        super().__init__("octagon-alert", "must_fix", tr("The database did not open"))
        self.code = error.code
        self.setAccessibleDescription(said.whole)
        for words in (said.text, said.kept, said.do):
            if words:
                self.add_words(words)
        self.again = primary_button(tr("Try again"), "rotate-cw", self.again_wanted.emit)
        self.other = push_button(tr("Another database…"), "folder-open", self.other_wanted.emit)
        self.new = push_button(tr("New database…"), "plus", self.new_wanted.emit)
        self.sample = push_button(tr("Sample district"), "users", self.sample_wanted.emit)
        self.add_buttons([self.again, self.other])
        self.add_buttons([self.new, self.sample])
        self.setFocusProxy(self.again)
