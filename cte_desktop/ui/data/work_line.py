"""What is being done behind a sheet that covers the window: words, how far, and Cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.ui.widgets.wait import BAR_AFTER_MS
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.tasks import Progress, Tasks

_BAR_WIDTH = 160


class WorkLine(QWidget):
    """Follows one request of `tasks` at a time, seen after a tenth of a second.

    Signal: `stopped()`: the person pressed Cancel.
    """

    stopped = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._number = 0
        self.words = ThemedLabel("", color="text_muted", tabular=True)
        self.cancel_button = push_button(tr("Stop"), press=self._on_cancel)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(_BAR_WIDTH))
        self._bar.setAccessibleName(tr("Progress"))
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BAR_AFTER_MS)
        self._timer.timeout.connect(lambda: self._show_parts(shown=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self._bar)
        row.addWidget(self.words, 1)
        row.addWidget(self.cancel_button)
        self._show_parts(shown=False)
        tasks.progressed.connect(self._on_progressed)
        tasks.ended.connect(self._on_ended)

    def follow(self, number: int, text: str) -> None:
        """Show how far this request is, until it ends."""
        self._number = number
        self.words.setText(text)
        self._bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self._timer.start()

    def is_working(self) -> bool:
        """Say whether the request that is followed has not ended."""
        return self._number != 0

    def is_stopping(self) -> bool:
        """Say whether the person wants the work no longer, though it may come to its end."""
        return self._number != 0 and not self.cancel_button.isEnabled()

    def forget(self) -> None:
        """Follow nothing any more: the answer has come."""
        self._on_ended(self._number)

    def stop(self) -> None:
        """Ask the request to end now."""
        if self._number:
            self._tasks.cancel(self._number)

    def _on_progressed(self, progress: Progress) -> None:
        if progress.number != self._number:
            return
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        if not self.cancel_button.isEnabled():
            return
        words = progress.text
        if progress.total and progress.done >= progress.total:
            words = tr(
                "All {total} rows are read; putting it together…", total=f"{progress.total:,}"
            )
        elif progress.total:
            words = tr(
                "{what} {done} of {total} rows",
                what=progress.text,
                done=f"{progress.done:,}",
                total=f"{progress.total:,}",
            )
        self.words.setText(words)

    def _on_ended(self, number: int) -> None:
        if number == self._number:
            self._number = 0
            self._timer.stop()
            self._show_parts(shown=False)

    def _on_cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.words.setText(tr("Stopping…"))
        self.stop()
        self.stopped.emit()

    def _show_parts(self, *, shown: bool) -> None:
        for part in (self._bar, self.words, self.cancel_button):
            part.setVisible(shown)
