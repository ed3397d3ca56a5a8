"""Two plans of one student side by side: what stays, what moves, what comes and what goes.

Placements belong together by what they are, not by their ids, so that any two plans can be
compared: first those that lie exactly alike, then those of one course that lie elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.plan import GRADES, LANES, Placement, Plan
from cte_desktop.domain.school_year import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TermOfGrade = tuple[int, Term]
"""A grade and its term: the columns in which plans are laid out."""

PARTS = ("grade_level", "term", "lane", "period", "section", "site", "locked")
"""In what a placement that stays or moves can differ, the gravest first."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A placement of the one plan and the one of the other that it has become."""

    before: Placement
    after: Placement

    @property
    def differs(self) -> tuple[str, ...]:
        """Return in which of `PARTS` the two differ."""
        one, other = _parts(self.before), _parts(self.after)
        return tuple(name for name, a, b in zip(PARTS, one, other, strict=True) if a != b)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What it takes from one plan to the other; parked courses are in neither.

    In the order of time. `kept` may differ in being locked, `moved` in anything of `PARTS`.
    """

    added: tuple[Placement, ...] = ()
    removed: tuple[Placement, ...] = ()
    moved: tuple[Pair, ...] = ()
    kept: tuple[Pair, ...] = ()

    @property
    def changed(self) -> int:
        """Return how many placements are added, removed or moved: semesters, not courses."""
        return len(self.added) + len(self.removed) + len(self.moved)

    @property
    def terms(self) -> tuple[TermOfGrade, ...]:
        """Return the terms in which either plan has something, in order of time."""
        placed = (*self.added, *self.removed)
        pairs = (*self.moved, *self.kept)
        found = {
            _term(p) for p in (*placed, *(p for pair in pairs for p in (pair.before, pair.after)))
        }
        return tuple(sorted(found, key=lambda at: (at[0], at[1].place)))

    def in_term(self, grade_level: int, term: Term) -> Comparison:
        """Return what of it touches a term: moved is what comes to it or goes from it."""
        at = (grade_level, term)
        return Comparison(
            tuple(p for p in self.added if _term(p) == at),
            tuple(p for p in self.removed if _term(p) == at),
            tuple(pair for pair in self.moved if at in {_term(pair.before), _term(pair.after)}),
            tuple(pair for pair in self.kept if at in {_term(pair.before), _term(pair.after)}),
        )


def compare(one: Plan | None, other: Plan | None) -> Comparison:
    """Return what it takes from `one` to `other`; None stands for a plan without placements.

    A course that both have is kept where it lies alike, and else moved; what is left on either
    side is removed or added.
    """
    before, after = _in_order(one), _in_order(other)
    kept = _matched(before, after, lambda p: (p.course_code, p.spot, p.section_id, p.site))
    moved: list[Pair] = []
    for alike in (_by_uid, _by_term, _by_grade, _by_course):
        moved += _matched(before, after, alike)
    return Comparison(tuple(after), tuple(before), _pairs_in_order(moved), _pairs_in_order(kept))


def _matched(
    before: list[Placement], after: list[Placement], alike: Callable[[Placement], object]
) -> list[Pair]:
    """Take out of both lists what belongs together, in order of time, and return it."""
    waiting: dict[object, list[Placement]] = {}
    for placement in after:
        waiting.setdefault(alike(placement), []).append(placement)
    pairs = []
    for placement in before:
        found = waiting.get(alike(placement))
        if found:
            pairs.append(Pair(placement, found.pop(0)))
    gone = {id(pair.before) for pair in pairs}
    come = {id(pair.after) for pair in pairs}
    before[:] = [p for p in before if id(p) not in gone]
    after[:] = [p for p in after if id(p) not in come]
    return pairs


def _by_uid(placement: Placement) -> object:
    return (placement.course_code, placement.uid)


def _by_term(placement: Placement) -> object:
    return (placement.course_code, _term(placement))


def _by_grade(placement: Placement) -> object:
    return (placement.course_code, _term(placement)[0])


def _by_course(placement: Placement) -> object:
    return placement.course_code


def _in_order(plan: Plan | None) -> list[Placement]:
    return sorted(plan.placed, key=_order) if plan is not None else []


def _pairs_in_order(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs, key=lambda pair: _order(pair.after)))


def _order(placement: Placement) -> tuple[int, int, int, str, str]:
    spot = placement.spot
    if spot is None:
        return (0, 0, 0, "", placement.course_code)
    lane = LANES.index(spot.lane)
    return (spot.grade_level, spot.term.place, lane, spot.period, placement.course_code)


def _term(placement: Placement) -> TermOfGrade:
    spot = placement.spot
    return (GRADES[0], Term.FALL) if spot is None else (spot.grade_level, spot.term)


def _parts(placement: Placement) -> tuple[object, ...]:
    spot = placement.spot
    at = (None,) * 4 if spot is None else (spot.grade_level, spot.term, spot.lane, spot.period)
    return (*at, placement.section_id, placement.site, placement.locked)
