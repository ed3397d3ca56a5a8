"""One file being read: batches of checked, typed rows, and what was reported of the others.

Rows are checked column by column in batches: a look-up for each cell, a loop only over what is in
trouble. Nothing is raised for a bad row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from cte_desktop.exchange.batch import Batch, Problem
from cte_desktop.exchange.catalog import with_rows
from cte_desktop.exchange.catalog_kinds import CATALOG_KINDS
from cte_desktop.exchange.cells import ReadCells
from cte_desktop.exchange.columns import Kind, Row, Value
from cte_desktop.exchange.csv_rows import RawBatch, Sheet
from cte_desktop.exchange.encoding import GUESSED, read_as, wrong_encoding
from cte_desktop.exchange.kinds import HEADERS
from cte_desktop.exchange.report import Reported, reported
from cte_desktop.exchange.row_rules import Rules, rules_for
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from cte_desktop.exchange.known import Known
    from cte_desktop.exchange.source import Source

MOST_ROWS = 3_000_000
TELL_EVERY = 5_000  # rows
WIDE = ("utf-16", "utf-32")  # any bytes are some text in these, so only a known header tells

Progress = Callable[[int], None]  # rows of this file so far
Cancel = Callable[[], None]  # raises when a person has cancelled


class Reading:
    """A recognised file. Iterate `batches` once; the counts and `reported` are whole afterwards.

    `columns` names the values of a row; a last value, unnamed there, is its spreadsheet row number.
    `rows` counts the rows that are not blank, `refused` those that were not taken: the rows that
    are handed on are `rows - refused`.
    """

    def __init__(
        self, source: Source, kind: Kind, encoding: str, profile: str, *, asked: bool = False
    ) -> None:
        """Stand ready; nothing is read before `batches`. `asked`: a person said the encoding."""
        self.source = source
        self.kind = kind
        self.encoding = encoding
        self.profile = profile
        self.columns = kind.fields
        self.rows = 0
        self.refused = 0
        self.reported: list[Reported] = []
        self._asked = asked
        self.given: frozenset[str] = frozenset()  # fields whose column the header has

    @property
    def name(self) -> str:
        """Return the name of the file as reports call it."""
        return self.source.name

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
        for rows in self._checked(known):
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
        self.reported += known.asked.entries()
        if brought:
            known.catalog = with_rows(known.catalog, self.kind, brought)

    def _checked(self, known: Known) -> Iterator[list[Row]]:
        with (
            read_as(self.source, self.encoding),
            self.source.opened() as stream,
            closing(Sheet(stream, self.encoding, HEADERS)) as sheet,
        ):
            wide = self._asked and self.encoding.startswith(WIDE)
            if wide and HEADERS.isdisjoint(sheet.header):
                raise wrong_encoding(self.source, self.encoding)
            check = _Check(self, sheet.header, known)
            for raw in sheet.batches():
                yield check.rows(raw)
                if self.rows > MOST_ROWS:
                    raise _too_many_rows(self.name)


class _Check:
    """The columns of one file's header, each with the reader of its cells."""

    def __init__(self, reading: Reading, header: list[str], known: Known) -> None:
        self._reading = reading
        self._known = known
        self._rules: Rules = rules_for(reading.kind.name, known)
        self._places = _places(header, reading.kind)
        self._width = len(header)
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
        reading.reported += _about_header(header, reading.kind, self._lacks)

    def rows(self, raw: RawBatch) -> list[Row]:
        """Return the rows of a batch that are taken, and note the others in the reading."""
        reading = self._reading
        blank = 0
        if self._lacks:
            blank = sum(1 for cells in raw.rows if not any(map(str.strip, cells)))
            reading.refused += len(raw.rows) - blank + len(raw.faults)
            reading.rows += len(raw.rows) - blank + len(raw.faults)
            return []
        batch = self._batch(raw)
        self._rules.check(batch)
        self._rules.taken(batch)
        blank = sum(1 for place in batch.refused if not any(map(str.strip, raw.rows[place])))
        reading.rows += len(raw.rows) - blank + len(raw.faults)
        reading.refused += len(batch.refused) - blank + len(raw.faults)
        if batch.refused or batch.adjusted or raw.faults:
            reading.reported += self._entries(raw, batch)
        lists = [batch.of(column.name) for column in reading.kind.columns if column.field]
        made: Iterator[Row] = zip(*lists, batch.numbers, strict=True)
        if not batch.refused:
            return list(made)
        return [row for place, row in enumerate(made) if place not in batch.refused]

    def _batch(self, raw: RawBatch) -> Batch:
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

    def _entries(self, raw: RawBatch, batch: Batch) -> list[Reported]:
        entries = []
        for number, code, text in raw.faults:
            detail = str(self._width) if code == "ragged_row" else ""
            entries.append(reported(number, code, value=text, detail=detail))
        for place, problem in batch.refused.items():
            if any(map(str.strip, raw.rows[place])):
                entries.append(self._entry(raw, place, problem, taken=False))
        for place, problem in batch.adjusted:
            if place not in batch.refused:
                entries.append(self._entry(raw, place, problem, taken=True))
        return sorted(entries, key=_row_number)

    def _entry(self, raw: RawBatch, place: int, problem: Problem, *, taken: bool) -> Reported:
        column, code, detail = problem
        cell = self._places.get(column)
        value = raw.rows[place][cell].strip() if cell is not None else ""
        return reported(
            raw.numbers[place], code, column=column, value=value, detail=detail, taken=taken
        )


def ignored(name: str, code: str = "ignored_file") -> Reported:
    """Return the entry of a file that is none of the known ones, or of what is no file."""
    return reported(None, code, value=name, taken=False)


def _row_number(entry: Reported) -> int:
    return entry.row or 0


def _places(header: list[str], kind: Kind) -> dict[str, int]:
    known = {column.name for column in kind.columns}
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        if name in known:
            places.setdefault(name, place)
    return places


def _about_header(header: list[str], kind: Kind, lacks: list[str]) -> list[Reported]:
    """Return one entry for each column that is missing, unknown or repeated."""
    entries = [reported(None, "missing_column", column=name, value=name) for name in lacks]
    known = {column.name for column in kind.columns} | set(kind.passed_over)
    seen: set[str] = set()
    for name in header:
        if name in seen and name in known:
            entries.append(reported(None, "repeated_column", column=name, value=name, taken=True))
        elif name and name not in known and name not in seen:
            entries.append(reported(None, "ignored_column", column=name, value=name, taken=True))
        seen.add(name)
    return entries


def _too_many_rows(name: str) -> KnownError:
    return KnownError(
        "too_many_rows",
        noop("{file} has more than {most} rows."),
        kept=noop("Nothing was imported."),
        do=noop("Split it, for example by school, and import the parts."),
        file=name,
        most=f"{MOST_ROWS:,}",
    )
