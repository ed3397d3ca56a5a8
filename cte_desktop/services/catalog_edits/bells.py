"""The bells of a school: when each period rings, what is wrong with one, and saving it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import WEEKDAYS, Bell
from cte_desktop.domain.catalog.verified import Verified
from cte_desktop.services.catalog_edits.saving import KEPT, SOURCE, told, write
from cte_desktop.services.changes import Changes
from cte_desktop.services.decisions import Fault
from cte_desktop.storage.catalog_rows import BELLS
from cte_desktop.storage.history import begin_step
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.desk import Desk

LONGEST_WORD = 20
USUAL = "regular"
"""The schedule of most days, as files call it."""


def bells_of(catalog: Catalog, school: str) -> tuple[Bell, ...]:
    """Return the bells of a school by schedule, the usual one first, then as the day goes."""
    found = catalog.bells_by_school.get(school, ())
    return tuple(
        sorted(
            found,
            key=lambda b: (b.schedule != USUAL, b.schedule, WEEKDAYS.find(b.days[:1]), b.start),
        )
    )


def bell_fault(bell: Bell, others: Iterable[Bell]) -> Fault | None:
    """Return what keeps a bell from being saved beside the others of its school, None if nothing.

    Overlapping periods are no fault: they are said (`overlaps`), since days are changed one by one.
    """
    for name, text, words in (
        ("block", bell.block, tr("Say which period it is, in at most {most} letters.")),
        ("schedule", bell.schedule, tr("Say which schedule it is, in at most {most} letters.")),
    ):
        if not text.strip() or len(text) > LONGEST_WORD or not text.isprintable():
            return Fault(name, words.format(most=LONGEST_WORD))
    if not bell.days or set(bell.days) - set(WEEKDAYS):
        return Fault("days", tr("Say on which weekdays it rings, as letters of MTWRF."))
    if bell.end <= bell.start:
        return Fault("end", tr("It must end after it begins."))
    if any(_identity(other) == _identity(bell) for other in others):
        return Fault("block", tr("{block} is in the list for these days.", block=bell.block))
    return None


def save_bell(desk: Desk, before: Bell | None, after: Bell | None) -> Changes:
    """Put a bell in the place of another as one step; None for `before` adds, for `after` removes.

    Known errors: bad_bell, changed_since.
    """
    shown = after or before
    if shown is None:
        return Changes()
    if after is not None:
        own = before and _identity(before)
        others = [b for b in bells_of(desk.catalog(), after.school) if _identity(b) != own]
        fault = bell_fault(after, others)
        if fault is not None:
            raise KnownError("bad_bell", fault.text, kept=KEPT)
        after = replace(after, verified=Verified.YES, source=SOURCE)
    action = "add_bell" if before is None else "remove_bell" if after is None else "change_bell"
    with desk.database.writing() as tx:
        begin_step(tx, action, {"school": shown.school, "block": shown.block})
        number = write(tx, BELLS, before, after)
    return told(desk, number)


def _identity(bell: Bell) -> tuple[str, str, str, str]:
    return bell.school, bell.schedule, bell.days, bell.block
