"""Batches of rows beside their table: which are new, which changed, which doubtful."""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cte_desktop.storage import settling
from cte_desktop.storage.binding import bind
from cte_desktop.storage.hand_kept import HandKept
from cte_desktop.storage.import_report import Refused
from cte_desktop.storage.removed_here import RemovedHere

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
        self._parted = False
        self._has_marks = True
        self._kept = HandKept(bulk, copied)
        self._removed_here = RemovedHere(bulk, copied)
        self._file = 0
        self._first_key = 0
        self._first_of_call = 0
        self._shared: list[str] = []
        self._incoming, self._matched, self._seen = (
            f"temp.{name}_{copied.table}" for name in ("incoming", "matched", "seen")
        )
        self._run(f'CREATE TABLE {self._seen} ("key" INTEGER PRIMARY KEY, file INTEGER)')
        self._run(f'CREATE TABLE {self._matched} (spot INTEGER PRIMARY KEY, "key", same)')

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
        self._has_marks = settling.MARK in given
        uid = ", uid" if self._copied.has_uid else ""
        self._run(f"DROP TABLE IF EXISTS {self._incoming}")
        self._run(
            f"CREATE TABLE {self._incoming} (spot INTEGER PRIMARY KEY, {SHEET_ROW}, "
            f"{_quoted(self._columns)}{uid})"
        )

    def begin_file(self, first_key: int, first_of_call: int, earlier: Collection[str]) -> None:
        """Begin a file; rows with keys from `first_key` on were added by it.

        Those from `first_of_call` on came with files before it in the call, which had the fields
        `earlier`.
        """
        self._file += 1
        self._first_key = first_key
        self._first_of_call = first_of_call
        self._shared = [name for name in self._compared if name in earlier]

    def apply(
        self,
        columns: Mapping[str, Sequence[Any]],
        next_key: int,
        counts: FileCounts,
        *,
        parted: bool = False,
    ) -> int:
        """Apply a batch, column by column; returns how many rows were added.

        `parted`: some of its rows are parts of one row of the file.
        """
        self._parted = parted
        self._stage(columns)
        self._refuse(counts, "unknown_student", self._without_student())
        self._refuse_too_long(counts)
        self._match()
        self._refuse_doubles(counts)
        self._removed_here.leave_aside(self._incoming, self._matched, counts)
        if self._kept.settle(self._incoming, self._matched, self._compared, counts):
            self._run(f"DELETE FROM {self._matched}")
            self._match()
        self._refuse_contradictions(counts)
        self._tell(counts)
        added = self._insert(next_key)
        self._update()
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
            f"DELETE FROM {self._incoming} WHERE {condition} RETURNING spot, {SHEET_ROW}"
        ).all()
        if found:
            numbers = dict.fromkeys(number for _, number in sorted(found))
            counts.refused += [Refused(number, code, column) for number in numbers]
            if self._parted:
                self._run(f"DELETE FROM {self._incoming} WHERE {SHEET_ROW} IN {_listed(numbers)}")
            left = f"SELECT spot FROM {self._incoming}"
            self._run(f"DELETE FROM {self._matched} WHERE spot NOT IN ({left})")

    def _match(self) -> None:
        """Find the known row of each row, and whether it is the same."""
        table, identity = self._copied.table, self._copied.identity
        same = " AND ".join(f'r."{name}" IS i."{name}"' for name in self._compared) or "1"
        if self._settles and not self._has_marks:  # a roster never undoes a mark
            same = f"CASE WHEN r.{settling.MARK} <> '' THEN 1 ELSE {same} END"
        self._run(
            f'INSERT OR IGNORE INTO {self._matched} SELECT i.spot, r."key", {same} '
            f'FROM {self._incoming} i LEFT JOIN "{table}" r ON {self._is_same_row(identity)} '
            'ORDER BY i.spot, r."key"'
        )
        told = [name for name in identity if name not in self._lacking]
        if self._lacking:
            self._match_what_it_can_be(told, same)
        if self._settles:
            self._match_settled([name for name in told if name != settling.SECTION], same)

    def _match_what_it_can_be(self, told: Sequence[str], same: str) -> None:
        """Match a row of a file that lacks columns to the one known row that it can be."""
        table = self._copied.table
        new = f'SELECT spot FROM {self._matched} WHERE "key" IS NULL'
        self._run(
            f'INSERT OR REPLACE INTO {self._matched} SELECT i.spot, r."key", {same} '
            f'FROM {self._incoming} i JOIN "{table}" r ON {self._is_same_row(told)} '
            f"WHERE i.spot IN ({new}) GROUP BY i.spot HAVING count(*) = 1"
        )

    def _match_settled(self, told: Sequence[str], same: str) -> None:
        """Match semesters of the record to known ones under way, or finished."""
        matching = settling.Matching(
            self._incoming,
            self._matched,
            self._seen,
            self._is_same_row(told),
            same,
            self._first_key,
            self._file,
        )
        for statement in settling.statements(matching, has_marks=self._has_marks):
            self._run(statement)

    @property
    def _settles(self) -> bool:
        wanted = {settling.MARK, settling.SECTION}
        return self._copied.table == settling.TABLE and wanted <= set(self._columns)

    def _is_same_row(self, columns: Sequence[str]) -> str:
        operator = "=" if self._copied.held_unique else "IS"
        first, *others = columns
        parts = [f'r."{first}" = i."{first}"']
        return " AND ".join(parts + [f'r."{n}" {operator} i."{n}"' for n in others])

    def _refuse_doubles(self, counts: FileCounts) -> None:
        doubles = self._doubles()
        if self._parted:
            doubles = f"{SHEET_ROW} IN {_listed(self._doubled_numbers())}"
        self._refuse(counts, "duplicate_row", doubles)

    def _refuse_contradictions(self, counts: FileCounts) -> None:
        """Refuse rows that another file of the call had otherwise: else the last would hold, and
        each call with the same files would change them to and fro.
        """
        if not self._shared:
            return
        differs = " OR ".join(f'r."{name}" IS NOT i."{name}"' for name in self._shared)
        if self._settles:  # a mark for what was under way contradicts nothing
            differs = f"({differs}) AND (r.{settling.MARK} <> '' OR i.{settling.MARK} = '')"
        came = f'm."key" BETWEEN {self._first_of_call} AND {self._first_key - 1}'
        contradicts = (
            f"SELECT m.spot FROM {self._matched} m JOIN {self._incoming} i ON i.spot = m.spot "
            f'JOIN "{self._copied.table}" r ON r."key" = m."key" '
            f'LEFT JOIN {self._seen} s ON s."key" = m."key" '
            f"WHERE NOT m.same AND ({came} OR s.file < {self._file}) AND ({differs})"
        )
        self._refuse(counts, "other_file", f"spot IN ({contradicts})")

    def _doubled_numbers(self) -> list[int]:
        """Return the rows of the file of which a part came before; in order, none is half there."""
        rows = self._run(
            f"SELECT {SHEET_ROW}, spot IN ({self._earlier()}), {_quoted(self._copied.identity)} "
            f"FROM {self._incoming} ORDER BY spot"
        )
        doubled: list[int] = []
        taken: set[tuple[Any, ...]] = set()
        for number, parts in groupby(rows, key=itemgetter(0)):
            identities = []
            came_before = False
            for _, earlier, *identity in parts:
                came_before = came_before or bool(earlier)
                identities.append(tuple(identity))
            own = set(identities)
            if came_before or len(own) < len(identities) or own & taken:
                doubled.append(number)
            else:
                taken |= own
        return doubled

    def _doubles(self) -> str:
        """Return the condition of rows whose identity came before, in this batch or this file."""
        nth = (
            f"SELECT spot, row_number() OVER (PARTITION BY {_quoted(self._copied.identity)} "
            f"ORDER BY spot) AS nth FROM {self._incoming}"
        )
        return f"spot IN (SELECT spot FROM ({nth}) WHERE nth > 1) OR spot IN ({self._earlier()})"

    def _earlier(self) -> str:
        return (
            f'SELECT m.spot FROM {self._matched} m LEFT JOIN {self._seen} s ON s."key" = m."key" '
            f'WHERE (m."key" >= {self._first_key} OR s.file = {self._file}) '
            f"AND m.same <> {settling.STANDS}"
        )

    def _tell(self, counts: FileCounts) -> None:
        """Count what becomes of the rows of the file."""
        parts = 'SELECT CASE WHEN "key" IS NULL THEN 1 WHEN same THEN 0 ELSE 2 END AS became'
        rows = f"{parts} FROM {self._matched}"
        if self._parted:
            rows = (
                f"SELECT max(became) AS became FROM ({parts}, {SHEET_ROW} FROM {self._matched} "
                f"JOIN {self._incoming} USING (spot)) GROUP BY {SHEET_ROW}"
            )
        found = dict(self._run(f"SELECT became, count(*) FROM ({rows}) GROUP BY became").all())
        counts.unchanged += found.get(0, 0)
        counts.accepted += found.get(1, 0)
        counts.changed += found.get(2, 0)

    def _insert(self, next_key: int) -> int:
        if not self._count('"key" IS NULL'):
            return 0
        table = self._copied.table
        names = [*self._columns, *(["uid"] if self._copied.has_uid else [])]
        new = f'SELECT spot FROM {self._matched} WHERE "key" IS NULL'
        inserted = self._run(
            f'INSERT INTO "{table}" ("key", step, {_quoted(names)}) '
            f"SELECT ? + row_number() OVER (ORDER BY spot) - 1, ?, {_quoted(names)} "
            f"FROM {self._incoming} WHERE spot IN ({new})",
            (next_key, self._bulk.number),
        ).rowcount
        self._bulk.added(table, inserted)
        return int(inserted)

    def _update(self) -> None:
        if not self._count('"key" IS NOT NULL AND NOT same'):
            return
        table = self._copied.table
        changed = f'SELECT "key" FROM {self._matched} WHERE "key" IS NOT NULL AND NOT same'
        self._bulk.keep(table, f'"key" IN ({changed})')
        sets = ", ".join(f'"{name}" = i."{name}"' for name in self._compared)
        self._run(
            f'UPDATE "{table}" SET {sets}, step = ? FROM {self._incoming} i '
            f'JOIN {self._matched} m ON m.spot = i.spot WHERE m."key" = "{table}"."key" '
            "AND NOT m.same",
            (self._bulk.number,),
        )

    def _count(self, condition: str) -> int:
        query = f"SELECT count(*) FROM {self._matched} WHERE {condition}"
        return int(self._run(query).scalar() or 0)

    def _run(self, statement: str, values: Values = ()) -> Any:  # noqa: ANN401 - a cursor
        return self._bulk.tx.connection.exec_driver_sql(statement, values)


def _listed(numbers: Iterable[int]) -> str:
    return f"({', '.join(map(str, numbers))})"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
