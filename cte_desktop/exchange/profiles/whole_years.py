"""Rows of a whole year, which the record keeps as two: fall and spring, half the credits each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from cte_desktop.domain.credits import parse as parse_hundredths
from cte_desktop.domain.credits import text as credits_text
from cte_desktop.exchange.profiles.profile import PLAIN_TERM_YEAR
from cte_desktop.exchange.tables.csv_rows import RawBatch

TERM = "term"
HALVES = ("fall", "spring")
HALVED = ("credits_attempted", "credits_earned", "college_units", "ag_years")

Columns = list[Sequence[str]]
_Cell = TypeVar("_Cell")


@dataclass(slots=True)
class MappedBatch(RawBatch):
    """Rows as they stand in the file, and beside them the plain texts, column by column.

    `doubled` are the places of first halves: the second stands right behind and is the same row of
    the file. So are the periods of a section, of which there may be more (`meetings.py`).
    `other_halves` are places of second halves of a summer, with the row numbers of the first.
    """

    texts: Columns = field(default_factory=list)
    doubled: frozenset[int] = frozenset()
    other_halves: dict[int, int] = field(default_factory=dict)

    def is_half(self, place: int) -> bool:
        """Tell whether a row is the half of a whole year."""
        return place in self.doubled or place - 1 in self.doubled


def double_years(batch: MappedBatch, header: Sequence[str]) -> None:
    """Make two rows, adjacent and under the same number, of each one for a whole year."""
    if TERM not in header:
        return
    terms = batch.texts[header.index(TERM)]
    if PLAIN_TERM_YEAR not in terms:
        return
    years = [term == PLAIN_TERM_YEAR for term in terms]
    batch.rows = _twice(batch.rows, years)
    batch.numbers = _twice(batch.numbers, years)
    for place, column in enumerate(header):
        texts = batch.texts[place]
        if column == TERM:
            batch.texts[place] = _parted(HALVES if t == PLAIN_TERM_YEAR else (t,) for t in terms)
        elif column in HALVED:
            amounts = zip(texts, years, strict=True)
            batch.texts[place] = _parted(halves_of(t) if year else (t,) for t, year in amounts)
        else:
            batch.texts[place] = _twice(texts, years)
    batch.doubled = frozenset(_first_halves(years))


def halves_of(text: str) -> tuple[str, ...]:
    """Return the halves of an amount, which add up to it exactly; what is none stays twice."""
    amount = parse_hundredths(text) if text.isascii() else None
    if amount is None:
        return text, text
    second = amount // 2
    return credits_text(amount - second), credits_text(second)


def _twice(cells: Sequence[_Cell], years: Sequence[bool]) -> list[_Cell]:
    """Return the cells of rows, those of whole years twice."""
    made: list[_Cell] = []
    for cell, year in zip(cells, years, strict=True):
        made.append(cell)
        if year:
            made.append(cell)
    return made


def _parted(parts: Iterable[tuple[str, ...]]) -> list[str]:
    return [text for part in parts for text in part]


def _first_halves(years: Sequence[bool]) -> Iterator[int]:
    place = 0
    for year in years:
        if year:
            yield place
        place += 2 if year else 1
