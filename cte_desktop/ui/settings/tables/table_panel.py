"""Saving an edit of a table as one step, and what is said of it: the same for all tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui.settings.values.panel import forbidden_words
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


class TablePanel(Panel):
    """A part with a table that is written into; `after_read` shows what was read."""

    listens = frozenset({"catalog", "people"})

    def __init__(self, desk: Desk, bench: Workbench, heading: str, words: str) -> None:
        super().__init__(heading, words)
        self.desk = desk
        self.bench = bench
        self._said = words
        self.say_forbidden()

    def say_forbidden(self) -> str:
        """Say above the table why it is read only, if it is; returns the reason."""
        reason = forbidden_words(self.desk)
        self.words.setText(" ".join(part for part in (self._said, reason) if part))
        return reason

    def save(self, work: Callable[[], Changes], said: str) -> None:
        """Carry an edit out as one step, and say so with a way back."""
        desk, bench = self.desk, self.bench

        def done(changes: Changes) -> None:
            bench.refresh.tell(changes)
            if changes.step is not None:
                bench.notices.done(said, undo_button(desk, bench, changes.step))
            self.read()

        def failed(error: Exception) -> None:
            bench.notices.error(error)
            self.read()

        bench.tasks.write(work, done, failed=failed)
