"""Bells, travel and meetings in minutes of the day, per weekday.

A clash is two meetings that overlap in minutes on a weekday, travel between sites included; period
numbers are never compared across sites (`product.md`, "By the clock").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cte_desktop.domain.catalog.verified import Verified

WEEKDAYS = "MTWRF"
PERIODS = ("P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7")

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bell:
    """When a block (DAY, P0-P7, LUNCH, ED...) runs at a school on some weekdays."""

    school: str
    schedule: str  # regular, late_start, ...
    days: str  # of MTWRF
    block: str
    start: int  # minutes after midnight
    end: int
    optional: bool  # not every student has it
    verified: Verified = Verified.NO
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes from one site to another; a missing pair is unknown, never zero."""

    origin: str
    destination: str
    minutes: int
    verified: Verified = Verified.NO


@dataclass(frozen=True, slots=True)
class Meeting:
    """One weekday's clock time at a site. Two are equal when nobody can tell them by the clock."""

    weekday: str  # one of MTWRF
    start: int
    end: int
    site: str
    period: str = field(default="", compare=False)  # whose bell it is, "" for clock times


def parse_clock(text: str) -> int | None:
    """Return the minutes after midnight that "15:45" writes, or None."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return None
    hours, minutes = int(found[1]), int(found[2])
    return hours * 60 + minutes if hours < 24 and minutes < 60 else None


def clock_text(minutes: int) -> str:
    """Return "15:45" for 945."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def parse_days(text: str) -> str | None:
    """Return the weekdays in order ("RT" is "TR"), or None when a letter is not of MTWRF."""
    letters = set(text.strip().upper())
    if not letters or letters - set(WEEKDAYS):
        return None
    return "".join(day for day in WEEKDAYS if day in letters)
