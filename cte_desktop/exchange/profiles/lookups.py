"""The other tables of a call, read once into memory for what shapes look up in them.

Of each table only the columns of keys and answers are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from cte_desktop.exchange.profiles.profile import Lookup, alternatives
from cte_desktop.exchange.profiles.rule_texts import Answers, first_filled, first_place, joined
from cte_desktop.exchange.tables.tables import open_table

if TYPE_CHECKING:
    from cte_desktop.exchange.files.source import Source

ENDINGS = (".csv", ".txt", ".tsv", ".tab", ".text", ".xlsx", ".xlsm", ".xls", ".ods")

Asked = tuple[Lookup, str | None]


@dataclass(frozen=True, slots=True)
class OtherTable:
    """A table that may be looked up in."""

    source: Source
    encoding: str
    header: tuple[str, ...]


@dataclass(slots=True)
class LookupTables:
    """The tables of a call; what was looked up in them once is remembered."""

    tables: Sequence[OtherTable]
    headers: frozenset[str]  # known ones, which tell the delimiter
    cancel: Callable[[], None] | None = None
    _answers: dict[Asked, Answers | None] = field(default_factory=dict)

    def answers(self, lookup: Lookup, joined: str | None) -> Answers | None:
        """Return what is under each key, or None when no table of the call has these columns."""
        if (lookup, joined) not in self._answers:
            self.read([(lookup, joined)])
        return self._answers[lookup, joined]

    def read(self, lookups: Iterable[Asked]) -> None:
        """Read what some lookups need, each table once."""
        wanted = [asked for asked in lookups if asked not in self._answers]
        found: dict[Asked, dict[str, str]] = {}
        for table in self.tables:
            columns = [made for asked in wanted if (made := _columns(asked, table)) is not None]
            if columns:
                self._read(table, columns, found)
        for asked in wanted:
            self._answers[asked] = found.get(asked)

    def _read(
        self, table: OtherTable, wanted: list[_Columns], found: dict[Asked, dict[str, str]]
    ) -> None:
        for columns in wanted:
            found.setdefault(columns.asked, {})
        opened = open_table(table.source, table.encoding, self.headers, cancel=self.cancel)
        with closing(opened):
            for raw in opened.batches():
                if self.cancel is not None:
                    self.cancel()
                if not raw.rows:
                    continue
                cells = list(zip(*raw.rows, strict=True))
                for columns in wanted:
                    columns.add(cells, found[columns.asked])
        table.source.ensure_unchanged()

    def used(self, lookups: Iterable[Asked]) -> Iterator[Source]:
        """Yield the tables that serve some lookups."""
        asked = list(lookups)
        for table in self.tables:
            if any(_columns(one, table) is not None for one in asked):
                yield table.source


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a lookup finds its columns in one table."""

    asked: Asked
    key: tuple[int, ...]
    take: tuple[tuple[int, ...], ...]  # of each header the places of its alternatives
    where: tuple[tuple[int, frozenset[str]], ...]

    def add(self, cells: Sequence[Sequence[str]], found: dict[str, str]) -> None:
        """Add the answers of some rows; the first answer to a key stays."""
        lookup, between = self.asked
        keys = joined(between or "", [cells[place] for place in self.key])
        parts = [first_filled([cells[place] for place in places]) for places in self.take]
        answers = parts[0] if len(parts) == 1 else joined(lookup.join, parts)
        allowed = [_allowed(cells[place], values) for place, values in self.where]
        for key, answer, *fits in zip(keys, answers, *allowed, strict=True):
            if answer and key and all(fits) and key not in found:
                found[key] = answer


def stem_of(source: Source) -> str:
    """Return a file's name in small letters without its ending; the title of a sheet whole."""
    name = source.file_name
    for ending in ENDINGS:
        if name.endswith(ending):
            return name[: -len(ending)]
    return name


def is_named(stem: str, patterns: Iterable[str]) -> bool:
    """Tell whether a name is one that a profile expects."""
    return any(fnmatchcase(stem, pattern) for pattern in patterns)


def _columns(asked: Asked, table: OtherTable) -> _Columns | None:
    """Return where a lookup finds its columns; None for a table that is not the one or lacks them.

    Rows that are told by a column which the table lacks can't be told: then it doesn't serve.
    """
    lookup = asked[0]
    if not is_named(stem_of(table.source), lookup.table):
        return None
    key = [first_place(alternatives(header), table.header) for header in lookup.key]
    take = [
        tuple(table.header.index(one) for one in alternatives(header) if one in table.header)
        for header in lookup.take
    ]
    where = [(first_place((header,), table.header), values) for header, values in lookup.where]
    if None in key or not all(take) or any(place is None for place, _ in where):
        return None
    return _Columns(
        asked,
        tuple(place for place in key if place is not None),
        tuple(take),
        tuple((place, frozenset(values)) for place, values in where if place is not None),
    )


def _allowed(cells: Iterable[str], values: frozenset[str]) -> list[bool]:
    return [" ".join(cell.casefold().split()) in values for cell in cells]
