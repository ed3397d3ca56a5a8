"""Where the cards of a plan grid lie on the screen: columns for each term, tiers inside a cell.

Grades 7 and 8 share one narrow column. A year course covers both columns of its grade, and so does
a summer. Cards that share a cell lie in tiers, one above the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.plan import GRADES, Lane, Spot
from cte_desktop.domain.school_year import Term, is_over, school_year_of_grade

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.planning.grid import GridCard, GridRow, PlanGrid
    from cte_desktop.ui.planning.filling.marks import Mark

EARLY_GRADES = (7, 8)
EARLY = 0
"""The number of the column of grades 7 and 8."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: the early grades, or a semester of one grade."""

    grades: tuple[int, ...]
    term: Term | None  # None in the early grades: a whole year

    @property
    def grade_level(self) -> int:
        """Return the grade, the later one of the early grades."""
        return self.grades[-1]


COLUMNS = (
    GridColumn(EARLY_GRADES, None),
    *(GridColumn((grade,), term) for grade in GRADES for term in (Term.FALL, Term.SPRING)),
)


@dataclass(frozen=True, slots=True)
class CardPlace:
    """A card with its columns, and its tier among `tiers` in the cells that it covers."""

    card: GridCard
    grade_level: int
    first: int
    last: int
    tier: int = 0
    tiers: int = 1
    mark: Mark | None = None  # what a proposal that is on the table does to it

    @property
    def key(self) -> tuple[str, int, int, str]:
        """Return what tells this card from the others of the grid."""
        half = self.card.first
        return (half.course_code, half.moment, self.grade_level, half.section_id)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a row in a column, with the cards that touch it from top to bottom."""

    row: GridRow
    column: GridColumn
    places: tuple[CardPlace, ...] = ()

    @property
    def spot(self) -> Spot | None:
        """Return the spot that a course put here would have; None in the early grades."""
        if self.column.term is None:
            return None
        term = Term.SUMMER if self.row.lane is Lane.SUMMER else self.column.term
        return Spot(self.column.grade_level, term, self.row.lane, self.row.period)


Cells = dict[tuple[int, int], Cell]


def lay_out(grid: PlanGrid) -> Cells:
    """Return every cell of the grid by row and column numbers."""
    cells: Cells = {}
    for line, row in enumerate(grid.rows):
        places = _places(grid, row)
        for number, column in enumerate(COLUMNS):
            here = tuple(p for p in places if p.first <= number <= p.last)
            cells[line, number] = Cell(row, column, here)
    return cells


def columns_of(grade_level: int, terms: tuple[Term, ...]) -> tuple[int, int]:
    """Return the first and last column that the terms of a grade cover."""
    if grade_level not in GRADES:
        return (EARLY, EARLY)
    start = 1 + 2 * GRADES.index(grade_level)
    if Term.SUMMER in terms or set(terms) == {Term.FALL, Term.SPRING}:
        return (start, start + 1)
    return (start, start) if terms == (Term.FALL,) else (start + 1, start + 1)


def is_past(column: GridColumn, graduation_year: int, day: date) -> bool:
    """Tell whether a column's term is over."""
    year = school_year_of_grade(column.grade_level, graduation_year)
    return is_over(year, column.term or Term.SPRING, day)


def credits_in(grid: PlanGrid, column: GridColumn) -> int:
    """Return the hundredths of credit of a column's term, as the paper counts them: earned, in
    progress and planned.
    """
    return sum(
        half.credits
        for year in grid.years
        if year.grade_level in column.grades
        for card in year.cards
        for half in card.halves
        if half.counts and column.term in (None, half.term)
    )


def _places(grid: PlanGrid, row: GridRow) -> list[CardPlace]:
    groups: dict[int, list[tuple[int, int, int, GridCard]]] = {}
    for year in grid.years:
        for card in year.cards:
            if card.row == row:
                first, last = columns_of(year.grade_level, card.terms)
                group = EARLY if first == EARLY else year.grade_level
                groups.setdefault(group, []).append((first, last, year.grade_level, card))
    places = []
    for cards in groups.values():
        places += _in_tiers(cards)
    return places


def _in_tiers(cards: list[tuple[int, int, int, GridCard]]) -> list[CardPlace]:
    """Give each card the first tier that is free in all its columns."""
    taken: list[set[int]] = []
    chosen = []
    for first, last, grade, card in cards:
        columns = set(range(first, last + 1))
        tier = next((t for t, used in enumerate(taken) if not used & columns), len(taken))
        if tier == len(taken):
            taken.append(set())
        taken[tier] |= columns
        chosen.append((first, last, grade, card, tier))
    # A term with a single card gives it the whole height, whatever stands in the other term.
    places = []
    for first, last, grade, card, tier in chosen:
        beside = [c for c in chosen if c[0] <= last and c[1] >= first]
        tiers = len(taken) if len(beside) > 1 else 1
        places.append(CardPlace(card, grade, first, last, tier if tiers > 1 else 0, tiers))
    return sorted(places, key=lambda place: (place.first, place.tier))
