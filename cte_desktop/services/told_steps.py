"""What each step of the history did to one student, in words, for whoever asks for everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.storage.history import list_changes
from cte_desktop.storage.step_student_rows import rows_of_student
from cte_desktop.wording.history.changes import told_change, told_destroyed
from cte_desktop.wording.history.rows import told_row
from cte_desktop.wording.history.told import Deed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction
    from cte_desktop.wording.history.told import Told

_EMPTY = frozenset({Deed.CHANGED, Deed.DONE})  # deeds that say nothing without a field


def told_of_student(desk: Desk, uid: str, steps: Iterable[int]) -> dict[int, tuple[Told, ...]]:
    """Return what steps did to a student, by their numbers, in the language in force.

    Nobody else who was in the same step is named.
    """
    with desk.database.reading() as tx:
        return {
            step: tuple(one for one in _told(desk, tx, step, uid) if _says_something(one))
            for step in steps
        }


def _told(desk: Desk, tx: Transaction, step: int, uid: str) -> Iterator[Told]:
    catalog = desk.catalog()
    for change in list_changes(tx, step):
        if change.student_id != uid:
            continue
        if change.destroyed:
            yield told_destroyed(change.noun)
        else:
            yield told_change(change.noun, change.noun_id, change.before, change.after, catalog)
    for row in rows_of_student(tx, step, uid):
        yield told_row(row.table, row.before, row.after, catalog)


def _says_something(told: Told) -> bool:
    return bool(told.fields) or told.deed not in _EMPTY
