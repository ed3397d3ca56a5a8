"""One file being read: batches of checked, typed rows, and what was reported of the others.

Rows are checked column by column in batches: a look-up for each cell, a loop only over what is in
trouble. Nothing is raised for a bad row. A file of another system is turned into plain columns
first (`profiles/mapped.py`); what is reported names its own headers and texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.exchange.files.encoding import GUESSED, wrong_encoding
from cte_desktop.exchange.plain.batch import Batch, Problem
from cte_desktop.exchange.plain.catalog import with_rows
from cte_desktop.exchange.plain.catalog_kinds import CATALOG_KINDS
from cte_desktop.exchange.plain.cells import ReadCells
from cte_desktop.exchange.plain.columns import Kind, Row, Value
from cte_desktop.exchange.plain.kinds import HEADERS, RECORD
from cte_desktop.exchange.profiles.mapped import MappedTable
from cte_desktop.exchange.profiles.rule_texts import lookups_of
from cte_desktop.exchange.profiles.whole_years import MappedBatch
from cte_desktop.exchange.profiles.year_signs import with_said_years
from cte_desktop.exchange.reading.table_reports import (
    about_header,
    about_mapped_header,
    about_mapped_rows,
)
from cte_desktop.exchange.report import Reported, reported
from cte_desktop.exchange.rows.row_rules import Rules, rules_for
from cte_desktop.exchange.tables.csv_rows import RawBatch
from cte_desktop.exchange.tables.tables import open_table
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from cte_desktop.exchange.files.source import Source
    from cte_desktop.exchange.plain.known import Known
    from cte_desktop.exchange.profiles.lookups import LookupTables
    from cte_desktop.exchange.profiles.profile import TableShape
    from cte_desktop.exchange.tables.tables import RawTable

MOST_ROWS = 3_000_000
TELL_EVERY = 5_000  # rows
_NO_PLACES: frozenset[int] = frozenset()
WIDE = ("utf-16", "utf-32")  # any bytes are some text in these, so only a known header tells

Progress = Callable[[int], None]  # rows of this file so far
Cancel = Callable[[], None]  # raises when a person has cancelled


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a file becomes plain: by which shape, and beside which other tables of the call."""

    shape: TableShape
    tables: LookupTables


class Reading:
    """A recognised file. Iterate `batches` once; the counts and `reported` are whole afterwards.

    `columns` names the values of a row; a last value, unnamed there, is its spreadsheet row number.
    `rows` counts the rows of the file that are of its kind and not blank, `refused` those that were
    not taken, `left_aside` those of another kind or a total. The rows that are handed on are
    `rows - refused`; a row of a whole year is handed on as two with one number, or not at all.
    """

    def __init__(
        self,
        source: Source,
        kind: Kind,
        encoding: str,
        profile: str,
        *,
        asked: bool = False,
        mapping: Mapping | None = None,
        headers: frozenset[str] = HEADERS,
    ) -> None:
        """Stand ready; nothing is read before `batches`. `asked`: a person said the encoding.

        A file without a `mapping` has the plain columns as it stands. `headers` are the known ones,
        which tell the delimiter and where the header is.
        """
        self.source = source
        self.kind = kind
        self.encoding = encoding
        self.profile = profile
        self.columns = kind.fields
        self.rows = 0
        self.refused = 0
        self.left_aside = 0
        self.mapping = mapping
        self.reported: list[Reported] = []
        self._asked = asked
        self._headers = headers
        self._mapped: MappedTable | None = None
        self.given: frozenset[str] = frozenset()  # fields whose column the header has

    @property
    def name(self) -> str:
        """Return the name of the file as reports call it."""
        return self.source.name

    def title_of(self, column: str) -> str:
        """Return the file's own header of a plain column, once it is being read."""
        return self._mapped.title_of(column) if self._mapped is not None else column

    def batches(
        self, known: Known, progress: Progress | None = None, cancel: Cancel | None = None
    ) -> Iterator[list[Row]]:
        """Yield the rows that are taken, some hundred at a time; `known` learns what they bring.

        Raises a known error when the file changes, can't be read on, or has too many rows.
        """
        brought: list[Row] = []
        told = 0
        is_catalog = self.kind in CATALOG_KINDS
        known.asked.begin(self.name)
        for rows in self._checked(known, cancel):
            if cancel is not None:
                cancel()
            if progress is not None and self.rows - told >= TELL_EVERY:
                told = self.rows
                progress(told)
            if is_catalog:
                brought += [row[:-1] for row in rows]
            if rows:
                yield rows
        self.source.ensure_unchanged()
        self.reported += self._in_own_words(known.asked.entries(known))
        if brought:
            known.catalog = with_rows(known.catalog, self.kind, brought)

    def texts(
        self, columns: Sequence[str], known: Known, cancel: Cancel | None = None
    ) -> Iterator[tuple[str, ...]]:
        """Yield the texts of some plain columns, unchecked, row by row; none if one is not there.

        It reads the file for itself: before `batches`, for what must be known of all rows first.
        """
        with closing(open_table(self.source, self.encoding, self._headers, cancel=cancel)) as table:
            mapped = self._map(table, known, cancel)
            header = (mapped or table).header
            if not set(columns) <= set(header):
                return
            places = [header.index(column) for column in columns]
            for raw in (mapped or table).batches():
                if cancel is not None:
                    cancel()
                texts = (
                    raw.texts if isinstance(raw, MappedBatch) else list(zip(*raw.rows, strict=True))
                )
                if texts:
                    yield from zip(*(map(str.strip, texts[place]) for place in places), strict=True)

    def _map(self, table: RawTable, known: Known, cancel: Cancel | None) -> MappedTable | None:
        if self.mapping is None:
            return None
        self.mapping.tables.cancel = cancel
        self.mapping.tables.read(lookups_of(self.mapping.shape))
        return MappedTable(table, self.mapping.shape, self.mapping.tables, known)

    def _checked(self, known: Known, cancel: Cancel | None) -> Iterator[list[Row]]:
        opened = open_table(self.source, self.encoding, self._headers, cancel=cancel)
        with closing(opened) as table:
            wide = self._asked and self.encoding.startswith(WIDE)
            if wide and self._headers.isdisjoint(table.header):
                raise wrong_encoding(self.source, self.encoding)
            self._mapped = self._map(table, known, cancel)
            check = _Check(self, table, self._mapped, known)
            for raw in self._raw(table, known):
                yield check.rows(raw)
                if self.rows > MOST_ROWS:
                    raise _too_many_rows(self.name)
            self.reported = sorted(self.reported + check.afterwords(), key=_row_number)
            if self._mapped is not None:
                total = self._mapped.total.row is not None
                self.left_aside = self._mapped.left_aside + total
                self.reported += about_mapped_rows(self._mapped)

    def _raw(self, table: RawTable, known: Known) -> Iterator[RawBatch]:
        if self._mapped is not None:
            return self._mapped.batches()
        if self.kind is RECORD:
            return with_said_years(table.header, table.batches(), known)
        return table.batches()

    def _in_own_words(self, entries: list[Reported]) -> list[Reported]:
        if self._mapped is None:
            return entries
        return [replace(entry, column=self.title_of(entry.column)) for entry in entries]


class _Check:
    """The columns of one file's header, each with the reader of its cells."""

    def __init__(
        self, reading: Reading, table: RawTable, mapped: MappedTable | None, known: Known
    ) -> None:
        self._reading = reading
        self._mapped = mapped
        self._rules: Rules = rules_for(reading.kind.name, known)
        self._places = _places((mapped or table).header, reading.kind)
        self._width = len(table.header)
        mixed = reading.encoding == GUESSED
        self._cells = [
            (self._places[column.name], ReadCells(column, known, mixed=mixed))
            for column in reading.kind.columns
            if column.name in self._places
        ]
        self._absent = [c for c in reading.kind.columns if c.name not in self._places]
        self._lacks = [c for c in reading.kind.needed if c not in self._places]
        reading.given = frozenset(
            column.field for column in reading.kind.columns if column.name in self._places
        )
        if mapped is None:
            reading.reported += about_header(table.header, reading.kind, self._lacks)
        else:
            reading.reported += about_mapped_header(mapped, self._lacks)

    def rows(self, raw: RawBatch) -> list[Row]:
        """Return the rows of a batch that are taken, and note the others in the reading."""
        reading = self._reading
        second = _second_halves(raw)
        if self._lacks:
            refused = [place for place in range(len(raw.rows)) if place not in second]
            self._count(raw, refused, len(refused))
            return []
        batch = self._batch(raw)
        if isinstance(raw, MappedBatch):
            for place, first in raw.other_halves.items():
                batch.adjust(place, "term", "second_half", str(first))
        self._rules.check(batch)
        if second:
            _refuse_whole_rows(batch, second)
        self._rules.taken(batch)
        refused = [place for place in batch.refused if place not in second]
        self._count(raw, refused, len(raw.rows) - len(second))
        if batch.refused or batch.adjusted or raw.faults:
            reading.reported += self._entries(raw, batch, second)
        lists = [batch.of(column.name) for column in reading.kind.columns if column.field]
        made: Iterator[Row] = zip(*lists, batch.numbers, strict=True)
        if not batch.refused:
            return list(made)
        return [row for place, row in enumerate(made) if place not in batch.refused]

    def afterwords(self) -> list[Reported]:
        """Return what only the whole file tells of its rows, in the file's own headers."""
        return [
            reported(
                word.row,
                word.code,
                column=self._reading.title_of(word.column),
                value=word.value,
                detail=word.detail,
                taken=True,
            )
            for word in self._rules.afterwords()
        ]

    def _count(self, raw: RawBatch, refused: list[int], rows: int) -> None:
        """Count the rows of the file in a batch; blank ones are refused by no one."""
        blank = sum(1 for place in refused if not any(map(str.strip, raw.rows[place])))
        self._reading.rows += rows - blank + len(raw.faults)
        self._reading.refused += len(refused) - blank + len(raw.faults)

    def _batch(self, raw: RawBatch) -> Batch:
        if isinstance(raw, MappedBatch):
            texts = raw.texts
        else:
            texts = list(zip(*raw.rows, strict=True)) or [()] * self._width
        columns: dict[str, list[Value]] = {}
        batch = Batch(columns, raw.numbers)
        for place, cells in self._cells:
            cells.forget()
            name = cells.column.name
            if not cells.column.needed and not any(texts[place]):  # most optional columns
                columns[name] = [cells.column.empty] * len(raw.rows)
                continue
            columns[name] = list(map(cells.__getitem__, texts[place]))
            if cells.troubles:
                cells.look_over(batch, texts[place])
        for column in self._absent:
            columns[column.name] = [column.empty] * len(raw.rows)
        return batch

    def _entries(self, raw: RawBatch, batch: Batch, second: frozenset[int]) -> list[Reported]:
        entries = []
        for number, code, text in raw.faults:
            detail = str(self._width) if code == "ragged_row" else ""
            entries.append(reported(number, code, value=text, detail=detail))
        for place, problem in batch.refused.items():
            if place not in second and any(map(str.strip, raw.rows[place])):
                entries.append(self._entry(raw, place, problem, taken=False))
        told = {(raw.numbers[p], problem) for p, problem in batch.adjusted if p not in second}
        for place, problem in batch.adjusted:
            if place in second and (raw.numbers[place], problem) in told:
                continue
            if place not in batch.refused:
                entries.append(self._entry(raw, place, problem, taken=True))
        return sorted(entries, key=_row_number)

    def _entry(self, raw: RawBatch, place: int, problem: Problem, *, taken: bool) -> Reported:
        column, code, detail = problem
        if self._mapped is not None:
            column, value, said = self._mapped.written(column, raw.rows[place])
        else:
            cell = self._places.get(column)
            value = said = raw.rows[place][cell].strip() if cell is not None else ""
        entry = reported(
            raw.numbers[place], code, column=column, value=said, detail=detail, taken=taken
        )
        return entry if said == value else replace(entry, value=value[:200])


def _row_number(entry: Reported) -> int:
    return entry.row or 0


def _places(header: list[str], kind: Kind) -> dict[str, int]:
    known = {column.name for column in kind.columns}
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        if name in known:
            places.setdefault(name, place)
    return places


def _refuse_whole_rows(batch: Batch, second: frozenset[int]) -> None:
    """Refuse all parts of a row of the file of which one is refused: it is taken whole or not."""
    ordered = sorted(second)
    both_ways = [(p - 1, p) for p in ordered] + [(p, p - 1) for p in reversed(ordered)]
    for part, other in both_ways:
        if part in batch.refused:
            batch.refuse(other, *batch.refused[part])


def _second_halves(raw: RawBatch) -> frozenset[int]:
    """Return the places of rows that are the second half, or a later part, of a row of the file."""
    if not isinstance(raw, MappedBatch) or not raw.doubled:
        return _NO_PLACES
    return frozenset(place + 1 for place in raw.doubled)


def _too_many_rows(name: str) -> KnownError:
    return KnownError(
        "too_many_rows",
        noop("{file} has more than {most} rows."),
        kept=noop("Nothing was imported."),
        do=noop("Split it, for example by school, and import the parts."),
        file=name,
        most=f"{MOST_ROWS:,}",
    )
