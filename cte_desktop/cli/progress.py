"""How far long work is, on one line of the standard error when somebody watches it."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EVERY_SECONDS = 0.2
_BACK = "\r\x1b[K"  # to the beginning of the line, which is wiped


@contextlib.contextmanager
def watched(words: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told (done, of how many) and shows it in these words.

    Nothing is written when the standard error is no terminal; the line is wiped at the end.
    """
    stream = sys.stderr
    if stream is None or not stream.isatty():
        yield lambda _done, _total: None
        return
    shown_at = 0.0

    def show(done: int, total: int) -> None:
        nonlocal shown_at
        now = time.monotonic()
        if now - shown_at < EVERY_SECONDS:
            return
        shown_at = now
        stream.write(_BACK + words.format(done=f"{done:,}", total=f"{total:,}"))
        stream.flush()

    try:
        yield show
    finally:
        stream.write(_BACK)
        stream.flush()
