"""The last-chance radar: until when each pathway can still be completed, term by term.

For a student and a pathway: the last term in which the concentrator, then the capstone, can still
start, so that everything above it still fits. What closes first comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.school_year import Term


@dataclass(frozen=True, slots=True)
class LastStart:
    """The last term in which a level can still start; `moment` orders terms."""

    school_year: int
    grade_level: int
    term: Term
    moment: int


@dataclass(frozen=True, slots=True)
class Closing:
    """Until when a pathway can still be completed by a student.

    `concentrator_by` and `capstone_by` are None for a level that is passed, runs or needs nothing
    more, and where it can't be passed any more: then `is_open` is False. `step` is the level that
    is to start next ("" when all are passed or run), `planned` tells that the plan has what is
    missing already.
    """

    pathway: str
    concentrator_by: LastStart | None
    capstone_by: LastStart | None
    step: str
    planned: bool
    is_open: bool = True

    @property
    def closes(self) -> LastStart | None:
        """Return what closes first; None when nothing is left to start."""
        found = [one for one in (self.concentrator_by, self.capstone_by) if one is not None]
        return min(found, key=lambda one: one.moment, default=None)
