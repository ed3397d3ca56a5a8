"""Filling one student's plan: the proposal, and keeping it as one step of the history.

Nothing is written before `keep`. A proposal is worked out off the window's thread; it may be given
up at any moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.filling.answer import Filled, WayOut
    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.planning.comparing import Comparison
    from cte_desktop.services.cases import Case
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Proposal:
    """What filling answers for a student: the case as it is, and as it would be.

    `after` is the case with the proposed plan on the table and `comparison` what it changes; both
    None when there is no valid plan (`filled.clash` and `filled.ways_out` tell why then). `way` is
    the way out that was taken to come here: keeping does what it says as well.
    """

    case: Case
    problem: Problem  # what was asked: the words of `wording/filling` are about it
    filled: Filled
    after: Case | None
    comparison: Comparison | None
    way: WayOut | None = None


def wanted(desk: Desk, uid: str) -> tuple[Want, ...]:
    """Return what a student wants of the plan: the noted wishes, and what holds without one."""
    raise NotImplementedError


def propose(
    desk: Desk,
    student: str | Case,
    *,
    wants: tuple[Want, ...] | None = None,
    dropped: frozenset[Reason] = frozenset(),
    told_first: Callable[[Proposal], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Proposal:
    """Return the best plan for a student, or what clashes and the ways out.

    `student` is our own id or a case whose plan is on the table. `told_first` hears of the first
    valid plan, long before the best is known. When `cancelled` says so within 200 ms the answer is
    the best so far (`Proof.FIRST` or `Proof.STOPPED`), or no plan without a clash (`Proof.NONE`).
    """
    raise NotImplementedError


def take_way_out(desk: Desk, proposal: Proposal, way: WayOut) -> Proposal:
    """Return the plan of a way out as a proposal."""
    raise NotImplementedError


def keep(desk: Desk, proposal: Proposal) -> Changes:
    """Store a proposed plan as one step of the history ("fill"), which one undo takes back.

    Raises `KnownError` (changed_since) when the student's plan was changed since it was looked at.
    """
    raise NotImplementedError
