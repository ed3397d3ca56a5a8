"""How far looking at the plans, or repairing them, has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.ui.widgets.wait import ThinBar
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.tasks import Progress


class RepairProgress(QWidget):
    """A thin bar, and under it how many plans are done."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = ThinBar()
        self.words = sentence("", muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        column.addStretch(1)

    def begin(self) -> None:
        """Show that something is being done."""
        self.words.setText("")
        self.bar.start()

    def show_progress(self, progress: Progress) -> None:
        """Show how far it has come."""
        if progress.total:
            done, total = f"{progress.done:,}", f"{progress.total:,}"
            self.bar.set_share(progress.done / progress.total)
            self.words.setText(tr("{done} of {total} plans", done=done, total=total))

    def end(self) -> None:
        """Show that it is over."""
        self.bar.stop()
