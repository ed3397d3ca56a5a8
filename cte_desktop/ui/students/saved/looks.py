"""A way to look at the list, as it is kept: search, filters, columns and order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeGuard

from cte_desktop.ui.students.columns.shown import sorting_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.services.saved_lists import ListContent
    from cte_desktop.ui.students.columns.shown import Sorting
    from cte_desktop.ui.students.fields.record import Value

_LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Look:
    """What a list shows; what of a kept one is unknown here is passed over."""

    search: str = ""
    filters: Mapping[str, Value] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    sorting: Sorting = None

    def content(self) -> ListContent:
        """Return it as it is kept."""
        return {
            "search": self.search,
            "filters": dict(sorted(self.filters.items())),
            "columns": list(self.columns),
            "sort": list(self.sorting) if self.sorting is not None else None,
        }


def look_of(content: ListContent) -> Look:
    """Return the look that was kept, be it by another version."""
    filters = content.get("filters")
    columns = content.get("columns")
    known = filters if isinstance(filters, dict) else {}
    return Look(
        str(content.get("search") or ""),
        {name: value for name, value in known.items() if _is_choice(value)},
        tuple(map(str, columns)) if isinstance(columns, list) else (),
        sorting_of(content.get("sort")),
    )


def _is_choice(value: object) -> TypeGuard[Value]:
    """Tell whether a filter can stand on a value: texts, and numbers that a list of Qt holds."""
    return isinstance(value, str) or (isinstance(value, int) and abs(value) <= _LARGEST)
