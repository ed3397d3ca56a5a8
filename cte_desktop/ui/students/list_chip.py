"""The chip that names the list of students another page asked for; pressing it clears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cte_desktop.ui.widgets.buttons import fix_button
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.students import StudentLine


class ListChip(QWidget):
    """A button with the title of the list and its count, hidden while everyone is listed.

    Signal: `changed()`: another list, or none.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._uids: frozenset[str] | None = None
        self.button = fix_button("", self._on_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        self.hide()

    def show_list(self, title: str, uids: tuple[str, ...]) -> None:
        """Name a list and keep to its students."""
        self._uids = frozenset(uids)
        words = f"{title} ({len(self._uids):,})"
        self.button.setText(f"{words}  ×")
        self.button.setToolTip(tr("{list}: show everyone again", list=words))
        self.button.setAccessibleName(self.button.toolTip())
        self.show()
        self.changed.emit()

    def clear(self) -> None:
        """List everyone again."""
        if self._uids is None:
            return
        self._uids = None
        self.hide()
        self.changed.emit()

    def test(self) -> Callable[[StudentLine], bool] | None:
        """Return who is on the list, None for everyone."""
        uids = self._uids
        return None if uids is None else lambda row: row.uid in uids

    def _on_pressed(self) -> None:
        # The focus must not be lost with the chip.
        self.focusNextPrevChild(True)
        self.clear()
