"""Times of the day in words: 24 hours on the screen, "4:15 PM" on paper, which families read.

Which of the two is in force is held in a context variable, as the language is, so that a paper
can be made in one thread while the window speaks its own way in another.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import clock_text, parse_clock
from cte_desktop.wording.papers import clock_label

if TYPE_CHECKING:
    from collections.abc import Iterator

_paper: ContextVar[bool] = ContextVar("paper", default=False)


@contextmanager
def on_paper() -> Iterator[None]:
    """Write times as papers do inside the block, or inside the function that this decorates."""
    token = _paper.set(True)
    try:
        yield
    finally:
        _paper.reset(token)


def clock_words(minutes: int) -> str:
    """Return "16:15", on paper "4:15 PM", for 975 minutes after midnight."""
    return clock_label(minutes) if _paper.get() else clock_text(minutes)


def written_clock(text: str) -> str:
    """Return a time that is kept as "16:15" in the same words; any other text as it is."""
    minutes = parse_clock(text)
    return text if minutes is None else clock_words(minutes)
