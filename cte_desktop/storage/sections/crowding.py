"""How many students have or want a seat in each of some sections: counts, without their names.

The list of sections that fit asks for a whole course at once, of which a year may have a hundred
sections with thousands of students; who they are matters only where seats run short (`seats.py`).
"""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.sections.seats import NOT_RECORDED, RUNNING, in_terms, open_terms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cte_desktop.storage.transaction import Transaction

_LISTED = "(SELECT value FROM json_each(?))"
_RECORDED = (
    "SELECT r.section_id, count(DISTINCT r.student) FROM record r WHERE r.school_year = ? "
    f"AND r.section_id IN {_LISTED} AND {RUNNING}{{terms}} GROUP BY r.section_id"
)
_PLANNED = (
    "SELECT l.section_id, count(DISTINCT a.student) FROM placement l "
    'CROSS JOIN "plan" a ON a."key" = l."plan" AND a.status = \'active\' '
    'CROSS JOIN student s ON s."key" = a.student '
    f"WHERE l.section_id IN {_LISTED} AND l.section_id <> ''{{terms}} "
    "AND s.graduation_year + l.grade_level - 13 = ?{beside} GROUP BY l.section_id"
)


def crowds_of(
    tx: Transaction, school_year: int, section_ids: Iterable[str], day: date
) -> dict[str, tuple[int, int]]:
    """Return how many the record has in each section, and how many more have planned it.

    Terms that are over on the day don't count; sections that nobody names are left out.
    """
    wanted, terms = json.dumps(list(section_ids)), open_terms(school_year, day)
    query = _RECORDED.format(terms=in_terms("r", terms))
    recorded: dict[str, int] = dict(fetch(tx, query, (school_year, wanted)))
    beside, values = "", tuple[str | int, ...]((wanted, school_year))
    if recorded:
        beside = NOT_RECORDED.format(terms=in_terms("r", terms))
        values = (*values, school_year)
    query = _PLANNED.format(terms=in_terms("l", terms), beside=beside)
    planned: dict[str, int] = dict(fetch(tx, query, values))
    return {
        section: (recorded.get(section, 0), planned.get(section, 0))
        for section in recorded.keys() | planned.keys()
    }
