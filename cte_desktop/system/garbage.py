"""Putting off the search for cycles of garbage while many records are made that all stay."""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCK = threading.Lock()
_waiting = 0
_was_on = False


@contextmanager
def search_put_off() -> Iterator[None]:
    """Put the search off meanwhile; several threads may, and the last one to end lets it go on.

    What nobody refers to any more is freed at once all the same: only cycles wait.
    """
    _begin()
    try:
        yield
    finally:
        _end()


def _begin() -> None:
    global _waiting, _was_on  # noqa: PLW0603 - the search is one for the whole process
    with _LOCK:
        if _waiting == 0:
            _was_on = gc.isenabled()
            gc.disable()
        _waiting += 1


def _end() -> None:
    global _waiting  # noqa: PLW0603 - as above
    with _LOCK:
        _waiting -= 1
        if _waiting == 0 and _was_on:
            gc.enable()
