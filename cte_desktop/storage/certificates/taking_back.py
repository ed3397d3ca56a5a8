"""What taking a step of the history back would do to certificates that are out of the house."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.register.entries import Entry, Kind
from cte_desktop.storage.certificates.register import entries_numbered, entries_of_step
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.history import StepKind, newest_steps

if TYPE_CHECKING:
    from cte_desktop.storage.history import Step
    from cte_desktop.storage.transaction import Transaction

_PRINTED = (
    "SELECT count(*) FROM award WHERE state = 'in_force' AND printed_on IS NOT NULL "
    "AND first_serial IN (SELECT serial FROM register_entry WHERE step = ? AND kind = 'award')"
)


def printed_of_step(tx: Transaction, step: int) -> int:
    """Return how many certificates in force, printed already, rest on what a step awarded."""
    return int(fetch(tx, _PRINTED, (step,))[0][0])


def later_for_good(tx: Transaction, step: Step) -> Entry | None:
    """Return the last entry after a step that no undo takes back (revoked, issued anew), or None.

    None too when something was undone since: it was told then.
    Of one moment with the step, as on a day that stands still, it is later unless the step entered
    something after it.
    """
    number = fetch(tx, "SELECT max(number) FROM register_entry WHERE step IS NULL")[0][0]
    if number is None:
        return None
    entry = entries_numbered(tx, (number,))[number]
    of_step = max((one.number for one in entries_of_step(tx, step.number)), default=0)
    is_later = (datetime.fromisoformat(entry.at), number) > (step.at, of_step)
    newest = next(iter(newest_steps(tx)))
    was_told = newest.kind is StepKind.UNDO and newest.at > datetime.fromisoformat(entry.at)
    is_for_good = entry.kind in {Kind.REVOCATION, Kind.REISSUE}
    return entry if is_later and is_for_good and not was_told else None
