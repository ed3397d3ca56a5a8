"""The day that an entry of the register carries, when the clock of the computer can't be trusted.

A clock that was set back dates no entry before the last one, as long as the last one's day can be
true. A day of more than a year ahead can't: the clock was wrong then, or is wrong now. It is not
carried on, and a certificate with it is issued anew before it is printed.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.code import FIRST_DAY, LAST_DAY
from cte_desktop.domain.school_year import school_year_of, school_year_text
from cte_desktop.storage.fetching import fetch
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.storage.transaction import Transaction

AHEAD_MOST = timedelta(days=366)


def issue_day(tx: Transaction) -> date:
    """Return the day that an entry made now carries: never before that of an earlier one.

    It is later than today when the clock was set back meanwhile; days that can't be true are
    passed over.
    """
    today = tx.clock.today()
    query = "SELECT max(issued_on) FROM register_entry WHERE issued_on BETWEEN ? AND ?"
    limits = (today.isoformat(), (today + AHEAD_MOST).isoformat())
    return _day(fetch(tx, query, limits)[0][0]) or today


def day_ahead(tx: Transaction) -> date | None:
    """Return the latest day of an entry that lies too far ahead to be true, or None."""
    query = "SELECT max(issued_on) FROM register_entry WHERE issued_on > ?"
    return _day(fetch(tx, query, ((tx.clock.today() + AHEAD_MOST).isoformat(),))[0][0])


def days_of_issue(tx: Transaction, serials: Sequence[str]) -> dict[str, date]:
    """Return on which day serials were issued, under them: none ends before."""
    query = (
        "SELECT serial, min(issued_on) FROM register_entry "
        "WHERE serial IN (SELECT value FROM json_each(?)) GROUP BY serial"
    )
    rows = fetch(tx, query, (json.dumps(sorted(set(serials) - {""})),))
    days = {serial: _day(text) for serial, text in rows}
    return {serial: day for serial, day in days.items() if day is not None}


def can_be_true(day: date, today: date) -> bool:
    """Tell whether a certificate can have been issued on a day, by today's clock."""
    return FIRST_DAY <= day <= min(LAST_DAY, today + AHEAD_MOST)


def require_day(tx: Transaction, latest_year: int) -> None:
    """Refuse to award by a clock that can't be right; `latest_year` is of the completions.

    Known errors: clock_set_back, when that school year has not begun; clock_wrong, when the day is
    none that a certificate can carry.
    """
    today = tx.clock.today()
    if latest_year > school_year_of(today):
        raise KnownError(
            "clock_set_back",
            "{year} has not begun by the clock of this computer: it says {day}.",
            kept="Nothing was awarded.",
            do="Set the date of this computer right, then award again.",
            year=school_year_text(latest_year),
            day=today.isoformat(),
        )
    if not can_be_true(issue_day(tx), today):
        raise KnownError(
            "clock_wrong",
            "The clock of this computer says {day}, which no certificate can carry.",
            kept="Nothing was changed.",
            do="Set the date of this computer right, then try again.",
            day=today.isoformat(),
        )


def _day(text: str | None) -> date | None:
    """Return a day, None for what is none: the check of the register tells that."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
