"""Periods of a school that ring at the same time by the clock: nobody can be in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import PERIODS, Bell

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two periods of a school that ring at the same time on some weekdays."""

    one: Bell
    other: Bell
    days: str


def overlaps(bells: Iterable[Bell]) -> tuple[Overlap, ...]:
    """Return the periods of one school that ring at the same time."""
    periods = sorted((b for b in bells if b.block in PERIODS), key=lambda b: b.start)
    found = []
    for place, one in enumerate(periods):
        for other in periods[place + 1 :]:
            days = "".join(day for day in one.days if day in other.days)
            if days and other.start < one.end:
                found.append(Overlap(one, other, days))
    return tuple(found)
