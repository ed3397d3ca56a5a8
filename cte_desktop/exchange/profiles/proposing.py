"""A shape for a table that no profile fits: by the names of its columns and the looks of values.

A proposal is for a person to look at. It is taken without one only when every needed column was
found by its header and nothing is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from cte_desktop.exchange.plain.columns import Column, Kind
from cte_desktop.exchange.plain.kinds import BY_NAME, RECORD, TABLES
from cte_desktop.exchange.profiles.conversions import CONVERSIONS
from cte_desktop.exchange.profiles.profile import ColumnRule, TableShape
from cte_desktop.exchange.profiles.rule_texts import converted
from cte_desktop.exchange.profiles.synonyms import Way, squeezed, ways_of
from cte_desktop.exchange.profiles.value_looks import looks_like, speaks_for
from cte_desktop.wording.plain_columns import column_words
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

FEWEST_COLUMNS = 2  # found by their headers; one alone tells nothing
DAY_SECTION = "day"

_DOUBTS = {
    "ending_year": noop(
        'The year in "{header}" is taken as the one in which the school year ends.'
    ),
    "one_credits": noop('Only "{header}" has credits: they are taken as attempted and as earned.'),
    "values": noop('"{header}" is taken as the {column} because of its values.'),
}
_TWO = noop("Two columns could be the {column}: {first} and {second}.")
_EITHER = noop('"{header}" could be the {first} or the {second}.')
_DAY = noop("Nothing says of what kind the sections are: they are taken as those of the day.")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table may be. `missing` are needed plain columns for which nothing was found."""

    shape: TableShape | None
    doubts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Tell whether it can be taken without a person's look."""
        return self.shape is not None and not self.doubts and not self.missing


def propose(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    kind: str | None = None,
    *,
    titles: Sequence[str] = (),
    catalog: Catalog | None = None,
) -> Proposal:
    """Return the likeliest shape of a table, of one kind if it is said.

    `header` is folded, `titles` are its headers as sentences name them, `rows` some rows of its
    width. No shape comes back for a table of which nothing is known.
    """
    table = _Table.of(header, rows, titles or header, catalog)
    kinds = TABLES if kind is None else tuple(filter(None, (BY_NAME.get(kind),)))
    tried = [_Attempt.of(each, table) for each in kinds]
    tried = [one for one in tried if one.found >= (FEWEST_COLUMNS if kind is None else 1)]
    if kind is None and any(map(_is_record, tried)):
        tried = [one for one in tried if one.kind is RECORD or _is_of_students_alone(one.kind)]
    if not tried:
        return Proposal(None, missing=kinds[0].needed if len(kinds) == 1 else ())
    best = max(tried, key=_worth)
    return Proposal(best.shape(), tuple(dict.fromkeys(best.doubts)), best.missing)


@dataclass(frozen=True, slots=True)
class _Table:
    """The start of a table, column by column."""

    header: tuple[str, ...]
    squeezed: tuple[str, ...]
    titles: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    catalog: Catalog | None

    @classmethod
    def of(
        cls,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        titles: Sequence[str],
        catalog: Catalog | None,
    ) -> _Table:
        """Turn rows into columns; a header that stands twice counts once."""
        columns = tuple(zip(*rows, strict=True)) or tuple(() for _ in header)
        keys = [
            squeezed(name) if header.index(name) == at else "" for at, name in enumerate(header)
        ]
        return cls(tuple(header), tuple(keys), tuple(titles), columns, catalog)

    def plain(self, place: int, way: Way) -> tuple[str, ...]:
        """Return the values of a column as a way would read them."""
        read = partial(converted, conversions=[CONVERSIONS[name] for name in way.convert])
        return tuple(read(value.strip()) for value in self.columns[place])

    def fits(self, place: int, way: Way, column: Column) -> bool:
        """Tell whether the values of a column are what a way would read."""
        if way.holds:
            filled = [value for value in self.columns[place] if value.strip()]
            if sum(way.holds in value for value in filled) * 2 < len(filled) or not filled:
                return False
        return looks_like(column, self.plain(place, way))

    def is_empty(self, place: int) -> bool:
        """Tell whether no row has a value there."""
        return not any(map(str.strip, self.columns[place]))


@dataclass(slots=True)
class _Attempt:
    """A table tried as one kind: which column is read from which header, and by which way."""

    kind: Kind
    table: _Table
    taken: dict[str, tuple[int, Way]] = field(default_factory=dict)
    claimed: dict[int, str] = field(default_factory=dict)  # place -> column
    doubts: list[str] = field(default_factory=list)
    by_value: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, kind: Kind, table: _Table) -> _Attempt:
        """Try a kind: plain names first, then needed columns, then the others."""
        attempt = cls(kind, table)
        ways = ways_of(kind.name)
        for column in kind.columns:
            attempt._claim(column, ways[column.name][:1])
        needed = [column for column in kind.columns if column.name in kind.needed]
        others = [column for column in kind.columns if column.name not in kind.needed]
        for column in chain(needed, others):
            if column.name not in attempt.taken:
                attempt._claim(column, ways[column.name][1:])
        for column in needed:
            if column.name not in attempt.taken:
                attempt._claim_by_value(column)
        return attempt

    @property
    def found(self) -> int:
        """Return how many columns were found by their headers."""
        return len(self.taken) - len(self.by_value)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the needed columns for which nothing was found."""
        standing = self._constants()
        return tuple(n for n in self.kind.needed if n not in self.taken and n not in standing)

    def shape(self) -> TableShape:
        """Return the shape that the attempt came to; it is told by the headers that it reads."""
        rules = []
        standing = self._constants()
        for column in self.kind.columns:
            if column.name in self.taken:
                place, way = self.taken[column.name]
                source = (self.table.header[place],)
                rules.append(
                    ColumnRule(column.name, source, convert=way.convert, elsewhere=way.elsewhere)
                )
            elif column.name in standing:
                rules.append(ColumnRule(column.name, constant=standing[column.name]))
                self.doubts.append(tr(_DAY))
        places = sorted({place for place, _ in self.taken.values()})
        marks = tuple((self.table.header[place],) for place in places)
        return TableShape(self.kind.name, marks=marks, columns=tuple(rules))

    def _constants(self) -> dict[str, str]:
        """Return what stands for columns that most exports lack."""
        lacks = self.kind.name == "sections" and "kind" not in self.taken
        return {"kind": DAY_SECTION} if lacks else {}

    def _claim(self, column: Column, ways: Sequence[Way]) -> None:
        for way in ways:
            places = list(self._places(column, way))
            if not places:
                continue
            first = places[0]
            if len(places) > 1:
                self._doubt_two(column, way, places)
            self.taken[column.name] = (first, way)
            self._doubt_either(column, first)
            if way.doubt:
                self._doubt(way.doubt, column, first)
            self.claimed.setdefault(first, column.name)
            return

    def _places(self, column: Column, way: Way) -> Iterator[int]:
        """Yield the columns of the table that a way could read, in the order of the file."""
        for place, key in enumerate(self.table.squeezed):
            if key not in way.headers or (place in self.claimed and not way.shared):
                continue
            if self.table.fits(place, way, column):
                yield place

    def _claim_by_value(self, column: Column) -> None:
        places = []
        way = next((w for w in ways_of(self.kind.name)[column.name] if w.convert), Way(frozenset()))
        for place, key in enumerate(self.table.squeezed):
            if not key or place in self.claimed:
                continue
            if speaks_for(column, self.table.plain(place, way), self.table.catalog):
                places.append(place)
        if len(places) == 1:
            self.taken[column.name] = (places[0], way)
            self.claimed[places[0]] = column.name
            self.by_value.add(column.name)
            self._doubt("values", column, places[0])

    def _doubt(self, code: str, column: Column, place: int) -> None:
        title = self.table.titles[place]
        self.doubts.append(tr(_DOUBTS[code], header=title, column=_named(column.name)))

    def _doubt_two(self, column: Column, way: Way, places: Sequence[int]) -> None:
        """Say that two columns could be one, unless they say the same."""
        first = self.table.plain(places[0], way)
        for place in places[1:]:
            if self.table.plain(place, way) == first and any(first):
                continue
            one, other = self.table.titles[places[0]], self.table.titles[place]
            self.doubts.append(tr(_TWO, column=_named(column.name), first=one, second=other))

    def _doubt_either(self, column: Column, place: int) -> None:
        """Say that an empty column could be two, since no value tells."""
        if not self.table.is_empty(place):
            return
        key = self.table.squeezed[place]
        for name, ways in ways_of(self.kind.name).items():
            if name == column.name or name in self.taken or key == squeezed(column.name):
                continue
            if any(key in way.headers and not way.holds and not way.shared for way in ways):
                title, first, second = self.table.titles[place], column.name, name
                self.doubts.append(
                    tr(_EITHER, header=title, first=_named(first), second=_named(second))
                )


def _is_record(attempt: _Attempt) -> bool:
    """Tell whether a table has students' marks, so that it is none of courses or sections."""
    if attempt.kind is not RECORD or not {"student_id", "mark"} <= set(attempt.taken):
        return False
    place, _ = attempt.taken["mark"]
    return not attempt.by_value & {"student_id", "mark"} and not attempt.table.is_empty(place)


def _is_of_students_alone(kind: Kind) -> bool:
    """Tell whether a kind is about students and no course of theirs."""
    columns = {column.name for column in kind.columns}
    return "student_id" in columns and "course_code" not in columns


def _worth(attempt: _Attempt) -> tuple[bool, float, int, int]:
    """Return how likely an attempt is: whole, by the share of what it needs, by what it found."""
    needed = len(attempt.kind.needed)
    whole = not attempt.missing
    share = 1 - len(attempt.missing) / max(needed, 1)
    return whole, needed if whole else share, attempt.found, -needed


def _named(column: str) -> str:
    words = column_words(column)
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
