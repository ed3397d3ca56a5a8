"""When and where an information evening is, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.clock import clock_words
from cte_desktop.wording.labels import date_label

if TYPE_CHECKING:
    from cte_desktop.domain.completion.forecast.invitation import Evening


def evening_text(evening: Evening) -> str:
    """Return "March 3, 2027, 6:00 PM, Canyon High, library"."""
    parts = (
        date_label(evening.on),
        "" if evening.at is None else clock_words(evening.at),
        evening.place,
    )
    return ", ".join(part for part in parts if part)
