"""When a step was done, as a list says it: "Today, 4:05 PM"."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from babel.dates import format_datetime, format_time

from cte_desktop.wording.translate import current_language, tr

if TYPE_CHECKING:
    from datetime import date, datetime

_TIMES = {"en": "h:mm a", "es": "H:mm"}
_DAYS = {"en": "EEE, MMM d, y, h:mm a", "es": "EEE, d MMM y, H:mm"}


def when_words(at: datetime, today: date) -> str:
    """Return a moment in local time: today and yesterday so, others with their weekday."""
    local, language = at.astimezone(), current_language()
    time = format_time(local, _TIMES.get(language, "short"), locale=language)
    if local.date() == today:
        return tr("Today, {time}", time=time)
    if local.date() == today - timedelta(days=1):
        return tr("Yesterday, {time}", time=time)
    return format_datetime(local, _DAYS.get(language, "medium"), locale=language)
