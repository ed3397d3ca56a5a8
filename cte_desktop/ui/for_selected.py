"""What is done for the students that are selected in a list: whom it is about, and what was done.

The deeds themselves (noting wishes, signing up, applying a template) stand with their nouns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


class ForSelected(QObject):
    """One deed for the students whom `selected` returns; `page` is its name and widget."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        selected: Callable[[], tuple[str, ...]],
        page: tuple[str, QWidget],
    ) -> None:
        self._page_name, self._page = page
        super().__init__(self._page)
        self._desk = desk
        self._bench = bench
        self._selected = selected

    def _chosen(self) -> tuple[str, ...]:
        """Return the ids of the selected students; without any, say what to do."""
        uids = self._selected()
        if not uids:
            self._bench.notices.information(
                tr("Select the students in the list first: Ctrl or Shift and a click.")
            )
        return uids

    def _tell(self, changes: Changes, text: str) -> None:
        """Tell every page and say what was done, with Undo where there is a step to take back."""
        self._bench.refresh.tell(changes)
        if changes.step is None:
            self._bench.notices.information(text)
        else:
            self._bench.notices.done(text, undo_button(self._desk, self._bench, changes.step))
