"""Many rows for one statement, column by column: the quick way into the database.

The driver takes several times as long for None as for text or a number, so None travels as an empty
text and becomes null in the statement; a column that holds its table's default is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Table

_NULL_FROM_EMPTY = "nullif(?, '')"


@dataclass(frozen=True, slots=True)
class Bound:
    """Rows ready to be bound: the columns' names, their marks in the statement, the rows."""

    names: str
    marks: str
    rows: list[tuple[Any, ...]]


def bind(columns: Mapping[str, Sequence[Any]], defaults: Mapping[str, Any] | None = None) -> Bound:
    """Return the rows that columns of equal length make; `defaults` are those of their table."""
    names, marks, bound = [], [], []
    for name, values in columns.items():
        if defaults is not None and name in defaults and _holds_only(values, defaults[name]):
            continue
        has_none = None in values
        names.append(f'"{name}"')
        marks.append(_NULL_FROM_EMPTY if has_none else "?")
        bound.append(["" if value is None else value for value in values] if has_none else values)
    return Bound(", ".join(names), ", ".join(marks), list(zip(*bound, strict=True)))


def constant(value: Any, count: int) -> list[Any]:  # noqa: ANN401 - any value of any column
    """Return a column that holds one value."""
    return list(repeat(value, count))


def table_defaults(table: Table) -> dict[str, Any]:
    """Return what the columns of a table hold when a statement leaves them out."""
    defaults: dict[str, Any] = {}
    for column in table.columns:
        if column.server_default is not None:
            text = str(getattr(column.server_default, "arg", ""))
            defaults[column.name] = int(text) if column.type.python_type is int else text
        elif column.nullable:
            defaults[column.name] = None
    return defaults


def _holds_only(values: Sequence[Any], default: Any) -> bool:  # noqa: ANN401 - any value
    return len(values) > 0 and values[0] == default and values.count(default) == len(values)
