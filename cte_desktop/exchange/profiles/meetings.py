"""Sections that meet in several periods, named in one cell: a row of the plain file for each.

OneRoster writes "1,2" for a double period, PowerSchool "3(A) 5(B)" for one that changes by the day
of its cycle. The planner knows no such cycle: the section holds both periods every day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TypeVar

from cte_desktop.exchange.profiles.school_times import periods_of
from cte_desktop.exchange.profiles.whole_years import MappedBatch

PERIOD = "period"

_Cell = TypeVar("_Cell")


def part_meetings(batch: MappedBatch, header: Sequence[str]) -> None:
    """Make rows, adjacent and under the same number, of each one with several periods."""
    if PERIOD not in header:
        return
    texts = batch.texts[header.index(PERIOD)]
    several = {text: periods_of(text) for text in set(texts)}
    parts = [several[text] or (text,) for text in texts]
    times = [len(part) for part in parts]
    if sum(times) == len(times):
        return
    batch.rows = _repeated(batch.rows, times)
    batch.numbers = _repeated(batch.numbers, times)
    batch.texts = [
        [text for part in parts for text in part]
        if column == PERIOD
        else _repeated(batch.texts[place], times)
        for place, column in enumerate(header)
    ]
    ends = set(accumulate(times))
    batch.doubled = frozenset(p for p in range(sum(times)) if p + 1 not in ends)


def _repeated(cells: Iterable[_Cell], times: Iterable[int]) -> list[_Cell]:
    return [cell for cell, many in zip(cells, times, strict=True) for _ in range(many)]
