"""Waiting: under 100 ms nothing, then a thin bar, after a second a panel that says what is done
and can be cancelled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, caption
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent

    from cte_desktop.ui.tasks import Progress, Tasks

BAR_AFTER_MS = 100
PANEL_AFTER_MS = 1000
_BAR_HEIGHT = 3
_STEP_MS = 30
_PANEL_WIDTH = 340
_ABOVE_FOOT = 48


class ThinBar(QWidget):
    """A line of 3 px: a share of the width, or a piece that wanders when the share is not known."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Working"))
        self.setFixedHeight(_BAR_HEIGHT)
        self._share: float | None = None
        self._phase = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._on_step)
        self._working = False

    def start(self) -> None:
        """Begin to show that something is being done."""
        self._working = True
        self._share = None
        self._timer.start()
        self.update()

    def set_share(self, share: float | None) -> None:
        """Show how much is done, 0 to 1; None when that is not known."""
        self._share = share
        self.update()

    def stop(self) -> None:
        """Show nothing."""
        self._working = False
        self._timer.stop()
        self.update()

    def is_working(self) -> bool:
        """Say whether the bar is shown."""
        return self._working

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._working:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("accent_soft"))
        width = self.width()
        if self._share is not None:
            painter.fillRect(0, 0, round(width * self._share), self.height(), theme.color("accent"))
            return
        piece = width // 4
        left = round((width + piece) * self._phase) - piece
        painter.fillRect(left, 0, piece, self.height(), theme.color("accent"))

    def _on_step(self) -> None:
        self._phase = (self._phase + _STEP_MS / 1200) % 1.0
        self.update()


class ProgressPanel(QFrame):
    """What is being done, how many of how many, and Cancel. Signal: `cancel_requested()`."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "floating")
        self.setAccessibleName(tr("Progress"))
        self._text = ThemedLabel("", bold=True)
        self._text.setWordWrap(True)
        self._count = caption("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress"))
        self._cancel = push_button(tr("Cancel"))
        self._cancel.clicked.connect(self._on_cancel)
        column = QVBoxLayout(self)
        side = theme.px(theme.GAP)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self._text)
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(self._cancel)
        column.addLayout(row)
        self.setFixedWidth(theme.px(_PANEL_WIDTH))
        if parent is not None:
            parent.installEventFilter(self)

    def show_progress(self, progress: Progress) -> None:
        """Say how far the work is."""
        self._text.setText(progress.text or tr("Working…"))
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        self._count.setText(
            tr("{done} of {total}", done=f"{progress.done:,}", total=f"{progress.total:,}")
            if progress.total
            else ""
        )
        self._cancel.setVisible(progress.cancellable)
        self.adjustSize()
        self.place()

    def place(self) -> None:
        """Stand in the lower right corner of the window, above the status line."""
        parent = self.parentWidget()
        if parent is not None:
            away = QPoint(
                self.width() + theme.px(theme.PAGE), self.height() + theme.px(_ABOVE_FOOT)
            )
            self.move(parent.rect().bottomRight() - away)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # What is put into the window later would lie over the panel.
        if event.type() is QEvent.Type.ChildAdded and watched is self.parent():
            self.raise_()
        return super().eventFilter(watched, event)

    def begin(self) -> None:
        """Get ready for other work."""
        self._cancel.setEnabled(True)

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._count.setText(tr("Stopping…"))
        self.cancel_requested.emit()


class WaitPolicy(QWidget):
    """Decides what of the two is seen, from the signals of `tasks`; lives in the window, itself
    unseen.
    """

    def __init__(self, tasks: Tasks, bar: ThinBar, panel: ProgressPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVisible(False)
        self._tasks = tasks
        self._bar = bar
        self._panel = panel
        self._open: dict[int, Progress] = {}
        self._bar_timer = _timer(self, BAR_AFTER_MS, bar.start)
        self._panel_timer = _timer(self, PANEL_AFTER_MS, self._on_panel_due)
        panel.setVisible(False)
        tasks.started.connect(self._on_started)
        tasks.progressed.connect(self._on_progressed)
        tasks.ended.connect(self._on_ended)
        panel.cancel_requested.connect(self._on_cancel_requested)

    def _on_started(self, progress: Progress) -> None:
        if not self._open:
            self._bar_timer.start()
            self._panel_timer.start()
            self._panel.begin()
        self._open[progress.number] = progress

    def _on_progressed(self, progress: Progress) -> None:
        if progress.number not in self._open:
            return
        self._open[progress.number] = progress
        if self._bar.is_working() and progress.total:
            self._bar.set_share(progress.done / progress.total)
        if self._panel.isVisible():
            self._panel.show_progress(self._longest())

    def _on_ended(self, number: int) -> None:
        self._open.pop(number, None)
        if not self._open:
            self._bar_timer.stop()
            self._panel_timer.stop()
            self._bar.stop()
            self._panel.setVisible(False)

    def _on_panel_due(self) -> None:
        if self._open:
            self._panel.show_progress(self._longest())
            self._panel.setVisible(True)
            self._panel.raise_()

    def _on_cancel_requested(self) -> None:
        self._tasks.cancel(self._longest().number)

    def _longest(self) -> Progress:
        """Return the oldest request that can be cancelled, else the oldest: it is what one waits
        for.
        """
        waiting = sorted(self._open.values(), key=lambda one: (not one.cancellable, one.number))
        return waiting[0]


def _timer(parent: WaitPolicy, after_ms: int, due: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(due)
    return timer
