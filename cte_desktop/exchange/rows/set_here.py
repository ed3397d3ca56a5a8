"""Rows of the catalog that a person set under Settings, and of which a file says something else.

The file is newer knowledge, and the contract says that catalog files change by identity: it holds.
That a hand's value gave way is reported at the row, with what stood there.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import clock_text
from cte_desktop.exchange.plain.batch import Afterword

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cte_desktop.exchange.plain.batch import Batch
    from cte_desktop.exchange.plain.known import Known
    from cte_desktop.exchange.rows.row_rules import Rules

CODE = "set_here"


@dataclass(frozen=True, slots=True)
class _Kind:
    """Which entries of the catalog a kind of file is about; columns as the file heads them."""

    part: str
    identity: Mapping[str, str]  # header: field
    told: Mapping[str, str]
    text: Callable[[object], str] = str


def _clock(value: object) -> str:
    return clock_text(value) if isinstance(value, int) else str(value)


_BELL = ("school", "schedule", "days", "block")
_SCHOOL = ("name", "kind", "grade_low", "grade_high")
_KINDS: Mapping[str, _Kind] = MappingProxyType(
    {
        "bells": _Kind(
            "bells", {name: name for name in _BELL}, {"start": "start", "end": "end"}, _clock
        ),
        "travel": _Kind("travel", {"from": "origin", "to": "destination"}, {"minutes": "minutes"}),
        "schools": _Kind("schools", {"short": "short"}, {name: name for name in _SCHOOL}),
    }
)


class SetHereRules:
    """The checks of `inner`, and a word about each entry of a person's that the file changes."""

    def __init__(self, known: Known, kind: str, inner: Rules) -> None:
        """Look which entries a person set; their values are those of the catalog."""
        self._kind = _KINDS[kind]
        self._inner = inner
        by_hand = known.set_here.get(kind, frozenset())
        entries = getattr(known.catalog, self._kind.part)
        fields = self._kind.identity.values()
        named = {tuple(str(getattr(e, field)) for field in fields): e for e in entries}
        self._here = {identity: entry for identity, entry in named.items() if identity in by_hand}
        self._found: list[Afterword] = []

    def check(self, batch: Batch) -> None:
        """Refuse and adjust as the kind does."""
        self._inner.check(batch)

    def taken(self, batch: Batch) -> None:
        """Note the rows that say something else than stands here."""
        self._inner.taken(batch)
        columns = [batch.of(header) for header in self._kind.identity]
        told = {header: batch.of(header) for header in self._kind.told}
        for place, identity in enumerate(zip(*columns, strict=True)):
            entry = self._here.get(tuple(str(value) for value in identity))
            if entry is None or place in batch.refused:
                continue
            for header, field in self._kind.told.items():
                given, here = told[header][place], getattr(entry, field)
                if given is not None and given != here:
                    text = self._kind.text
                    said = Afterword(batch.numbers[place], header, text(given), CODE, text(here))
                    self._found.append(said)
                    break

    def afterwords(self) -> Iterator[Afterword]:
        """Yield what the kind says, then what gave way, by row."""
        yield from self._inner.afterwords()
        yield from self._found


def with_set_here(known: Known, kind: str, inner: Rules) -> Rules:
    """Return the checks of a kind, which tell of what gives way where a person set anything."""
    return SetHereRules(known, kind, inner) if known.set_here.get(kind) else inner
