"""One broadcast after every action: which nouns changed, so that each page reads again what it
shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes


class Refresh(QObject):
    """Passes on what services return. Signal: `changed(Changes)`, on the window's thread."""

    changed = Signal(object)

    def tell(self, changes: Changes) -> None:
        """Tell every page; an action that touched nothing is not passed on."""
        if changes.nouns:
            self.changed.emit(changes)
