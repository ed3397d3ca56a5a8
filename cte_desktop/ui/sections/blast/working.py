"""How far looking at the students has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.wait import ThinBar
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.tasks import Progress


class Working(QWidget):
    """What is being done, a thin bar, and under it how many students are done."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = title("")
        self.bar = ThinBar()
        self.words = sentence("", muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.heading)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        column.addStretch(1)

    def begin(self, text: str) -> None:
        """Show that something is being done."""
        self.heading.setText(text)
        self.words.setText("")
        self.bar.start()

    def show_progress(self, progress: Progress) -> None:
        """Show how far it has come."""
        if progress.total:
            done, total = f"{progress.done:,}", f"{progress.total:,}"
            self.bar.set_share(progress.done / progress.total)
            self.words.setText(tr("{done} of {total} students", done=done, total=total))

    def end(self) -> None:
        """Show that it is over."""
        self.bar.stop()
