"""What would break: a section cancelled, moved or shrunk, a course retired, and every plan it hits.

Only the students who name the section or the course are looked at. Nothing is written before
`apply_blast`, which does the change and the repairs as one step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.damage import Effect
from cte_desktop.domain.planning.sections.changes import (
    CancelSection,
    MoveSection,
    RetireCourse,
    SectionChange,
    ShrinkSection,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.alternatives import Alternative
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk

    Progress = Callable[[int, int], None]
    Cancelled = Callable[[], bool]

__all__ = (
    "BlastRadius",
    "CancelSection",
    "Effect",
    "MoveSection",
    "RetireCourse",
    "SectionChange",
    "ShrinkSection",
    "Struck",
    "apply_blast",
    "blast_radius",
    "find_change_target",
)


@dataclass(frozen=True, slots=True)
class Struck:
    """A student who names the section or course, and what the change does to them.

    `because` and `repair` are sentences; `repair` is "" when nothing has to be or can be done.
    `before` is None for who has no plan; `repaired` when there is nothing to write into a plan.
    `seated_now`: sits in it by the record, so the information system has to move them.
    """

    uid: str
    student_id: str
    name: str
    grade_level: int
    effect: Effect
    effects: tuple[Effect, ...]
    because: str
    repair: str
    before: Plan | None
    repaired: Plan | None
    alternatives: tuple[Alternative, ...]
    seated_now: bool


@dataclass(frozen=True, slots=True)
class BlastRadius:
    """What a change would do: its students, the gravest first and then by name."""

    change: SectionChange
    title: str
    students: tuple[Struck, ...]
    counted: Mapping[Effect, int]


def blast_radius(
    desk: Desk,
    change: SectionChange,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BlastRadius:
    """Return every student whom a change concerns, with a repaired plan. Nothing is written.

    `progress` is told (done, of how many) students; when `cancelled` says so, what was found until
    then is returned.
    """
    raise NotImplementedError


def apply_blast(
    desk: Desk, radius: BlastRadius, *, repairs: Mapping[str, Plan] | None = None
) -> Changes:
    """Do the change and the repairs (by student uid; without it all) as one step of the history."""
    raise NotImplementedError


def find_change_target(desk: Desk, section_id: str, school_year: int | None = None) -> SectionKey:
    """Return the section of that id in this or the next years; a wrong call if it isn't one."""
    raise NotImplementedError
