"""What else there is for a planned class whose section is gone, full, or collides.

In order of preference: another section of the course; another section with one or two other classes
moved into their other sections; another term; a ranked alternate; a later year; the tray. Each is
tried with the rules of the schedule: one that brings a new thing to fix is not offered, nor one
whose times or ways nobody knows. Classes in progress and locked ones stay where they are; a locked
class itself may only change its section.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.alternatives.edits import Move, moves_between
from cte_desktop.domain.planning.sections.alternatives.elsewhere import (
    Way,
    a_year_later,
    in_other_terms,
    set_aside,
    with_alternates,
)
from cte_desktop.domain.planning.sections.alternatives.search import Search, search_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.alternatives.rearranging import Clock
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.planning.situation import Situation

__all__ = ("MOST", "Alternative", "AlternativeKind", "Move", "alternatives", "each_alternative")

MOST = 6
"""Alternatives that a person is shown for a class."""


class AlternativeKind(StrEnum):
    """The sorts of alternatives, in order of preference."""

    SECTION = "section"
    MOVE_OTHER = "move_other"
    TERM = "term"
    ALTERNATE = "alternate"
    YEAR = "year"
    TRAY = "tray"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way out: the plan after it, and what moves: this class first, then others."""

    kind: AlternativeKind
    plan: Plan
    moves: tuple[Move, ...]


_WAYS: Mapping[AlternativeKind, tuple[Callable[[Search], Iterator[Way]], int]] = MappingProxyType(
    {
        AlternativeKind.SECTION: (lambda search: search.other_sections(moved=0), 3),
        AlternativeKind.MOVE_OTHER: (lambda search: search.with_room_made(), 2),
        AlternativeKind.TERM: (in_other_terms, 2),
        AlternativeKind.ALTERNATE: (with_alternates, 2),
        AlternativeKind.YEAR: (a_year_later, 1),
        AlternativeKind.TRAY: (set_aside, 1),
    }
)
"""How each kind is looked for, and how many of it a person is shown at most."""


def alternatives(
    situation: Situation,
    placement_uid: str,
    offers: Offers,
    new_uid: Callable[[], str],
    *,
    most: int = MOST,
) -> tuple[Alternative, ...]:
    """Return what else there is for a placement, the preferred first; the tray comes last."""
    search = search_for(situation, placement_uid, offers, new_uid)
    if search is None or most < 1:
        return ()
    found = [
        alternative
        for kind, (_, at_most) in _WAYS.items()
        for alternative in islice(_of_kind(search, kind), at_most)
    ]
    if len(found) > most:
        found = [*found[: most - 1], found[-1]]
    return tuple(found)


def each_alternative(
    situation: Situation,
    placement_uid: str,
    offers: Offers,
    new_uid: Callable[[], str],
    *,
    clock: Clock | None = None,
) -> Iterator[Alternative]:
    """Yield what else there is, the preferred first; each is looked for when it is asked for.

    `clock` keeps the weeks of sections from one student to the next.
    """
    search = search_for(situation, placement_uid, offers, new_uid, clock)
    if search is not None:
        for kind, (_, at_most) in _WAYS.items():
            yield from islice(_of_kind(search, kind), at_most)


def _of_kind(search: Search, kind: AlternativeKind) -> Iterator[Alternative]:
    look, _ = _WAYS[kind]
    for way in look(search):
        moves = moves_between(search.plan, way.plan, search.target.uids, way.sections)
        yield Alternative(kind, way.plan, moves)
