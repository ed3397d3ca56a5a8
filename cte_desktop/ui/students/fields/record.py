"""What a column and a filter of the list of students are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cte_desktop.services.list_facts import FactKind
    from cte_desktop.services.students import StudentLine
    from cte_desktop.ui.table_model import Column

Value = str | int
"""What a filter is set to; "" stands for those who have none."""
Choices = list[tuple[str, Value]]
Test = "Callable[[StudentLine], bool]"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: `id` is remembered, `needs` is read once the column is shown."""

    id: str
    column: Column[StudentLine]
    needs: FactKind | None = None
    explained: str = ""  # what it says, for whoever chooses columns


@dataclass(frozen=True, slots=True)
class ListFilter:
    """A filter. `everything` is what it says while it leaves nobody out.

    `offered` returns what can be chosen among these rows; `test` what a row must meet. What it
    `needs` is read before either is asked.
    """

    id: str
    title: str
    everything: str
    offered: Callable[[Iterable[StudentLine]], Choices]
    test: Callable[[Value], Callable[[StudentLine], bool]]
    needs: FactKind | None = None


def occurring(
    value_of: Callable[[StudentLine], str], none: str
) -> Callable[[Iterable[StudentLine]], Choices]:
    """Return what offers the texts that occur, by name; `none` are the words for ""."""

    def offered(rows: Iterable[StudentLine]) -> Choices:
        found = {value_of(row) for row in rows}
        texts = sorted(found, key=lambda text: (not text, text.casefold()))
        return [(text or none, text) for text in texts]

    return offered


def fixed(choices: Sequence[tuple[str, Value]]) -> Callable[[Iterable[StudentLine]], Choices]:
    """Return what offers the same whoever is listed."""
    return lambda _rows: list(choices)


def equal(
    value_of: Callable[[StudentLine], Value],
) -> Callable[[Value], Callable[[StudentLine], bool]]:
    """Return the test of a value that must be the one chosen."""
    return lambda wanted: lambda row: value_of(row) == wanted
