"""Some hundred rows of a file as columns of values, with what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cte_desktop.exchange.plain.columns import Value

Problem = tuple[str, str, str]  # column, code, detail


@dataclass(slots=True)
class Batch:
    """Columns of equal length under their headers; a row is a place in each of them.

    One problem refuses a row and the first one is told; adjustments of a refused row are not.
    """

    columns: dict[str, list[Value]]
    numbers: Sequence[int]
    refused: dict[int, Problem] = field(default_factory=dict)
    adjusted: list[tuple[int, Problem]] = field(default_factory=list)

    def refuse(self, place: int, column: str, code: str, detail: str = "") -> None:
        """Refuse a row, unless it is refused already."""
        self.refused.setdefault(place, (column, code, detail))

    def adjust(self, place: int, column: str, code: str, detail: str = "") -> None:
        """Note that a row is taken although something is to be said of it."""
        self.adjusted.append((place, (column, code, detail)))

    def of(self, column: str) -> list[Value]:
        """Return the values of a column; they may be changed in place."""
        return self.columns[column]


@dataclass(frozen=True, slots=True)
class Afterword:
    """What only the whole file tells of a row: the row is taken, and this is said of it."""

    row: int
    column: str
    value: str
    code: str
    detail: str = ""
