"""Rows of files that a person removed here: they stay removed, and each file that has them is told.

The history knows them. Whoever wants one again adds it; experiences have a column for it instead.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.content import content_or_none
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.history import undone_steps
from cte_desktop.storage.import_report import REMOVED, KeptByHand

if TYPE_CHECKING:
    from cte_desktop.storage.bulk import BulkStep
    from cte_desktop.storage.copied import Copied
    from cte_desktop.storage.import_report import FileCounts
    from cte_desktop.storage.transaction import Transaction

REMEMBERED = frozenset({"busy_time"})
_CHANGES = (
    "SELECT c.step, c.noun_id, t.before, t.after FROM change c "
    "JOIN change_content t ON t.change = c.number JOIN step s ON s.number = c.step "
    "WHERE c.noun = ? AND s.kind NOT IN ('undo', 'redo') ORDER BY c.number"
)


class RemovedHere:
    """Leaves aside what people removed while the batches of one kind are applied."""

    def __init__(self, bulk: BulkStep, copied: Copied) -> None:
        """Look whether anything was removed."""
        self._bulk = bulk
        self._identity = copied.identity
        found = _removed(bulk.tx, copied) if copied.table in REMEMBERED else []
        self._listed = json.dumps(found) if found else ""

    def leave_aside(self, incoming: str, matched: str, counts: FileCounts) -> None:
        """Take the rows of the batch that people removed out of it; they count as unchanged."""
        if not self._listed:
            return
        same = " AND ".join(
            f"i.\"{name}\" IS json_extract(j.value, '$[{place}]')"
            for place, name in enumerate(self._identity)
            if name != "student"
        )
        removed = (
            f"SELECT i.spot FROM {incoming} i JOIN json_each(?) j "
            "JOIN student s ON s.uid = json_extract(j.value, '$[0]') AND s.\"key\" = i.student "
            f'JOIN {matched} m ON m.spot = i.spot WHERE m."key" IS NULL AND {same}'
        )
        run = self._bulk.tx.connection.exec_driver_sql
        left = run(
            f"DELETE FROM {incoming} WHERE spot IN ({removed}) RETURNING spot, sheet_row, student",
            (self._listed,),
        ).all()
        if not left:
            return
        run(f"DELETE FROM {matched} WHERE spot NOT IN (SELECT spot FROM {incoming})")
        of_rows = {row: student for _, row, student in sorted(left)}
        counts.kept += [
            KeptByHand(row, REMOVED, "", "", student, REMOVED) for row, student in of_rows.items()
        ]
        still = set(run(f"SELECT sheet_row FROM {incoming}").scalars())
        counts.unchanged += len(of_rows.keys() - still)


def _removed(tx: Transaction, copied: Copied) -> list[list[Any]]:
    """Return the identities of rows from files that people removed and have not added again."""
    rows = fetch(tx, _CHANGES, (copied.table,))
    undone = undone_steps(tx) if rows else {}
    made_here: set[str] = set()
    removed: dict[str, list[Any]] = {}
    for step, uid, before_text, after_text in rows:
        if step in undone:
            continue
        before, after = content_or_none(before_text), content_or_none(after_text)
        identity: list[Any] = [(after or before or {})[name] for name in copied.identity]
        if after is not None:
            if before is None:
                made_here.add(uid)
            removed.pop(json.dumps(identity), None)
        elif uid not in made_here:
            removed[json.dumps(identity)] = identity
    return list(removed.values())
