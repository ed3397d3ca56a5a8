"""A dialog that can't be closed while what it began is going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent
    from PySide6.QtWidgets import QWidget


class WorkingDialog(QDialog):
    """Stays open while it `may_not_close`, whatever is pressed; it goes away for good when closed.

    `is_at_work` is set by who begins and ends something; other reasons to stay override the method.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.is_at_work = False

    def may_not_close(self) -> bool:
        """Say whether something would be lost or left alone if the dialog went away now."""
        return self.is_at_work

    def reject(self) -> None:
        if not self.may_not_close():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_not_close():
            event.ignore()
        else:
            super().closeEvent(event)
