"""The verified mark of a catalog entry.

Much of the shipped catalog is a plausible stand-in until the district confirms it; an unverified
entry shows so on screen, never on paper to families (`product.md`, "What it must be like" 4).
"""

from __future__ import annotations

from enum import StrEnum


class Verified(StrEnum):
    """Whether an entry is confirmed by a source."""

    YES = "yes"
    PARTIAL = "partial"
    NO = "no"


def parse_verified(text: str) -> Verified:
    """Return the mark that `text` writes; anything unknown counts as not verified."""
    try:
        return Verified(text.strip().lower())
    except ValueError:
        return Verified.NO
