"""A student as the list shows them, and what the list can be narrowed to."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from cte_desktop.services.students import list_students
from cte_desktop.ui.row_search import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ListedStudent:
    """One line of the list; `school` is the school's name, `name_key` holds every name, folded."""

    uid: str
    student_id: str
    name: str
    grade_level: int
    school: str
    counselor: str
    pathway: str
    graduation_year: int
    name_key: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to; None means all. An empty text means those who have none."""

    school: str | None = None
    grade_level: int | None = None
    counselor: str | None = None
    pathway: str | None = None

    def is_wide(self) -> bool:
        """Say whether nobody is left out."""
        return self == Narrowing()

    def test(self) -> Callable[[ListedStudent], bool] | None:
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


def read_students(desk: Desk) -> tuple[ListedStudent, ...]:
    """Read the whole district, by name; runs away from the window's thread."""
    schools = {short: school.name for short, school in desk.catalog().school_by_short.items()}
    rows = (
        ListedStudent(
            line.uid,
            line.student_id,
            line.name,
            line.grade_level,
            schools.get(line.school, line.school),
            line.counselor,
            line.pathway,
            line.graduation_year,
            line.name_key,
        )
        for line in list_students(desk)
    )
    # By the name that is shown: it may be the preferred one, the store sorts by the legal one.
    found = tuple(sorted(rows, key=lambda row: (fold(row.name), row.student_id)))
    for row in found:
        fold(row.name_key)  # remembered there: the table then has less to do on the window's thread
    return found


def offered(rows: Iterable[ListedStudent]) -> Offered:
    """Return what occurs in these rows."""
    seen = {(row.school, row.grade_level, row.counselor, row.pathway) for row in rows}
    return Offered(
        _sorted(school for school, _, _, _ in seen),
        tuple(sorted({grade for _, grade, _, _ in seen})),
        _sorted(counselor for _, _, counselor, _ in seen),
        _sorted(pathway for _, _, _, pathway in seen),
    )


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts), key=lambda text: (not text, text.casefold())))
