"""Moments as tables show them: by the clock of the person who reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_datetime

from cte_desktop.wording.translate import current_language

if TYPE_CHECKING:
    from datetime import datetime

_PATTERNS = {"en": "MMM d, y, h:mm a", "es": "d MMM y, H:mm"}


def moment_words(at: datetime) -> str:
    """Return a moment in local time: "Nov 21, 2026, 4:05 PM"."""
    language = current_language()
    return format_datetime(at.astimezone(), _PATTERNS.get(language, "medium"), locale=language)
