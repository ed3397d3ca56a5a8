"""What else there is for a planned class whose section is gone, full, or collides.

In order of preference: another section of the course; another section with one or two other classes
moved into their other sections; another term; a ranked alternate; a later year; the tray. Each is
tried with the rules of the schedule: one that brings a new thing to fix is not offered, nor one
whose times or ways nobody knows. Classes in progress and locked ones stay where they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.findings import Values
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.planning.situation import Situation

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
class Move:
    """What becomes of one class: `what` is section, term, year, replaced or dropped.

    `grade_level` and `term` ("year" for both semesters) say where it lies now; `before` and `after`
    hold what differs: section_id, site, period, grade_level, term, course.
    """

    what: str
    course: str
    grade_level: int
    term: str
    before: Values
    after: Values


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way out: the plan after it, and what moves: this class first, then others."""

    kind: AlternativeKind
    plan: Plan
    moves: tuple[Move, ...]


def alternatives(
    situation: Situation,
    placement_uid: str,
    offers: Offers,
    new_uid: Callable[[], str],
    *,
    most: int = MOST,
) -> tuple[Alternative, ...]:
    """Return what else there is for a placement, the preferred first; the tray comes last."""
    raise NotImplementedError
