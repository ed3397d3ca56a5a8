"""What the sections are narrowed to: all choices together, tested on whole rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.ui.row_search import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.domain.school_year import Term
    from cte_desktop.ui.sections.listed import SectionRow

Seats = Literal["some", "none", "waiting"]
State = Literal["open", "cancelled", "problems"]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is chosen; None means all. An empty text means the sections that have none."""

    site: str | None = None
    term: Term | None = None
    pathway: str | None = None
    teacher: str | None = None
    kind: SectionKind | None = None
    seats: Seats | None = None
    state: State | None = None

    def at(self, site: str | None) -> Narrowing:
        """Return the same at a site, None for all."""
        return replace(self, site=site)

    def test(self) -> Callable[[SectionRow], bool] | None:
        """Return the test of a row for `TableModel.keep`; None when every row is kept."""
        tests = [test for test in self._tests() if test is not None]
        if not tests:
            return None
        if len(tests) == 1:
            return tests[0]
        return lambda row: all(test(row) for test in tests)

    def _tests(self) -> Iterable[Callable[[SectionRow], bool] | None]:
        site, term, pathway, teacher, kind = (
            self.site, self.term, self.pathway, self.teacher, self.kind
        )  # fmt: skip
        yield None if site is None else lambda row: row.line.section.site == site
        yield None if term is None else lambda row: row.line.section.meets_in(term)
        yield None if pathway is None else _of_pathway(pathway)
        yield None if teacher is None else lambda row: row.line.section.teacher == teacher
        yield None if kind is None else lambda row: row.line.section.kind is kind
        yield _SEATS[self.seats] if self.seats is not None else None
        yield _STATES[self.state] if self.state is not None else None


@dataclass(frozen=True, slots=True)
class Offered:
    """What occurs in some sections, to choose from; "" (none) comes last."""

    pathways: tuple[str, ...]
    teachers: tuple[str, ...]
    kinds: tuple[SectionKind, ...]


def offered(rows: Iterable[SectionRow]) -> Offered:
    """Return what occurs in these rows."""
    pathways: set[str] = set()
    teachers: set[str] = set()
    kinds: set[SectionKind] = set()
    for row in rows:
        pathways.update(row.line.pathways or ("",))
        teachers.add(row.line.section.teacher)
        kinds.add(row.line.section.kind)
    in_order = tuple(kind for kind in SectionKind if kind in kinds)
    return Offered(_sorted(pathways), _sorted(teachers), in_order)


def _of_pathway(pathway: str) -> Callable[[SectionRow], bool]:
    if not pathway:
        return lambda row: not row.line.pathways
    return lambda row: pathway in row.line.pathways


def _has_seats(row: SectionRow) -> bool:
    left = row.line.count.left
    return left is None or left > 0


_SEATS: dict[str, Callable[[SectionRow], bool]] = {
    "some": _has_seats,
    "none": lambda row: row.line.count.left == 0,
    "waiting": lambda row: row.line.count.waiting > 0,
}
_STATES: dict[str, Callable[[SectionRow], bool]] = {
    "open": lambda row: not row.line.section.cancelled,
    "cancelled": lambda row: row.line.section.cancelled,
    "problems": lambda row: bool(row.line.problems),
}


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts), key=lambda text: (not text, fold(text))))
