"""Batches of rows beside their table: which are new, which changed, which doubtful."""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.storage.binding import bind
from cte_desktop.storage.import_report import Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cte_desktop.storage.bulk import BulkStep, Values
    from cte_desktop.storage.copied import Copied
    from cte_desktop.storage.import_report import FileCounts


SHEET_ROW = "sheet_row"
"""The column of a batch that holds the row numbers of the file."""


class Staging:
    """Temporary tables for one kind: the batch, its matches, and the known rows seen so far."""

    def __init__(self, bulk: BulkStep, copied: Copied) -> None:
        """Make the tables that live as long as the call."""
        self._bulk = bulk
        self._copied = copied
        self._columns: list[str] = []
        self._compared: list[str] = []
        self._lacking: frozenset[str] = frozenset()
        self._file = 0
        self._first_key = 0
        self._incoming, self._matched, self._seen = (
            f"temp.{name}_{copied.table}" for name in ("incoming", "matched", "seen")
        )
        self._run(f'CREATE TABLE {self._seen} ("key" INTEGER PRIMARY KEY, file INTEGER)')
        self._run(f'CREATE TABLE {self._matched} (place INTEGER PRIMARY KEY, "key", same)')

    @property
    def seen(self) -> str:
        """The statement that reads the keys of the known rows that a file had."""
        return f'SELECT "key" FROM {self._seen}'

    def prepare(self, fields: tuple[str, ...], given: Collection[str]) -> None:
        """Make the table of the batch for a file with these fields."""
        self._columns = [self._copied.column(name) for name in fields]
        identity = self._copied.identity
        self._compared = [
            self._copied.column(name)
            for name in fields
            if name in given and self._copied.column(name) not in identity
        ]
        self._lacking = self._copied.told_apart_by - frozenset(given)
        uid = ", uid" if self._copied.has_uid else ""
        self._run(f"DROP TABLE IF EXISTS {self._incoming}")
        self._run(
            f"CREATE TABLE {self._incoming} (place INTEGER PRIMARY KEY, {SHEET_ROW}, "
            f"{_quoted(self._columns)}{uid})"
        )

    def begin_file(self, first_key: int) -> None:
        """Begin a file; rows with keys from `first_key` on were added by it."""
        self._file += 1
        self._first_key = first_key

    def apply(self, columns: Mapping[str, Sequence[Any]], next_key: int, counts: FileCounts) -> int:
        """Apply a batch, column by column; returns how many rows were added."""
        self._stage(columns)
        self._refuse(counts, "unknown_student", self._without_student())
        self._refuse_too_long(counts)
        self._match()
        self._refuse(counts, "duplicate_row", self._doubles())
        added = self._insert(next_key)
        counts.accepted += added
        counts.changed += self._update()
        counts.unchanged += self._count("same")
        self._run(
            f'INSERT OR REPLACE INTO {self._seen} SELECT "key", ? FROM {self._matched} '
            'WHERE "key" IS NOT NULL',
            (self._file,),
        )
        return added

    def drop(self) -> None:
        """Drop the tables."""
        for table in (self._incoming, self._matched, self._seen):
            self._run(f"DROP TABLE IF EXISTS {table}")

    def _stage(self, columns: Mapping[str, Sequence[Any]]) -> None:
        self._run(f"DELETE FROM {self._incoming}")
        self._run(f"DELETE FROM {self._matched}")
        bound = bind(columns)
        self._bulk.tx.connection.exec_driver_sql(
            f"INSERT INTO {self._incoming} ({bound.names}) VALUES ({bound.marks})", bound.rows
        )

    def _without_student(self) -> str:
        return "student IS NULL" if self._copied.of_student else "0"

    def _refuse_too_long(self, counts: FileCounts) -> None:
        lengths = self._copied.lengths()
        for name in self._columns:
            if name in lengths:
                too_long = f'length("{name}") > {lengths[name]}'
                self._refuse(counts, "too_long", too_long, name)

    def _refuse(self, counts: FileCounts, code: str, condition: str, column: str = "") -> None:
        found = self._run(
            f"DELETE FROM {self._incoming} WHERE {condition} RETURNING place, {SHEET_ROW}"
        ).all()
        if found:
            counts.refused += [Refused(number, code, column) for _, number in sorted(found)]
            left = f"SELECT place FROM {self._incoming}"
            self._run(f"DELETE FROM {self._matched} WHERE place NOT IN ({left})")

    def _match(self) -> None:
        """Find the known row of each row, and whether it is the same."""
        table, identity = self._copied.table, self._copied.identity
        same = " AND ".join(f'r."{name}" IS i."{name}"' for name in self._compared) or "1"
        self._run(
            f'INSERT OR IGNORE INTO {self._matched} SELECT i.place, r."key", {same} '
            f'FROM {self._incoming} i LEFT JOIN "{table}" r ON {self._is_same_row(identity)} '
            'ORDER BY i.place, r."key"'
        )
        if not self._lacking:
            return
        told = [name for name in identity if name not in self._lacking]
        new = f'SELECT place FROM {self._matched} WHERE "key" IS NULL'
        self._run(
            f'INSERT OR REPLACE INTO {self._matched} SELECT i.place, r."key", {same} '
            f'FROM {self._incoming} i JOIN "{table}" r ON {self._is_same_row(told)} '
            f"WHERE i.place IN ({new}) GROUP BY i.place HAVING count(*) = 1"
        )

    def _is_same_row(self, columns: Sequence[str]) -> str:
        operator = "=" if self._copied.held_unique else "IS"
        first, *others = columns
        parts = [f'r."{first}" = i."{first}"']
        return " AND ".join(parts + [f'r."{n}" {operator} i."{n}"' for n in others])

    def _doubles(self) -> str:
        """Return the condition of rows whose identity came before, in this batch or this file."""
        nth = (
            f"SELECT place, row_number() OVER (PARTITION BY {_quoted(self._copied.identity)} "
            f"ORDER BY place) AS nth FROM {self._incoming}"
        )
        earlier = (
            f'SELECT m.place FROM {self._matched} m LEFT JOIN {self._seen} s ON s."key" = m."key" '
            f'WHERE m."key" >= {self._first_key} OR s.file = {self._file}'
        )
        return f"place IN (SELECT place FROM ({nth}) WHERE nth > 1) OR place IN ({earlier})"

    def _insert(self, next_key: int) -> int:
        if not self._count('"key" IS NULL'):
            return 0
        table = self._copied.table
        names = [*self._columns, *(["uid"] if self._copied.has_uid else [])]
        new = f'SELECT place FROM {self._matched} WHERE "key" IS NULL'
        inserted = self._run(
            f'INSERT INTO "{table}" ("key", step, {_quoted(names)}) '
            f"SELECT ? + row_number() OVER (ORDER BY place) - 1, ?, {_quoted(names)} "
            f"FROM {self._incoming} WHERE place IN ({new})",
            (next_key, self._bulk.number),
        ).rowcount
        self._bulk.added(table, inserted)
        return int(inserted)

    def _update(self) -> int:
        if not self._count('"key" IS NOT NULL AND NOT same'):
            return 0
        table = self._copied.table
        changed = f'SELECT "key" FROM {self._matched} WHERE "key" IS NOT NULL AND NOT same'
        self._bulk.keep(table, f'"key" IN ({changed})')
        sets = ", ".join(f'"{name}" = i."{name}"' for name in self._compared)
        updated = self._run(
            f'UPDATE "{table}" SET {sets}, step = ? FROM {self._incoming} i '
            f'JOIN {self._matched} m ON m.place = i.place WHERE m."key" = "{table}"."key" '
            "AND NOT m.same",
            (self._bulk.number,),
        ).rowcount
        return int(updated)

    def _count(self, condition: str) -> int:
        query = f"SELECT count(*) FROM {self._matched} WHERE {condition}"
        return int(self._run(query).scalar() or 0)

    def _run(self, statement: str, values: Values = ()) -> Any:  # noqa: ANN401 - a cursor
        return self._bulk.tx.connection.exec_driver_sql(statement, values)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
