"""The only place that asks the machine what time it is.

Everything that depends on "now" gets a `Clock`, so that `--today` holds for the whole program.
"""

from __future__ import annotations

import time as machine
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from cte_desktop.system.errors import WrongCall


@dataclass(frozen=True, slots=True)
class Clock:
    """The machine's clock, or one that stands still on a given day."""

    fixed_day: date | None = None

    def today(self) -> date:
        """Return the day where the counselor is."""
        if self.fixed_day is not None:
            return self.fixed_day
        return datetime.now().astimezone().date()

    def now(self) -> datetime:
        """Return the moment in UTC; noon of the fixed day, which is that day all over America."""
        if self.fixed_day is not None:
            return datetime.combine(self.fixed_day, time(12), UTC)
        return datetime.now(UTC)


def clock_from(today: str | None) -> Clock:
    """Return the clock for an option such as `2027-02-01`; the machine's own for None or empty
    text.
    """
    if not today:
        return Clock()
    try:
        day = date.fromisoformat(today)
    except ValueError:
        day = None
    if day is None or day.isoformat() != today:
        raise WrongCall(
            "bad_date",
            'The date "{given}" can\'t be read.',
            do="Write the year, month and day as in 2027-02-01.",
            given=today,
        )
    return Clock(day)


def seconds() -> float:
    """Return the machine's own time in seconds, for waiting: no `--today` makes it stand still."""
    return machine.time()
