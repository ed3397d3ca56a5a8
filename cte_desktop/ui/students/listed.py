"""What the list of students is narrowed to, and reading it."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.services.students import list_students
from cte_desktop.ui.row_search import fold
from cte_desktop.ui.students.fields.of_line import LEFT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.list_facts import FactKind
    from cte_desktop.services.students import StudentLine
    from cte_desktop.ui.students.fields.record import ListFilter, Value

    Test = Callable[[StudentLine], bool]


@dataclass(frozen=True)
class Narrowing:
    """What each filter is set to, by its id; one that leaves nobody out is not among them."""

    chosen: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))

    def is_wide(self) -> bool:
        """Say whether nobody is left out who still goes to school."""
        return not self.chosen

    def needs(self, filters: Iterable[ListFilter]) -> frozenset[FactKind]:
        """Return what must be read before anybody can be tested."""
        kinds = (one.needs for one in filters if one.id in self.chosen)
        return frozenset(kind for kind in kinds if kind is not None)

    def tests(self, filters: Iterable[ListFilter], *, whoever: bool = False) -> tuple[Test, ...]:
        """Return what a row must meet by these filters.

        Those who have left school are left out unless asked for, or it is `whoever`.
        """
        wanted = tuple(one.test(self.chosen[one.id]) for one in filters if one.id in self.chosen)
        return wanted if whoever or LEFT in self.chosen else (_in_school, *wanted)


def every(tests: Iterable[Test | None]) -> Test | None:
    """Return the test that asks for all of them; None asks for nothing."""
    wanted = tuple(one for one in tests if one is not None)
    if len(wanted) < 2:
        return wanted[0] if wanted else None
    return lambda row: all(one(row) for one in wanted)


def read_students(desk: Desk) -> tuple[StudentLine, ...]:
    """Read the whole district, by name; runs away from the window's thread."""
    # By the name that is shown: it may be the preferred one, the store sorts by the legal one.
    found = sorted(list_students(desk), key=lambda row: (fold(row.name), row.student_id))
    for row in found:
        fold(row.name_key)  # remembered there: the table then has less to do on the window's thread
    return tuple(found)


def _in_school(row: StudentLine) -> bool:
    return row.in_school
