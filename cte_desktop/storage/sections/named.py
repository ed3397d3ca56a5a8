"""Which sections students sit in by the record or name in their active plans; who names them."""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.transaction import Transaction

_LISTED = "(SELECT value FROM json_each(?))"
_SITTING = (
    "SELECT DISTINCT school_year, section_id FROM record "
    f"WHERE student IN {_LISTED} AND mark = '' AND section_id <> ''"
)
_PLANNED = (
    "SELECT DISTINCT s.graduation_year - 13 + l.grade_level, l.section_id "
    'FROM "plan" p JOIN student s ON s."key" = p.student JOIN placement l ON l."plan" = p."key" '
    f"WHERE p.student IN {_LISTED} AND p.status = 'active' AND l.section_id <> '' "
    "AND l.grade_level IS NOT NULL"
)


def named_sections(
    tx: Transaction, students: Iterable[int]
) -> tuple[frozenset[tuple[int, str]], frozenset[tuple[int, str]]]:
    """Return (school year, id) of the sections that these students (keys) sit in, and plan."""
    wanted = (json.dumps(list(students)),)
    sitting, planned = (
        frozenset((int(year), str(section)) for year, section in fetch(tx, query, wanted))
        for query in (_SITTING, _PLANNED)
    )
    return sitting, planned
