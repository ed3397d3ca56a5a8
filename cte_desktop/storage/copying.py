"""Copying the rows of a file into its table: new ones, changed ones, those that are as they were.

While all rows are new they go straight in. From the first batch on in which a row is known or
doubtful, batches are staged in a temporary table and compared by statements over the whole batch.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from cte_desktop.storage import settling
from cte_desktop.storage.binding import bind, constant, table_defaults
from cte_desktop.storage.copied import STUDENT_ID
from cte_desktop.storage.identity import new_ids
from cte_desktop.storage.import_report import FileCounts
from cte_desktop.storage.row_keys import last_key
from cte_desktop.storage.staging import SHEET_ROW, Staging
from cte_desktop.storage.tables.all import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cte_desktop.storage.bulk import BulkStep
    from cte_desktop.storage.copied import Copied
    from cte_desktop.storage.import_report import ImportFile, Row, Watch

BATCH = 2_000
_MOST_PARTS = 2  # of one row: a whole year is fall and spring


class Copying:
    """The copying of all files of one kind in one call."""

    def __init__(self, bulk: BulkStep, copied: Copied, students: Mapping[str, int]) -> None:
        """Stand ready; `students` holds the keys under the district's ids."""
        self._bulk = bulk
        self._copied = copied
        self._students = students
        self._defaults = table_defaults(METADATA.tables[copied.table])
        self.first_new_key = last_key(bulk.tx, copied.table) + 1
        self._next_key = self.first_new_key
        self._staging: Staging | None = None
        self._earlier: frozenset[str] = frozenset()  # fields of the files before

    def copy(self, file: ImportFile, watch: Watch | None) -> FileCounts:
        """Apply the rows of one file."""
        counts = FileCounts(file.kind)
        staging: Staging | None = None
        first_key_of_file = self._next_key
        is_record = self._copied.table == settling.TABLE
        settleable = settling.Settleable(self._bulk, first_key_of_file) if is_record else None
        done = 0
        for batch in _batches(file.rows):
            if staging is None and not self._shows_known_rows(file, first_key_of_file):
                staging = self._begun_staging(file, first_key_of_file)
            columns = self._columns(file, batch)
            if staging is None and (
                (settleable is not None and settleable.may_be_in(columns))
                or not self._all_new(file, batch, columns)
            ):
                staging = self._begun_staging(file, first_key_of_file)
            rows_of_file = len(set(columns[SHEET_ROW]))
            if rows_of_file < len(batch):
                counts.most_parts = max(counts.most_parts, _MOST_PARTS)
            if staging is None:
                counts.accepted += rows_of_file
            else:
                parted = rows_of_file < len(batch)
                self._next_key += staging.apply(columns, self._next_key, counts, parted=parted)
            done += rows_of_file
            if watch is not None:
                watch(done)
        if done:
            self._earlier |= _given(file)
        return counts

    def absent(self) -> str:
        """Return the condition of the rows that no file of this kind had."""
        seen = "" if self._staging is None else f' AND "key" NOT IN ({self._staging.seen})'
        return f'"key" < {self.first_new_key} AND {self._copied.absent_when}{seen}'

    def close(self) -> None:
        """Drop the temporary tables."""
        if self._staging is not None:
            self._staging.drop()

    def _shows_known_rows(self, file: ImportFile, first_key: int) -> bool:
        """Tell whether the table itself refuses rows of the file that are known."""
        lacking = self._copied.told_apart_by - _given(file)
        return self._copied.held_unique and (not lacking or first_key == 1)

    def _all_new(
        self, file: ImportFile, batch: list[Row], columns: Mapping[str, Sequence[Any]]
    ) -> bool:
        """Insert a batch as it stands; False, and nothing inserted, if a row did not go in."""
        copied, tx = self._copied, self._bulk.tx
        if self._seems_known(file, batch[0]):
            return False
        first, count = self._next_key, len(batch)
        stored = {name: values for name, values in columns.items() if name != SHEET_ROW}
        stored["key"] = range(first, first + count)
        stored["step"] = constant(self._bulk.number, count)
        bound = bind(stored, self._defaults)
        inserted = tx.connection.exec_driver_sql(
            f'INSERT OR IGNORE INTO "{copied.table}" ({bound.names}) VALUES ({bound.marks})',
            bound.rows,
        ).rowcount
        if inserted != count:
            statement = f'DELETE FROM "{copied.table}" WHERE "key" >= ?'
            tx.connection.exec_driver_sql(statement, (first,))
            return False
        self._next_key += count
        self._bulk.added(copied.table, count)
        return True

    def _seems_known(self, file: ImportFile, row: Row) -> bool:
        """Tell whether the first row of a batch is in the table: then so are most of its rows."""
        named = dict(zip(file.fields, row, strict=False))
        if self._copied.of_student:
            named["student"] = self._students.get(named[STUDENT_ID])
        condition = " AND ".join(f'"{name}" = ?' for name in self._copied.identity)
        found = self._bulk.tx.connection.exec_driver_sql(
            f'SELECT 1 FROM "{self._copied.table}" WHERE {condition}',
            tuple(named[name] for name in self._copied.identity),
        )
        return found.first() is not None

    def _columns(self, file: ImportFile, batch: list[Row]) -> dict[str, Sequence[Any]]:
        """Return the batch column by column, with the students' keys, row numbers and new ids."""
        *fields, numbers = zip(*batch, strict=True)
        columns: dict[str, Sequence[Any]] = dict(zip(file.fields, fields, strict=True))
        if self._copied.of_student:
            keys = list(map(self._students.get, columns.pop(STUDENT_ID)))
            columns = {"student": keys, **columns}
        columns[SHEET_ROW] = numbers
        if self._copied.has_uid:
            columns["uid"] = new_ids(len(batch), self._bulk.tx.clock.now())
        return columns

    def _begun_staging(self, file: ImportFile, first_key: int) -> Staging:
        if self._staging is None:
            self._staging = Staging(self._bulk, self._copied)
        self._staging.prepare(file.fields, _given(file))
        self._staging.begin_file(first_key, self.first_new_key, self._earlier)
        return self._staging


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield some thousand rows at a time; the parts of one row of the file stay together."""
    left = iter(rows)
    ahead: list[Row] = []
    while batch := [*ahead, *islice(left, BATCH)]:
        ahead = []
        for row in left:
            if row[-1] != batch[-1][-1]:
                ahead = [row]
                break
            batch.append(row)
        yield batch


def _given(file: ImportFile) -> frozenset[str]:
    """Return the fields that a file really had; known when its first rows have come."""
    return frozenset(file.fields if file.given is None else file.given())
