"""What an import hands in, and what it says afterwards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Row = tuple[Any, ...]
REMOVED = "removed"
"""In the place of a field: people removed the whole."""


@dataclass(frozen=True, slots=True)
class ImportFile:
    """One file: its kind, the names of its fields, and its rows.

    A row is the values of the fields and, last, the row number that the report names. Neighbours
    with the same number are the parts of one row of the file: all are taken or none, and they count
    as one. `given` says which fields the file really had, asked when the first row has come: those
    it had not keep what the store has of a known row, and what the row holds counts for new ones.
    None: it had all.
    `refused` says, after the last row, how many rows of the file never came here because they were
    not understood: these are not missing, so nothing of the kind is removed then.
    """

    kind: str
    fields: tuple[str, ...]
    rows: Iterable[Row]
    given: Callable[[], Collection[str]] | None = None
    refused: Callable[[], int] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that the store did not take: duplicate_row, duplicate_id, unknown_student, too_long,
    missing_value; other_file: another file of the call has it otherwise.
    """

    row: int
    code: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class KeptByHand:
    """A field that a person set here and of which a row has another value: what stays, and that.

    Only until somebody has chosen. Texts are as stored, empty for none. `owner` is the key of the
    student, for the store alone; `name` tells the field from all others of the student. The column
    `REMOVED` says that the person removed the whole row.
    """

    row: int
    column: str
    here: str
    file: str
    owner: int = field(default=0, compare=False)
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class KeptSection:
    """A field of a section that a person set here and of which a file has another value.

    Values are as stored; of the field "meetings" they are lists of rows. The field `REMOVED` says
    that people removed the section as a whole, which the file has under its id.
    """

    row: int
    section_id: str
    column: str
    here: Any
    file: Any


@dataclass(slots=True)
class FileCounts:
    """What became of the rows of one file: rows = accepted + changed + unchanged + refused.

    A row of several parts is refused when one of them is, else changed when one changed, else
    accepted when one is new.
    `absent`: rows of the store that no file of this kind in the call has; told with the last one.
    Each row that was not understood may be one of them, so as many are not counted.
    `removed`: how many of them were removed (`--replace`); `withheld`: they should have been, but
    rows were not understood, or there were none. `most_parts`: of a row of the file.
    """

    kind: str
    accepted: int = 0
    changed: int = 0
    unchanged: int = 0
    absent: int = 0
    removed: int = 0
    withheld: bool = False
    most_parts: int = 1
    refused: list[Refused] = field(default_factory=list)
    kept: list[KeptByHand] = field(default_factory=list)
    kept_sections: list[KeptSection] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a call: its files, and the step it became, None if nothing changed."""

    step: int | None
    files: tuple[FileCounts, ...]


ADDED, CHANGED, UNCHANGED = "accepted", "changed", "unchanged"


def count_rows(counts: FileCounts, became: Mapping[int, Collection[str]]) -> None:
    """Count rows by what became of their parts; `became` holds these under the row numbers."""
    for parts in became.values():
        if CHANGED in parts:
            counts.changed += 1
        elif ADDED in parts:
            counts.accepted += 1
        else:
            counts.unchanged += 1


Watch = Callable[[int], None]
"""Told how many rows of the present file are applied; it may raise to give up the whole import."""
