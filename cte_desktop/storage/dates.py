"""Days as the tables keep them: ISO text, empty for none."""

from __future__ import annotations

from datetime import date


def day_or_none(text: str | None) -> date | None:
    """Return the day that a stored text means."""
    return date.fromisoformat(text) if text else None


def day_text(day: date | None) -> str | None:
    """Return the text that a day is stored as."""
    return None if day is None else day.isoformat()
