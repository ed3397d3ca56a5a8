"""The plain text of a cell by the rule of its column, remembered under the text of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from cte_desktop.exchange.profiles.conversions import CONVERSIONS
from cte_desktop.exchange.profiles.profile import (
    ColumnRule,
    Lookup,
    TableShape,
    alternatives,
)

REMEMBERED = 200_000  # texts a column; then it starts anew, so that memory stays bounded
LIST_MARK = ","

Answers = Mapping[str, str]


class Tables(Protocol):
    """What the other tables of a call answer to lookups; none of them may be there."""

    def answers(self, lookup: Lookup, joined: str | None) -> Answers | None:
        """Return what is under each key, or None when no table of the call has these columns."""


class NoTables:
    """No other tables: for the look at one file alone."""

    def answers(self, lookup: Lookup, joined: str | None) -> Answers | None:
        """Return None."""
        del lookup, joined
        return None


class RuleTexts(dict[str, str]):
    """The plain texts of a column under the texts of its cells, worked out when first met.

    `missed` holds, for each lookup that found nothing, the texts of the file that it was for.
    """

    def __init__(self, rule: ColumnRule, tables: Tables) -> None:
        """Make the texts of a rule; each of its lookups is asked for its answers once."""
        super().__init__()
        self.missed: dict[Lookup, set[str]] = {}
        self._conversions = _conversions(rule.convert)
        self._values = dict(rule.values)
        self._constant = rule.constant
        self._via = [
            (lookup, _conversions(lookup.convert), tables.answers(lookup, rule.join))
            for lookup in rule.via
        ]

    def __missing__(self, text: str) -> str:
        """Work out a text that was not met before."""
        plain = text.strip()
        for lookup, conversions, answers in self._via:
            plain = _found(converted(plain, conversions), answers or {})
            if not plain:
                if text.strip() and not lookup.optional:
                    self.missed.setdefault(lookup, set()).add(text)
                break
        plain = converted(plain, self._conversions)
        if self._values:
            plain = self._values.get(" ".join(plain.casefold().split()), plain)
        plain = plain or self._constant
        self[text] = plain
        return plain

    def forget(self) -> None:
        """Start anew when too many texts are remembered."""
        if len(self) > REMEMBERED:
            self.clear()
            self.missed.clear()


class RuleCells:
    """A rule of a shape on the header of a file: where its cells are, and what becomes of them."""

    def __init__(self, rule: ColumnRule, header: Sequence[str], tables: Tables) -> None:
        """Find the places of the rule's sources in the header."""
        self.rule = rule
        self.places = places_of(rule, header)
        self.texts = RuleTexts(rule, tables)
        self._as_it_is = not (rule.convert or rule.values or rule.via or rule.constant)

    @property
    def is_there(self) -> bool:
        """Tell whether the file, or the constant, gives the column anything."""
        return bool(self.places or self.rule.constant or not self.rule.sources)

    def of(self, columns: Sequence[Sequence[str]], rows: int) -> Sequence[str]:
        """Return the plain texts of some rows, whose cells stand in columns."""
        if not self.places:
            return [self.rule.constant] * rows
        found = self.written(columns)
        if self._as_it_is:
            return found
        self.texts.forget()
        return list(map(self.texts.__getitem__, found))

    def written(self, columns: Sequence[Sequence[str]]) -> Sequence[str]:
        """Return the file's own texts of the column: of one cell, or of several joined."""
        parts = [
            columns[places[0]]
            if len(places) == 1
            else first_filled([columns[place] for place in places])
            for places in self.places
        ]
        if not parts:
            return ()
        return parts[0] if self.rule.join is None else joined(self.rule.join, parts)


def joined(between: str, columns: Sequence[Sequence[str]]) -> list[str]:
    """Return the filled cells of each row with a text between them."""
    rows: Iterable[tuple[str, ...]] = zip(*columns, strict=True)
    return [between.join(filter(None, map(str.strip, row))) for row in rows]


def first_filled(columns: Sequence[Sequence[str]]) -> list[str]:
    """Return the first filled cell of each row."""
    rows: Iterable[tuple[str, ...]] = zip(*columns, strict=True)
    return [next((cell for cell in map(str.strip, row) if cell), "") for row in rows]


def places_of(rule: ColumnRule, header: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Return where the cells of a rule stand in a header, for each part to be joined.

    A part has a place for each of its alternatives that the header has; one without any is left
    out.
    """
    parts = (rule.sources,) if rule.join is None else map(alternatives, rule.sources)
    found = (tuple(header.index(one) for one in part if one in header) for part in parts)
    return tuple(places for places in found if places)


def first_place(headers: Iterable[str], header: Sequence[str]) -> int | None:
    """Return where the first of some headers stands that the file has."""
    for one in headers:
        if one in header:
            return header.index(one)
    return None


def converted(text: str, conversions: Iterable[Callable[[str], str]]) -> str:
    """Return the text after some conversions, in order; "" stays ""."""
    for conversion in conversions:
        if not text:
            return ""
        text = conversion(text).strip()
    return text


def lookups_of(shape: TableShape) -> tuple[tuple[Lookup, str | None], ...]:
    """Return the lookups of a shape, each with the text that joins a key of several columns."""
    rules = (*shape.columns, *(keep.cell for keep in shape.keep))
    return tuple(dict.fromkeys((via, rule.join) for rule in rules for via in rule.via))


def _conversions(names: Iterable[str]) -> list[Callable[[str], str]]:
    return [CONVERSIONS[name] for name in names]


def _found(key: str, answers: Answers) -> str:
    """Return the answer to a key; a list with commas is answered part by part."""
    answer = answers.get(key)
    if answer is not None or LIST_MARK not in key:
        return answer or ""
    parts = (answers.get(part.strip(), "") for part in key.split(LIST_MARK))
    return LIST_MARK.join(part for part in parts if part)
