"""Counting what is kept about those who have left, kind by kind: for the list of what is due."""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.kept_pages import pages_kept
from cte_desktop.storage.retention.earlier import earlier_counts, plan_owners
from cte_desktop.storage.retention.places import BY_UID, KEPT_FIELD, PLACES, REGISTER
from cte_desktop.storage.students import LIST_NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cte_desktop.storage.transaction import Transaction

LISTED = "(SELECT value FROM json_each(?))"
FIELD_OF = "substr(\"column\", 1, instr(\"column\" || ':', ':') - 1)"
"""Of a field that was set here, the column of the student or the table that it is a field of."""


@dataclass(frozen=True, slots=True)
class Leaver:
    """A student whose class has graduated; `last_recorded` is the last school year with courses."""

    key: int
    uid: str
    student_id: str
    name: str
    graduation_year: int
    last_recorded: int | None


def leavers(tx: Transaction, school_year: int) -> tuple[Leaver, ...]:
    """Return the students whose class graduated before a school year, by class and name."""
    query = (
        f'SELECT s."key", s.uid, s.student_id, {LIST_NAME}, s.graduation_year, '
        '(SELECT max(r.school_year) FROM record r WHERE r.student = s."key") '
        "FROM student s WHERE s.graduation_year <= ? "
        "ORDER BY s.graduation_year, s.last_name, s.first_name, s.student_id"
    )
    return tuple(Leaver(*row) for row in fetch(tx, query, (school_year,)))


def count_kinds(
    tx: Transaction, kinds: Iterable[str], keys: Collection[int]
) -> dict[str, Counter[int]]:
    """Return of each kind how much is kept of each student of these keys."""
    owners = json.dumps(sorted(keys))
    plans = plan_owners(tx, owners)
    with pages_kept(tx):
        return {kind: _count_kind(tx, kind, owners, plans) for kind in kinds}


def _count_kind(tx: Transaction, kind: str, owners: str, plans: Mapping[int, int]) -> Counter[int]:
    """Return how many rows and earlier versions of a kind are kept of each student of these keys.

    A filled column of the student's own row counts as one.
    """
    places, found = PLACES[kind], Counter[int]()
    for table, column in places.tables:
        _add(found, _rows(tx, table, column, owners))
        _add(found, earlier_counts(tx, table, column, owners, plans))
    if places.columns and kind != "identity":
        filled = " + ".join(f"(\"{name}\" <> '')" for name in places.columns)
        _add(
            found,
            fetch(tx, f'SELECT "key", {filled} FROM student WHERE "key" IN {LISTED}', (owners,)),
        )
        for name in places.columns:
            _add(found, earlier_counts(tx, "student", "key", owners, plans, filled=name))
    if places.nouns and kind != "certificates":
        _add(found, _contents(tx, places.nouns, owners))
    fields = [*(table for table, _ in places.tables), *places.columns]
    _add(found, _kept_fields(tx, fields, owners))
    _add(found, _by_uid(tx, kind, owners))
    if kind == "certificates":
        _add(found, _register(tx, owners))
    return +found


def _add(found: Counter[int], rows: Iterable[Iterable[Any]]) -> None:
    for key, count in rows:
        found[key] += count


def _rows(tx: Transaction, table: str, column: str, owners: str) -> list[tuple[Any, ...]]:
    if column == "plan":
        query = (
            f'SELECT p.student, count(*) FROM "{table}" r JOIN "plan" p ON p."key" = r."plan" '
            f"WHERE p.student IN {LISTED} GROUP BY p.student"
        )
    else:
        query = (
            f'SELECT "{column}", count(*) FROM "{table}" WHERE "{column}" IN {LISTED} '
            f'GROUP BY "{column}"'
        )
    return fetch(tx, query, (owners,))


def _contents(tx: Transaction, nouns: Iterable[str], owners: str) -> list[tuple[Any, ...]]:
    query = (
        'SELECT s."key", count(*) FROM student s JOIN change c ON c.student_id = s.uid '
        "JOIN change_content t ON t.change = c.number "
        f'WHERE s."key" IN {LISTED} AND c.noun IN {LISTED} GROUP BY s."key"'
    )
    return fetch(tx, query, (owners, json.dumps(list(nouns))))


def _kept_fields(tx: Transaction, fields: Iterable[str], owners: str) -> list[tuple[Any, ...]]:
    table, column = KEPT_FIELD
    query = (
        f'SELECT "{column}", count(*) FROM "{table}" WHERE "{column}" IN {LISTED} '
        f'AND {FIELD_OF} IN {LISTED} GROUP BY "{column}"'
    )
    return fetch(tx, query, (owners, json.dumps(list(fields))))


def _by_uid(tx: Transaction, kind: str, owners: str) -> list[tuple[Any, ...]]:
    if kind not in BY_UID:
        return []
    table, column = BY_UID[kind]
    query = (
        f'SELECT s."key", count(*) FROM student s JOIN "{table}" r ON r."{column}" = s.uid '
        f'WHERE s."key" IN {LISTED} GROUP BY s."key"'
    )
    return fetch(tx, query, (owners,))


def _register(tx: Transaction, owners: str) -> list[tuple[Any, ...]]:
    query = (
        f'SELECT s."key", count(*) FROM student s JOIN "{REGISTER[0]}" r ON r.student_uid = s.uid '
        f'WHERE s."key" IN {LISTED} GROUP BY s."key"'
    )
    return fetch(tx, query, (owners,))
