"""What looking for plans that no longer fit asks of the store, a whole district at a time."""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.storage.bulk import OWNED
from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.storage.transaction import Transaction

_LISTED = "(SELECT value FROM json_each(?))"
_PLANNED = (
    'SELECT s."key" FROM student s JOIN "plan" p ON p.student = s."key" WHERE p.status = \'active\''
)
_THESE = f"s.uid IN {_LISTED}"
_OF_EVERYONE = ("course", "course_site", "section", "meeting", "school", "bell")
"""What an import may write that concerns the plans of students without a row of their own in it."""


def planned_students(tx: Transaction, uids: Collection[str] | None = None) -> tuple[int, ...]:
    """Return the keys of the students who have an active plan, by student_id; of these, or all."""
    in_order = "ORDER BY s.student_id"
    if uids is None:
        found = fetch(tx, f"{_PLANNED} {in_order}")
    else:
        found = fetch(tx, f"{_PLANNED} AND {_THESE} {in_order}", (json.dumps(sorted(uids)),))
    return tuple(key for (key,) in found)


def former_titles(tx: Transaction, keys: Collection[int]) -> dict[str, str]:
    """Return the titles of courses that the catalog no longer has, under their codes.

    They are courses in active plans of the students under these keys; their titles stand in the
    record, or in the version of the catalog before an import.
    """
    query = (
        'SELECT DISTINCT c.course_code FROM placement c JOIN "plan" p ON p."key" = c."plan" '
        f"WHERE p.student IN {_LISTED} AND p.status = 'active' "
        "AND c.course_code NOT IN (SELECT code FROM course)"
    )
    gone = [code for (code,) in fetch(tx, query, (json.dumps(sorted(keys)),))]
    if not gone:
        return {}
    listed = (json.dumps(gone),)
    titles: dict[str, str] = dict(
        fetch(
            tx,
            "SELECT course_code, max(course_title) FROM record "
            f"WHERE course_title != '' AND course_code IN {_LISTED} GROUP BY course_code",
            listed,
        )
    )
    for step, columns in fetch(
        tx, "SELECT step, columns FROM bulk_part WHERE \"table\" = 'course'"
    ):
        names = json.loads(columns)
        code, title = (f"json_extract(content, '$[{names.index(n)}]')" for n in ("code", "title"))
        query = (
            f"SELECT {code}, {title} FROM earlier_row WHERE step = ? AND \"table\" = 'course' "
            f"AND content IS NOT NULL AND {code} IN {_LISTED}"
        )
        titles |= dict(fetch(tx, query, (step, *listed)))
    return titles


def students_written_about(tx: Transaction, step: int) -> frozenset[str] | None:
    """Return the uids of the students about whom a step wrote rows or took rows away.

    None when it wrote about the catalog or the sections: that may concern everyone.
    """
    parts = dict(fetch(tx, 'SELECT "table", columns FROM bulk_part WHERE step = ?', (step,)))
    if any(parts_of in parts or _wrote(tx, parts_of, step) for parts_of in _OF_EVERYONE):
        return None
    found: set[int] = set()
    for table, owner in OWNED:
        query = f'SELECT DISTINCT "{owner}" FROM "{table}" WHERE step = ?'
        owners = {key for (key,) in fetch(tx, query, (step,))}
        if table in parts:
            place = json.loads(parts[table]).index(owner)
            before = (
                f"SELECT DISTINCT json_extract(content, '$[{place}]') FROM earlier_row "
                'WHERE step = ? AND "table" = ? AND content IS NOT NULL'
            )
            owners |= {key for (key,) in fetch(tx, before, (step, table))}
        if table == "placement":
            query = f'SELECT student FROM "plan" WHERE "key" IN {_LISTED}'
            owners = {key for (key,) in fetch(tx, query, (json.dumps(sorted(owners)),))}
        found |= owners
    uids = fetch(
        tx, f'SELECT uid FROM student WHERE "key" IN {_LISTED}', (json.dumps(sorted(found)),)
    )
    return frozenset(uid for (uid,) in uids)


def _wrote(tx: Transaction, table: str, step: int) -> bool:
    return bool(fetch(tx, f'SELECT 1 FROM "{table}" WHERE step = ? LIMIT 1', (step,)))
