"""A gate before the transactions of one program: closed while the file itself is exchanged."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Gate:
    """Lets any number of threads through, or one alone.

    Who is inside may enter again, even while somebody waits to close the gate: nobody waits for
    each other forever.
    """

    def __init__(self) -> None:
        """Open the gate."""
        self._news = threading.Condition()
        self._inside: dict[int, int] = {}  # thread -> how many times it is inside
        self._keeper: int | None = None

    @contextlib.contextmanager
    def passing(self) -> Iterator[None]:
        """Be inside; waits while another thread has the gate closed."""
        me = threading.get_ident()
        with self._news:
            self._news.wait_for(lambda: self._keeper in (None, me) or me in self._inside)
            self._inside[me] = self._inside.get(me, 0) + 1
        try:
            yield
        finally:
            with self._news:
                self._inside[me] -= 1
                if not self._inside[me]:
                    del self._inside[me]
                self._news.notify_all()

    @contextlib.contextmanager
    def closed(self) -> Iterator[None]:
        """Be alone: waits until all are out. From inside it is a mistake of the program."""
        me = threading.get_ident()
        with self._news:
            if me in self._inside:
                raise RuntimeError("the gate can't be closed from inside")
            self._news.wait_for(lambda: self._keeper is None)
            self._keeper = me
            self._news.wait_for(lambda: not self._inside)
        try:
            yield
        finally:
            with self._news:
                self._keeper = None
                self._news.notify_all()
