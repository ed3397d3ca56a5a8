"""Times of the day as people type them into a form; files are read by `timetable.parse_clock`."""

from __future__ import annotations

import re

from cte_desktop.domain.catalog.timetable import parse_clock

_HALF_DAY = re.compile(r"(\d{1,2})(?::?(\d{2}))?\s*([ap])\.?\s*m\.?", re.IGNORECASE | re.ASCII)
_BARE = re.compile(r"(\d{1,2})[.:]?(\d{2})", re.ASCII)
_NOON = 12


def clock_in(text: str) -> int | None:
    """Return the minutes of the day that a person wrote: 15:45, 15.45, 1545, 3:45 PM; else None."""
    written = text.strip()
    half = _HALF_DAY.fullmatch(written)
    if half:
        hour, minute = int(half[1]), int(half[2] or 0)
        if not (1 <= hour <= _NOON and minute < 60):
            return None
        return (hour % _NOON + (_NOON if half[3].lower() == "p" else 0)) * 60 + minute
    bare = _BARE.fullmatch(written)
    return parse_clock(f"{bare[1]}:{bare[2]}") if bare else None
