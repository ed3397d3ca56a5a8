"""What a proposal does to each card of the grid: added, moved from elsewhere, or taken out.

Cards that go are kept in the grid beside the new ones, so that nobody has to remember the old plan.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.grid import GridCard, PlanGrid, plan_grid
from cte_desktop.wording.labels import grade_label, lane_label, term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.planning.comparing import Comparison
    from cte_desktop.domain.planning.grid import GridRow
    from cte_desktop.domain.planning.plan import Spot
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.ui.planning.grid_layout import CardPlace, Cells


class Change(StrEnum):
    """What a proposal does to a course of the plan."""

    ADDED = "added"
    MOVED = "moved"
    REMOVED = "removed"


SIGNS = {Change.ADDED: "plus", Change.MOVED: "move-horizontal", Change.REMOVED: "minus"}
"""The icon of each change; the line around a card differs as well (`card_painter.py`)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The change of one card; `was` is where a moved course lay, None when it lies there still."""

    change: Change
    was: Spot | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """The changes by placement of the proposed plan, and the cards that go, each with its grade."""

    of: Mapping[str, Mark] = field(default_factory=dict)
    gone: tuple[tuple[int, GridCard], ...] = ()


def marks_of(before: Situation, comparison: Comparison) -> Marks:
    """Return the marks of a proposal against the plan in `before`."""
    marks = {p.uid: Mark(Change.ADDED) for p in comparison.added}
    for move in comparison.moved:
        same = move.before.spot == move.after.spot
        marks[move.after.uid] = Mark(Change.MOVED, None if same else move.before.spot)
    removed = frozenset(p.uid for p in comparison.removed)
    return Marks(marks, tuple(_gone(plan_grid(before), removed)) if removed else ())


def changes_in(comparison: Comparison) -> tuple[Change, ...]:
    """Return which changes occur."""
    occurring = {
        Change.ADDED: comparison.added,
        Change.MOVED: comparison.moved,
        Change.REMOVED: comparison.removed,
    }
    return tuple(change for change, placements in occurring.items() if placements)


def with_gone(grid: PlanGrid, marks: Marks) -> PlanGrid:
    """Return a grid that has the cards that go too, each in its old row where there is one."""
    rows = set(grid.rows)
    years = []
    for year in grid.years:
        here = tuple(
            replace(card, row=_row_in(rows, grid.rows, card.row))
            for grade, card in marks.gone
            if grade == year.grade_level
        )
        years.append(replace(year, cards=(*year.cards, *here)))
    return replace(grid, years=tuple(years))


def marked(cells: Cells, marks: Marks) -> Cells:
    """Return the cells with a mark on each card that the proposal changes."""
    gone = {card.halves for _, card in marks.gone}
    return {
        spot: replace(cell, places=tuple(_marked(place, marks, gone) for place in cell.places))
        for spot, cell in cells.items()
    }


def mark_text(mark: Mark | None) -> str:
    """Return what a screen reader says of a change: "moved from 11th grade, fall, P3"."""
    if mark is None:
        return ""
    match mark.change:
        case Change.ADDED:
            return tr("the proposal adds it")
        case Change.REMOVED:
            return tr("the proposal takes it out")
        case Change.MOVED:
            if mark.was is None:
                return tr("the proposal takes another section")
            return tr("the proposal moves it here from {place}", place=_spot_text(mark.was))


def _marked(place: CardPlace, marks: Marks, gone: set[tuple[Semester, ...]]) -> CardPlace:
    if place.card.halves in gone:
        return replace(place, mark=Mark(Change.REMOVED))
    found = (marks.of.get(half.placement_uid) for half in place.card.halves)
    mark = next((one for one in found if one is not None), None)
    return place if mark is None else replace(place, mark=mark)


def _gone(grid: PlanGrid, removed: frozenset[str]) -> list[tuple[int, GridCard]]:
    """Return the cards of what is taken out; of a card that stays by half, that half alone."""
    found = []
    for year in grid.years:
        for card in year.cards:
            halves = tuple(half for half in card.halves if half.placement_uid in removed)
            if halves:
                found.append((year.grade_level, GridCard(halves, card.row)))
    return found


def _row_in(known: set[GridRow], rows: tuple[GridRow, ...], wanted: GridRow) -> GridRow:
    """Return the row itself, or the last of its lane in the grid of the proposal."""
    if wanted in known:
        return wanted
    return next(row for row in reversed(rows) if row.lane is wanted.lane)


def _spot_text(spot: Spot) -> str:
    where = spot.period or lane_label(spot.lane)
    return tr(
        "{grade} grade, {term}, {where}", grade=grade_label(spot.grade_level),
        term=term_label(spot.term), where=where,
    )  # fmt: skip
