"""How many students have or want a seat in each of some sections: counts, without their names.

The list of sections that fit asks for a whole course at once, of which a year may have a hundred
sections with thousands of students; who they are matters only where seats run short (`seats.py`).
"""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.sections.seats import open_terms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cte_desktop.storage.transaction import Transaction

_LISTED = "(SELECT value FROM json_each(?))"
_RUNNING = "r.mark = '' AND r.section_id <> ''"  # as the index has it
_RECORDED = (
    "SELECT w.value, count(DISTINCT r.student) FROM json_each(?) w CROSS JOIN record r "
    f"ON r.school_year = ? AND r.section_id = w.value WHERE {_RUNNING} AND r.term IN {_LISTED} "
    "GROUP BY w.value"
)
_PLANNED = (
    "SELECT w.value, count(DISTINCT p.student) FROM json_each(?) w CROSS JOIN placement l "
    "ON l.section_id = w.value AND l.section_id <> '' "
    'CROSS JOIN "plan" p ON p."key" = l."plan" AND p.status = \'active\' '
    'CROSS JOIN student s ON s."key" = p.student '
    f"WHERE s.graduation_year + l.grade_level - 13 = ? AND l.term IN {_LISTED}"
)
_NOT_RECORDED = (
    " AND NOT EXISTS (SELECT 1 FROM record r WHERE r.school_year = ? AND r.section_id = w.value "
    f"AND r.student = p.student AND {_RUNNING} AND r.term IN {_LISTED})"
)


def crowds_of(
    tx: Transaction, school_year: int, section_ids: Iterable[str], day: date
) -> dict[str, tuple[int, int]]:
    """Return how many the record has in each section, and how many more have planned it.

    Terms that are over on the day don't count; sections that nobody names are left out.
    """
    wanted, terms = json.dumps(list(section_ids)), json.dumps(open_terms(school_year, day))
    recorded: dict[str, int] = dict(fetch(tx, _RECORDED, (wanted, school_year, terms)))
    query: str = _PLANNED
    values: tuple[str | int, ...] = (wanted, school_year, terms)
    if recorded:
        query += _NOT_RECORDED
        values += (school_year, terms)
    planned: dict[str, int] = dict(fetch(tx, f"{query} GROUP BY w.value", values))
    return {
        section: (recorded.get(section, 0), planned.get(section, 0))
        for section in recorded.keys() | planned.keys()
    }
