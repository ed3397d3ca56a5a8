"""Keeps the draft in the database while it is worked on, so that it outlasts the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from cte_desktop.services.rule_drafts import keep_draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.audit.rule_tree import Documents
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.pathways.rules.draft import Draft
    from cte_desktop.ui.tasks import Tasks

AFTER_MS = 800


class DraftKeeper(QObject):
    """Writes the draft when it has rested for a moment, and at once when its window closes."""

    def __init__(self, desk: Desk, tasks: Tasks, draft: Draft, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._draft, self._editor = desk, tasks, draft, parent
        self._kept: Mapping[str, object] | None = None  # None: not known before the first reading
        self._window: QObject | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.keep)
        draft.changed.connect(self._on_changed)

    def begin(self, kept: Documents) -> None:
        """Begin to keep the draft; `kept` is what the database has of it."""
        self._kept = kept

    def watch(self, window: QWidget) -> None:
        """Keep the draft at once when this window is closed."""
        if self._window is None:
            self._window = window
            window.installEventFilter(self)

    def keep(self) -> None:
        """Write the draft if the database has another one, or none; away from the window."""
        self._timer.stop()
        drafted, desk = self._draft.drafted(), self._desk
        if self._kept is None or drafted == self._kept or not desk.database.writable:
            return
        self._kept = drafted
        self._tasks.write(lambda: keep_draft(desk, drafted), failed=self._on_failed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Close:
            self._take_what_is_typed()
            self.keep()
        return super().eventFilter(watched, event)

    def _take_what_is_typed(self) -> None:
        """Let the field that is being typed in hand over what stands there."""
        focused = QApplication.focusWidget()
        if focused is not None and self._editor.isAncestorOf(focused):
            focused.clearFocus()

    def _on_changed(self) -> None:
        if self._kept is not None:
            self._timer.start()

    def _on_failed(self, error: Exception) -> None:
        """Say why, and try again with the next change."""
        self._kept = {}
        self._tasks.failed.emit(error)
