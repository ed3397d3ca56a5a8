"""A student as the list shows them, and what the list can be narrowed to."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from cte_desktop.services.students import StudentLine, list_students
from cte_desktop.ui.row_search import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to; None means all. An empty text means those who have none."""

    school_name: str | None = None
    grade_level: int | None = None
    counselor: str | None = None
    pathway: str | None = None

    def is_wide(self) -> bool:
        """Say whether nobody is left out."""
        return self == Narrowing()

    def test(self) -> Callable[[StudentLine], bool] | None:
        """Return the test of a row for `TableModel.keep`; None when nobody is left out."""
        wanted = [
            (field.name, getattr(self, field.name))
            for field in fields(self)
            if getattr(self, field.name) is not None
        ]
        if not wanted:
            return None
        return lambda row: all(getattr(row, name) == value for name, value in wanted)


@dataclass(frozen=True, slots=True)
class Offered:
    """The values that occur in the list, to choose from: sorted, "" (none) last."""

    schools: tuple[str, ...]
    grade_levels: tuple[int, ...]
    counselors: tuple[str, ...]
    pathways: tuple[str, ...]


def both(
    one: Callable[[StudentLine], bool] | None, other: Callable[[StudentLine], bool] | None
) -> Callable[[StudentLine], bool] | None:
    """Return the test that asks for both; None asks for nothing."""
    if one is None or other is None:
        return one or other
    return lambda row: one(row) and other(row)


def read_students(desk: Desk) -> tuple[StudentLine, ...]:
    """Read the whole district, by name; runs away from the window's thread."""
    # By the name that is shown: it may be the preferred one, the store sorts by the legal one.
    found = sorted(list_students(desk), key=lambda row: (fold(row.name), row.student_id))
    for row in found:
        fold(row.name_key)  # remembered there: the table then has less to do on the window's thread
    return tuple(found)


def offered(rows: Iterable[StudentLine]) -> Offered:
    """Return what occurs in these rows."""
    seen = {(row.school_name, row.grade_level, row.counselor, row.pathway) for row in rows}
    return Offered(
        _sorted(school for school, _, _, _ in seen),
        tuple(sorted({grade for _, grade, _, _ in seen})),
        _sorted(counselor for _, _, counselor, _ in seen),
        _sorted(pathway for _, _, _, pathway in seen),
    )


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts), key=lambda text: (not text, text.casefold())))
