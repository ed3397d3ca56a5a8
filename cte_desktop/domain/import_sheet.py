"""What the report of an import says on paper: the files with their figures, the rows to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row that was refused, or taken with something to look at; `row` None is the whole file."""

    row: int | None
    column: str
    value: str
    problem: str
    fix: str
    taken: bool


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file of an import: rows = accepted + changed + unchanged + refused."""

    name: str
    rows: int
    accepted: int
    changed: int
    unchanged: int
    refused: int
    left_aside: int
    reported: tuple[ImportedRow, ...]


@dataclass(frozen=True, slots=True)
class ImportSheet:
    """The facts of the paper; `undone` when the import was taken back since."""

    district: str
    printed_on: date
    imported_on: date
    actor: str
    step: int
    undone: bool
    files: tuple[ImportedFile, ...]
