"""Which step of the history closes a day.

The order of the steps rules, not their times: what was known at the end of a day is what stands
after the newest step that bears that day, or an earlier one, by the clock of this computer. A step
made while the clock was ahead is so known from the next rightly dated one on; steps made after the
clock was set back count with the day that it showed. Days are those of this computer's time zone,
from midnight to midnight, however many hours they have where the clocks change. Today is always
the present, whatever the clock said before.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from cte_desktop.storage.facts import MADE_AT, read_facts
from cte_desktop.storage.tables.history import StepRow
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.storage.transaction import Transaction


def end_of_day(day: date) -> datetime:
    """Return the midnight that ends a day where this computer is, in UTC."""
    return datetime.combine(day + timedelta(days=1), time()).astimezone(UTC)


def local_day(at: datetime) -> date:
    """Return the day of a moment where this computer is."""
    return at.astimezone().date()


def step_closing(tx: Transaction, day: date, today: date) -> int:
    """Return the number of the step after which the day ended; 0 when nothing was done before.

    A wrong call for a day to come, and for one before the database was made.
    """
    if day > today:
        raise WrongCall(
            "day_to_come",
            noop("{day} is still to come."),
            do=noop("Choose a day up to today."),
            day=date_label(day),
        )
    if day == today:
        return newest_step(tx)
    newest = select(StepRow.number).where(StepRow.at < end_of_day(day))
    number = tx.session.scalar(newest.order_by(StepRow.number.desc()).limit(1))
    if number is None:
        made = local_day(datetime.fromisoformat(read_facts(tx.connection)[MADE_AT]))
        if day < made:
            raise WrongCall(
                "before_the_database",
                noop("This database was made on {made}; nothing is known of {day}."),
                do=noop("Choose a later day."),
                made=date_label(made),
                day=date_label(day),
            )
    return number or 0


def newest_step(tx: Transaction) -> int:
    """Return the number of the last step, 0 if there is none."""
    return tx.session.scalar(select(func.max(StepRow.number))) or 0


def days_of_steps(tx: Transaction, numbers: Collection[int]) -> dict[int, date]:
    """Return from which day on each step counts as known: the earliest that it or a later one
    bears.
    """
    earliest = func.min(StepRow.at).over(order_by=StepRow.number.desc())
    counted = select(StepRow.number, earliest.label("known")).subquery()
    query = select(counted.c.number, counted.c.known).where(counted.c.number.in_(list(numbers)))
    return {number: local_day(known) for number, known in tx.session.execute(query)}
