"""What an import hands in, and what it says afterwards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ImportFile:
    """One file: its kind, the names of its fields, and its rows.

    A row is the values of the fields and, last, the row number that the report names. `given` says
    which fields the file really had, asked when the first row has come: those it had not keep what
    the store has of a known row, and what the row holds counts for new ones. None: it had all.
    `refused` says, after the last row, how many rows of the file never came here because they were
    refused: these are not missing, so nothing of the kind is removed then.
    """

    kind: str
    fields: tuple[str, ...]
    rows: Iterable[Row]
    given: Callable[[], Collection[str]] | None = None
    refused: Callable[[], int] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that the store did not take: duplicate_row, duplicate_id, unknown_student, too_long,
    missing_value.
    """

    row: int
    code: str
    column: str = ""


@dataclass(slots=True)
class FileCounts:
    """What became of the rows of one file: rows = accepted + changed + unchanged + refused.

    `absent`: rows of the store that no file of this kind in the call has; told with the last one.
    Each row that was not understood may be one of them, so as many are not counted.
    `removed`: how many of them were removed (`--replace`); `withheld`: they should have been, but
    rows were not understood, or there were none.
    """

    kind: str
    accepted: int = 0
    changed: int = 0
    unchanged: int = 0
    absent: int = 0
    removed: int = 0
    withheld: bool = False
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a call: its files, and the step it became, None if nothing changed."""

    step: int | None
    files: tuple[FileCounts, ...]


Watch = Callable[[int], None]
"""Told how many rows of the present file are applied; it may raise to give up the whole import."""
