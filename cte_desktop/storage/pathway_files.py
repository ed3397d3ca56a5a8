"""Students' files with what pathways look at alone: fast for everyone of a school year at once.

Rows of the record that no pathway counts are left out, and so are fixed times, wishes, tests and
plans. Only decisions on pathways by earned work may rest on such a file.
"""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.student_rows import KEPT, RECORD
from cte_desktop.storage.students import STUDENT_ROWS, files_of_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.storage.student_rows import Kept
    from cte_desktop.storage.transaction import Transaction

BLOCK = 2000
"""Students whose rows are read at once."""
_LISTED = "(SELECT value FROM json_each(?))"
# Three questions of our own words, each answered by an index without a look at the other rows.
_OF_PATHWAYS = (
    f'"key" IN (SELECT "key" FROM record WHERE student IN {_LISTED} AND course_code IN {_LISTED} '
    'UNION ALL SELECT "key" FROM record INDEXED BY ix_record_elsewhere '
    f"WHERE student IN {_LISTED} AND (recovers <> '' OR pathway_level <> '') "
    'UNION ALL SELECT "key" FROM record WHERE student IN (SELECT student FROM decision '
    f"WHERE program LIKE 'pathway:%' AND student IN {_LISTED}))"
)
_DECIDING = frozenset({"record", "enrollment", "decision", "added_program"})
_PRINTING = _DECIDING | {"experience"}


def pathway_files(
    tx: Transaction, keys: Collection[int], catalog: Catalog, *, experiences: bool = True
) -> Iterator[tuple[int, StudentFile]]:
    """Yield the files of students by the keys of the store, in that order.

    A student with a decision about a pathway has the whole record: any course may count by it. No
    decision needs the `experiences`; certificates do.
    """
    tables = _PRINTING if experiences else _DECIDING
    codes = json.dumps(sorted({step.course_code for step in catalog.steps}))
    in_order = sorted(keys)
    for start in range(0, len(in_order), BLOCK):
        wanted = json.dumps(in_order[start : start + BLOCK])
        rows = fetch(tx, f'{STUDENT_ROWS} WHERE "key" IN {_LISTED} ORDER BY "key"', (wanted,))
        parts = [_rows(tx, kept, wanted, codes) if kept.table in tables else [] for kept in KEPT]
        for row, file in zip(rows, files_of_rows(rows, parts), strict=True):
            yield row[0], file


def _rows(tx: Transaction, kept: Kept, wanted: str, codes: str) -> list[tuple[object, ...]]:
    if kept is not RECORD:
        return fetch(tx, kept.query(f"student IN {_LISTED}"), (wanted,))
    return fetch(tx, kept.query(_OF_PATHWAYS), (wanted, codes, wanted, wanted))
