"""While it is worked out: what is being done, how many of how many, and Stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.tasks import Progress

_WIDTH = 460


class WorkingPart(QWidget):
    """The part. Signal: `stop_wanted()`."""

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Progress"))
        self._heading = ThemedLabel("", bold=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.setMaximumWidth(theme.px(_WIDTH))
        self._words = sentence("", muted=True)
        self.stop_button = push_button(tr("Stop here"), press=self._on_stop)
        self.stop_button.setToolTip(tr("Ends at once; you see what is done by then"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addStretch(1)
        for widget in (self._heading, self.bar, self._words):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.stop_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)

    def begin(self, text: str) -> None:
        """Show that something is being done."""
        self._heading.setText(text)
        self._words.setText(tr("Nothing is stored before you keep it."))
        self.bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        self.stop_button.setFocus()

    def show_progress(self, progress: Progress) -> None:
        """Say how far it is."""
        if not progress.total or not self.stop_button.isEnabled():
            return
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        done, total = f"{progress.done:,}", f"{progress.total:,}"
        self._words.setText(tr("{done} of {total} students", done=done, total=total))

    def words(self) -> str:
        """Return what is said under the bar."""
        return self._words.text()

    def _on_stop(self) -> None:
        self.stop_button.setEnabled(False)
        self._words.setText(tr("Stopping…"))
        self.stop_wanted.emit()
