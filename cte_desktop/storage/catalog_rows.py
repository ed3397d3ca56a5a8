"""Bells, ways and schools as a person changes them here: each row is a thing of the history.

The history knows a row by its key, which it keeps whatever else is changed in it. What files bring
comes through `imports.py`; both write the step into the row, so neither is taken back over the
other.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.catalog.school import School
from cte_desktop.domain.catalog.timetable import Bell, Travel
from cte_desktop.storage.catalog import publish_catalog, stored
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.row_keys import hold_keys, next_key
from cte_desktop.storage.tables.all import METADATA
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_STEP = "step"
_USES = tuple(
    f'SELECT count(*) FROM "{table}" WHERE "{column}"'
    for table, column in (
        ("student", "school"),
        ("record", "school"),
        ("course_site", "school"),
        ("section", "site"),
    )
)
Entry = Bell | Travel | School


@dataclass(frozen=True, slots=True)
class CatalogRows:
    """The rows of a table of the catalog; `identity` are the columns that tell one from others."""

    table: str
    identity: tuple[str, ...]

    @property
    def noun(self) -> Noun:
        """Return how the history reads and writes one of them."""
        return Noun(self.table, self._load, self._store)

    def has(self, tx: Transaction, entry: Entry) -> bool:
        """Tell whether there is a row of this identity."""
        return self._key(tx, entry) is not None

    def is_same(self, tx: Transaction, entry: Entry) -> bool:
        """Tell whether the row of this identity says exactly this: nobody changed it meanwhile."""
        key = self._key(tx, entry)
        row = None if key is None else self._load(tx, str(key))
        return row is not None and all(row[name] == value for name, value in _said(entry).items())

    def write(self, tx: Transaction, before: Entry | None, after: Entry | None) -> bool:
        """Put `after` in the place of `before` as part of the transaction's step.

        None for `before` adds, None for `after` removes. Returns False when nothing changed.
        """
        key = None if before is None else self._key(tx, before)
        row = None if key is None else self._load(tx, str(key))
        if after is None:
            wanted: Content | None = None
        else:
            kept = row if row is not None else {"key": next_key(tx, self.table)}
            wanted = {**self._blank(), **kept, **_said(after), _STEP: step_number(tx)}
        if row == wanted or (
            row is not None and wanted is not None and {**wanted, _STEP: row[_STEP]} == row
        ):
            return False
        named = str((wanted or row or {})["key"])
        self._store(tx, named, wanted)
        return record_change(tx, self.table, named, row, wanted)

    def _key(self, tx: Transaction, entry: Entry) -> int | None:
        said = _said(entry)
        condition = " AND ".join(f'"{name}" = ?' for name in self.identity)
        found = tx.connection.exec_driver_sql(
            f'SELECT "key" FROM "{self.table}" WHERE {condition}',
            tuple(said[name] for name in self.identity),
        ).scalar()
        return None if found is None else int(found)

    def _blank(self) -> Content:
        """Return what stands in columns of which the record of the domain says nothing."""
        columns = METADATA.tables[self.table].columns
        return {column.name: None if column.nullable else "" for column in columns}

    def _names(self) -> tuple[str, ...]:
        return tuple(column.name for column in METADATA.tables[self.table].columns)

    def _load(self, tx: Transaction, key: str) -> Content | None:
        names = self._names()
        listed = ", ".join(f'"{name}"' for name in names)
        query = f'SELECT {listed} FROM "{self.table}" WHERE "key" = ?'
        row = tx.connection.exec_driver_sql(query, (int(key),)).first()
        return None if row is None else dict(zip(names, row, strict=True))

    def _store(self, tx: Transaction, key: str, content: Content | None) -> None:
        run = tx.connection.exec_driver_sql
        hold_keys(tx, self.table)
        run(f'DELETE FROM "{self.table}" WHERE "key" = ?', (int(key),))
        if content is not None:
            names = self._names()
            listed = ", ".join(f'"{name}"' for name in names)
            marks = ", ".join("?" * len(names))
            run(
                f'INSERT INTO "{self.table}" ({listed}) VALUES ({marks})',
                tuple(content[name] for name in names),
            )
        publish_catalog(tx, step_number(tx))


def set_here(tx: Transaction, rows: CatalogRows) -> frozenset[tuple[str, ...]]:
    """Return the identities of the rows that a person wrote last, not a file."""
    listed = ", ".join(f'"{name}"' for name in rows.identity)
    query = (
        f'SELECT {listed} FROM "{rows.table}" '
        "WHERE step IN (SELECT step FROM change WHERE noun = ?)"
    )
    found = tx.connection.exec_driver_sql(query, (rows.table,))
    return frozenset(tuple(str(value) for value in row) for row in found)


def sites_of_sections(tx: Transaction) -> frozenset[str]:
    """Return the sites at which any section is taught."""
    found = tx.connection.exec_driver_sql("SELECT DISTINCT site FROM section")
    return frozenset(str(site) for site in found.scalars() if site)


def uses_of_school(tx: Transaction, short: str) -> tuple[int, int]:
    """Return how many students go to a school, and how many rows of other tables name it."""
    counts = [
        int(tx.connection.exec_driver_sql(f"{query} = ?", (short,)).scalar() or 0)
        for query in _USES
    ]
    return counts[0], sum(counts[1:])


def _said(entry: Entry) -> dict[str, Any]:
    return {field.name: stored(getattr(entry, field.name)) for field in fields(entry)}


BELLS = CatalogRows("bell", ("school", "schedule", "days", "block"))
TRAVEL = CatalogRows("travel", ("origin", "destination"))
SCHOOLS = CatalogRows("school", ("short",))
KEPT_HERE: Mapping[str, CatalogRows] = MappingProxyType(
    {"bells": BELLS, "travel": TRAVEL, "schools": SCHOOLS}
)
"""Under the kinds of files that bring such rows too."""
