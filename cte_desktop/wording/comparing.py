"""Two plans side by side in words: course by course by grade and term, each with what differs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.plan import LANES, Lane
from cte_desktop.domain.school_year import SEMESTERS, Term
from cte_desktop.wording.labels import (
    course_label,
    grade_label,
    lane_label,
    moment_label,
    place_label,
    term_label,
)
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.comparing import Comparison
    from cte_desktop.domain.planning.plan import Placement, Spot

NOTHING = "–"
"""Stands where one of the plans has nothing."""


class Difference(StrEnum):
    """What becomes of a course from the first plan to the second."""

    SAME = "same"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A course in a grade of both plans, or of one; `when` is the grade and term that it is in."""

    number: int
    grade_level: int
    when: str
    difference: Difference
    before: str
    after: str


def difference_label(difference: Difference) -> str:
    """Return the word that goes with the sign."""
    match difference:
        case Difference.SAME:
            return tr("same")
        case Difference.MOVED:
            return tr("moved")
        case Difference.ADDED:
            return tr("added")
        case Difference.REMOVED:
            return tr("taken out")


def compared_lines(comparison: Comparison, catalog: Catalog) -> tuple[ComparedLine, ...]:
    """Return the lines in order of time; a course that goes to another term has one in each."""
    found = sorted(_drafts(comparison), key=lambda draft: _order(draft, catalog))
    return tuple(_line(number, draft, catalog) for number, draft in enumerate(found))


@dataclass(frozen=True, slots=True)
class _Side:
    """A course as one plan has it: where its halves lie, which are one thing in a grade."""

    course: str
    grade_level: int
    terms: tuple[Term, ...]
    lane: Lane
    period: str
    section_id: str
    site: str

    @property
    def term(self) -> str:
        """Return its term, "year" for both semesters."""
        return "year" if len(self.terms) > 1 else self.terms[0].value


@dataclass(frozen=True, slots=True)
class _Draft:
    """A line to be worded: `at` is the side by whose grade and term it is listed."""

    difference: Difference
    at: _Side
    before: _Side | None
    after: _Side | None


def _drafts(comparison: Comparison) -> Iterator[_Draft]:
    for side in _joined(comparison.added):
        yield _Draft(Difference.ADDED, side, None, side)
    for side in _joined(comparison.removed):
        yield _Draft(Difference.REMOVED, side, side, None)
    kept = ((pair.before, pair.after) for pair in comparison.kept)
    for before, after in _joined_pairs(kept):
        yield _Draft(Difference.SAME, after, before, after)
    moved = ((pair.before, pair.after) for pair in comparison.moved)
    for before, after in _joined_pairs(moved):
        yield _Draft(Difference.MOVED, after, before, after)
        if (before.grade_level, before.terms) != (after.grade_level, after.terms):
            yield _Draft(Difference.MOVED, before, before, after)


def _joined(placements: Iterable[Placement]) -> Iterator[_Side]:
    """Yield what lies alike in both terms of a grade as one."""
    terms: dict[tuple[object, ...], list[Term]] = {}
    spots: dict[tuple[object, ...], tuple[Placement, Spot]] = {}
    for placement in placements:
        spot = placement.spot
        if spot is not None:
            key = _alike(placement, spot)
            if spot.term in terms.get(key, ()):
                key = (*key, placement.uid)  # twice in one term
            terms.setdefault(key, []).append(spot.term)
            spots[key] = (placement, spot)
    for key, (placement, spot) in spots.items():
        yield _side(placement, spot, terms[key])


def _joined_pairs(
    pairs: Iterable[tuple[Placement, Placement]],
) -> Iterator[tuple[_Side, _Side]]:
    """Yield pairs whose halves go the same way as one."""
    ways: dict[tuple[object, ...], list[tuple[Placement, Placement]]] = {}
    for before, after in pairs:
        if before.spot is not None and after.spot is not None:
            way = (*_alike(before, before.spot), *_alike(after, after.spot))
            ways.setdefault(way, []).append((before, after))
    for together in ways.values():
        befores, afters = zip(*together, strict=True)
        yield from zip(_joined(befores), _joined(afters), strict=False)


def _alike(placement: Placement, spot: Spot) -> tuple[object, ...]:
    kind = "year" if spot.term in SEMESTERS else spot.term.value
    where = (spot.grade_level, kind, spot.lane, spot.period)
    return (placement.course_code, *where, placement.section_id, placement.site)


def _side(placement: Placement, spot: Spot, terms: Iterable[Term]) -> _Side:
    in_order = tuple(sorted(terms, key=lambda term: term.place))
    return _Side(
        placement.course_code,
        spot.grade_level,
        in_order,
        spot.lane,
        spot.period,
        placement.section_id,
        placement.site,
    )


def _order(draft: _Draft, catalog: Catalog) -> tuple[object, ...]:
    at = draft.at
    lane = LANES.index(at.lane)
    title = course_label(at.course, catalog)
    return (at.grade_level, at.terms[0].place, lane, at.period, title, draft.difference)


def _line(number: int, draft: _Draft, catalog: Catalog) -> ComparedLine:
    at, before, after = draft.at, draft.before, draft.after
    when = f"{grade_label(at.grade_level)} · {term_label(at.term)}"
    left = _text(before, catalog) if before is not None else NOTHING
    right = _text(after, catalog) if after is not None else NOTHING
    if before is not None and not _same_time(before, at):
        left = _elsewhere(before)
    if after is not None and not _same_time(after, at):
        right = _elsewhere(after)
    return ComparedLine(number, at.grade_level, when, draft.difference, left, right)


def _same_time(one: _Side, other: _Side) -> bool:
    return (one.grade_level, one.terms) == (other.grade_level, other.terms)


def _elsewhere(side: _Side) -> str:
    return tr("(in {place})", place=moment_label(side.grade_level, side.term))


def _text(side: _Side, catalog: Catalog) -> str:
    """Return the course with where it lies: "Welding 1 · Extended Day, Canyon"."""
    where = [side.period] if side.period else []
    if side.lane is not Lane.DAY:
        where.append(lane_label(side.lane))
    if side.section_id:
        where.append(side.section_id)
    if side.site:
        where.append(place_label(side.site, catalog))
    title = course_label(side.course, catalog)
    return f"{title} · {', '.join(where)}" if where else title
