"""Students' files as the rows of the store, to be put together elsewhere: in another process.

Fetching takes a transaction; putting together takes the rows alone. Rows hold texts and numbers
only, so they pass to another process as they are.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.plan_content import PLACEMENT_COLUMNS, KeptPlacement, KeptPlan, plan_of
from cte_desktop.storage.student_rows import KEPT
from cte_desktop.storage.students import STUDENT_ROWS, files_of_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.storage.student_rows import Values
    from cte_desktop.storage.transaction import Transaction

RawFiles = tuple[Any, ...]
"""The rows of some students: theirs, those of each kept table, their active plans, placements."""

_LISTED = "(SELECT value FROM json_each(?))"
_PLANS = (
    'SELECT p."key", p.uid, s.uid, p.name, p.status, p.signed_on, p.step, p.student '
    'FROM "plan" p JOIN student s ON s."key" = p.student '
    f"WHERE p.student IN {_LISTED} AND p.status = 'active'"
)
_PLACEMENTS = (
    f'SELECT "plan", uid, step, {", ".join(PLACEMENT_COLUMNS)} FROM placement '
    f'WHERE "plan" IN {_LISTED} ORDER BY "plan", position'
)


def fetch_raw_files(tx: Transaction, keys: Sequence[int]) -> RawFiles:
    """Return the rows of the students under these keys of the store."""
    wanted = (json.dumps(list(keys)),)
    plans = fetch(tx, _PLANS, wanted)
    return (
        fetch(tx, f'{STUDENT_ROWS} WHERE "key" IN {_LISTED} ORDER BY "key"', wanted),
        [fetch(tx, kept.query(f"student IN {_LISTED}"), wanted) for kept in KEPT],
        plans,
        fetch(tx, _PLACEMENTS, (json.dumps([plan[0] for plan in plans]),)),
    )


def files_from(raw: RawFiles) -> Iterator[tuple[int, StudentFile, Plan | None]]:
    """Yield each student's key, file and active plan."""
    students, parts, plans, placements = raw
    of_plan: dict[int, list[KeptPlacement]] = {}
    for row in placements:
        of_plan.setdefault(row[0], []).append(KeptPlacement(row[1], row[3:], row[2]))
    plan_for = {row[-1]: _plan(row, of_plan.get(row[0], [])) for row in plans}
    for student, file in zip(students, files_of_rows(students, parts), strict=True):
        yield student[0], file, plan_for.get(student[0])


def _plan(row: Values, placements: list[KeptPlacement]) -> Plan:
    _, uid, student, name, status, signed_on, step, _ = row
    return plan_of(KeptPlan(uid, student, name, status, signed_on, step, tuple(placements)))
