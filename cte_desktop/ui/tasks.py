"""Work away from the window's thread: one thread that writes, one that reads, one for long
questions, one for what nobody waits for; answers on the window's thread.

Work gets frozen values only, never a widget. Requests of one `channel` replace each other: only the
answer to the newest is delivered. `long` work is told of by `Progress` and can be cancelled.
"""

from __future__ import annotations

import contextvars
import itertools
import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")


class Cancelled(Exception):  # noqa: N818 - not an error: the person asked for it
    """Raised inside long work at its next report of progress, after the person has cancelled it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work has come: `done` of `total` (0: not known), and what is being
    done.
    """

    number: int
    text: str
    done: int = 0
    total: int = 0
    cancellable: bool = False


class Reporter:
    """What long work gets: call it with (done, total) or (done, total, text); raises Cancelled."""

    def __init__(self, number: int, text: str, tell: Callable[[Progress], None]) -> None:
        self._number = number
        self._text = text
        self._tell = tell
        self._cancelled = threading.Event()

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """Tell how far the work is; raise Cancelled when the person no longer wants it."""
        if self._cancelled.is_set():
            raise Cancelled
        self._tell(Progress(self._number, text or self._text, done, total, cancellable=True))

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Tell whether the person no longer wants the work, for work that looks between reports."""
        return self._cancelled.is_set()


@dataclass(frozen=True, slots=True)
class _Request:
    number: int
    work: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    channel: str | None


class Tasks(QObject):
    """The program's worker threads.

    Signals, all on the window's thread: `started(Progress)`, `progressed(Progress)`,
    `ended(number)` for each request; `failed(Exception)` for a failure that the request did not
    want to handle itself; `saving(bool)` when the first write begins and the last has ended;
    `write_failed(Exception)`; `idle()` when nothing is left.
    """

    started = Signal(object)
    progressed = Signal(object)
    ended = Signal(int)
    failed = Signal(object)
    saving = Signal(bool)
    write_failed = Signal(object)
    idle = Signal()
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, "writer")
        self._reader = ThreadPoolExecutor(1, "reader")
        self._thinker = ThreadPoolExecutor(1, "thinker")
        self._aside = ThreadPoolExecutor(1, "aside")
        self._numbers = itertools.count(1)
        self._newest: dict[str, int] = {}
        self._open: dict[int, Future[Any]] = {}
        self._reporters: dict[int, Reporter] = {}
        self._writes: set[int] = set()
        self._arrivals: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._closed = False

    def read(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], None] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
        channel: str | None = None,
        text: str = "",
    ) -> int:
        """Ask a question; return its number. `text` says what is being done, for the progress
        panel.
        """
        return self._start(self._reader, work, done, failed, channel, text)

    def write(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], None] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
        text: str = "",
    ) -> int:
        """Change the store, after all changes asked for before; return the request's number."""
        return self._start(self._writer, work, done, failed, None, text)

    def long(
        self,
        work: Callable[[Reporter], Answer],
        done: Callable[[Answer], None] | None = None,
        *,
        text: str,
        writes: bool = True,
        failed: Callable[[Exception], None] | None = None,
    ) -> int:
        """Run work that reports progress and can be cancelled; a cancelled one calls neither
        function. What `writes` keeps other writes waiting, anything else keeps nobody waiting.
        """
        return self._report(self._writer if writes else self._thinker, work, done, failed, text)

    def aside(
        self,
        work: Callable[[Reporter], Answer],
        done: Callable[[Answer], None] | None = None,
        *,
        text: str,
        failed: Callable[[Exception], None] | None = None,
    ) -> int:
        """Run long work that nobody waits for, beside all reading and writing; it may write in
        short transactions of its own.
        """
        return self._report(self._aside, work, done, failed, text)

    def cancel(self, number: int) -> None:
        """Stop a request: at once when it has not begun, else at its next report of progress."""
        if number in self._reporters:
            self._reporters[number].cancel()
        if number in self._open:
            self._open[number].cancel()

    def is_saving(self) -> bool:
        """Say whether a change that was asked for is not on the disk yet."""
        return bool(self._writes)

    def is_idle(self) -> bool:
        """Say whether every request has been answered and its answer delivered."""
        return not self._open

    def finish(self) -> None:
        """Wait for all writes, drop the reads that have not begun, deliver what came; then take
        no more.
        """
        self._closed = True
        for number in tuple(self._reporters):
            self._reporters[number].cancel()
        self._reader.shutdown(wait=True, cancel_futures=True)
        self._thinker.shutdown(wait=True, cancel_futures=True)
        self._aside.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._on_arrived()

    def _report(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[Reporter], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        text: str,
    ) -> int:
        number = next(self._numbers)
        reporter = Reporter(number, text, self._tell)
        self._reporters[number] = reporter
        return self._start(pool, lambda: work(reporter), done, failed, None, text, number)

    def _start(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        channel: str | None,
        text: str,
        number: int = 0,
    ) -> int:
        if self._closed:
            return 0
        number = number or next(self._numbers)
        if channel is not None:
            former = self._newest.get(channel)
            if former in self._open:
                self._open[former].cancel()
            self._newest[channel] = number
        request = _Request(number, work, done, failed, channel)
        # The language in force is a context variable: the work speaks the asker's language.
        future = pool.submit(contextvars.copy_context().run, work)
        self._open[number] = future
        if pool is self._writer:
            self._writes.add(number)
            self.saving.emit(True)
        self.started.emit(Progress(number, text, cancellable=number in self._reporters))
        future.add_done_callback(lambda ready: self._put(lambda: self._deliver(request, ready)))
        return number

    def _tell(self, progress: Progress) -> None:
        self._put(lambda: self.progressed.emit(progress))

    def _put(self, arrival: Callable[[], None]) -> None:
        self._arrivals.put(arrival)
        self._arrived.emit()

    def _on_arrived(self) -> None:
        while True:
            try:
                arrival = self._arrivals.get_nowait()
            except Empty:
                return
            arrival()

    def _deliver(self, request: _Request, ready: Future[Any]) -> None:
        self._open.pop(request.number, None)
        self._reporters.pop(request.number, None)
        late = request.channel is not None and self._newest.get(request.channel) != request.number
        try:
            if not late:
                self._hand_over(request, ready)
        finally:
            self.ended.emit(request.number)
            if request.number in self._writes:
                self._writes.discard(request.number)
                self.saving.emit(bool(self._writes))
            if not self._open:
                self.idle.emit()

    def _hand_over(self, request: _Request, ready: Future[Any]) -> None:
        try:
            answer = ready.result()
        except (Cancelled, CancelledError):
            return
        except Exception as error:  # noqa: BLE001 - whatever the work raised goes to the asker
            if request.number in self._writes:
                self.write_failed.emit(error)
            if request.failed is not None:
                request.failed(error)
            else:
                self.failed.emit(error)
            return
        if request.done is not None:
            request.done(answer)
