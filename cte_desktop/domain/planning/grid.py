"""Where each course lies in the plan grid: grades across, the rows of the day down.

The record has no periods, so its courses take free rows, year courses first. Rows are the
periods of the day, then Extended Day, summer and college, as many as the fullest year needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import PERIODS
from cte_desktop.domain.planning.lanes import lane_of
from cte_desktop.domain.planning.plan import LANES, PLANNED_GRADES, Lane
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.school_year import SEMESTERS, Term, school_year_of_grade

if TYPE_CHECKING:
    from cte_desktop.domain.planning.situation import Situation

USUAL_PERIODS = PERIODS[1:]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the grid: a period of the day, or one of a lane's places."""

    lane: Lane
    period: str = ""  # P0 to P7 in the day lane; "" where the day has no bell
    number: int = 0  # counts the rows of a lane


@dataclass(frozen=True, slots=True)
class GridCard:
    """A course in the grid: one semester, or the two halves of a year course side by side."""

    halves: tuple[Semester, ...]
    row: GridRow

    @property
    def first(self) -> Semester:
        """Return the earlier half, which stands for the card."""
        return self.halves[0]

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return the terms that the card covers."""
        return tuple(half.term for half in self.halves)

    @property
    def placement_uid(self) -> str:
        """Return the placement behind the card, "" for a card of the record alone."""
        return next((h.placement_uid for h in self.halves if h.placement_uid), "")


@dataclass(frozen=True, slots=True)
class GridYear:
    """One grade's column pair."""

    grade_level: int
    school_year: int
    cards: tuple[GridCard, ...]


@dataclass(frozen=True, slots=True)
class PlanGrid:
    """The whole grid. Several cards in one cell clash there."""

    rows: tuple[GridRow, ...]
    years: tuple[GridYear, ...]


def plan_grid(situation: Situation) -> PlanGrid:
    """Return the grid of a student's record and plan, grades 7 to 12."""
    graduation_year = situation.file.student.graduation_year
    years = []
    for grade in PLANNED_GRADES:
        here = [s for s in situation.semesters if s.grade_level == grade]
        cards = _cards(situation, here)
        years.append(GridYear(grade, school_year_of_grade(grade, graduation_year), tuple(cards)))
    return PlanGrid(_rows(years), tuple(years))


def _cards(situation: Situation, semesters: list[Semester]) -> list[GridCard]:
    pairs = _paired(semesters)
    fixed: list[GridCard] = []
    floating: list[tuple[tuple[Semester, ...], Lane]] = []
    for halves in pairs:
        lane, period = _lane_and_period(situation, halves)
        if lane is Lane.DAY and period:
            fixed.append(GridCard(halves, GridRow(lane, period)))
        else:
            floating.append((halves, lane))
    taken = {(card.row, term) for card in fixed for term in card.terms}
    for halves, lane in sorted(floating, key=lambda pair: -len(pair[0])):
        row = _free_row(lane, halves, taken)
        taken |= {(row, half.term) for half in halves}
        fixed.append(GridCard(halves, row))
    return sorted(fixed, key=lambda card: (_row_order(card.row), card.first.moment))


def _paired(semesters: list[Semester]) -> list[tuple[Semester, ...]]:
    """Return year courses as pairs of fall and spring, everything else alone."""
    left = list(semesters)
    found: list[tuple[Semester, ...]] = []
    while left:
        one = left.pop(0)
        other = next((s for s in left if _belong_together(one, s)), None)
        if other is None:
            found.append((one,))
        else:
            left.remove(other)
            found.append((one, other) if one.term is Term.FALL else (other, one))
    return found


def _belong_together(one: Semester, other: Semester) -> bool:
    if one.course_code != other.course_code or {one.term, other.term} != set(SEMESTERS):
        return False
    planned = one.state is State.PLANNED and other.state is State.PLANNED
    return not planned or (one.lane, one.period) == (other.lane, other.period)


def _lane_and_period(situation: Situation, halves: tuple[Semester, ...]) -> tuple[Lane, str]:
    half = next((h for h in halves if h.lane is not None), halves[0])
    section = situation.section_of(half)
    lane = lane_of(half, section, situation.catalog.course(half.course_code))
    if half.lane is not None or section is None or lane is not Lane.DAY:
        return lane, half.period
    return lane, next((m.period for m in section.meetings if m.period), "")


def _free_row(
    lane: Lane, halves: tuple[Semester, ...], taken: set[tuple[GridRow, Term]]
) -> GridRow:
    number = 0
    while True:
        if lane is Lane.DAY and number < len(USUAL_PERIODS):
            row = GridRow(lane, USUAL_PERIODS[number])
        else:
            row = GridRow(lane, "", number)
        if all((row, half.term) not in taken for half in halves):
            return row
        number += 1


def _rows(years: list[GridYear]) -> tuple[GridRow, ...]:
    """Return P1 to P7, one row of each other lane, and every further row that a card needs."""
    rows = {GridRow(Lane.DAY, period) for period in USUAL_PERIODS}
    rows |= {GridRow(lane) for lane in LANES if lane is not Lane.DAY}
    rows |= {card.row for year in years for card in year.cards}
    return tuple(sorted(rows, key=_row_order))


def _row_order(row: GridRow) -> tuple[int, bool, str, int]:
    return (LANES.index(row.lane), row.period == "", row.period, row.number)
