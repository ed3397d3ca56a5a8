"""What every change of the catalog by hand has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.changes import Changes
from cte_desktop.storage.history import step_number
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.catalog_rows import CatalogRows, Entry
    from cte_desktop.storage.transaction import Transaction

SOURCE = "Settings"
"""Where an entry comes from that was typed in here."""
KEPT = noop("Nothing was changed.")
NOUNS = frozenset({"catalog", "history"})


def write(
    tx: Transaction, rows: CatalogRows, before: Entry | None, after: Entry | None
) -> int | None:
    """Put an entry in the place of another; the number of the step, None when nothing changed.

    Known error: changed_since, when it is not as the person saw it.
    """
    there = before if before is not None else after
    seen = before is not None
    if there is not None and (rows.is_same(tx, there) if seen else not rows.has(tx, there)):
        return step_number(tx) if rows.write(tx, before, after) else None
    raise KnownError(
        "changed_since",
        noop("This has been changed meanwhile."),
        kept=KEPT,
        do=noop("It is read anew; try again."),
    )


def told(desk: Desk, number: int | None) -> Changes:
    """Return what a step changed, and let the desk read the catalog anew."""
    if number is None:
        return Changes()
    desk.forget_district()
    return Changes(NOUNS, step=number)
