"""The answer to "fill this plan": the plan, or what clashes and the ways out of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.findings import Finding, Values
    from cte_desktop.domain.planning.plan import Plan


class Proof(StrEnum):
    """How sure it is that nothing better exists.

    Proven is meant among the courses that are worth an option (`options/pruning.py`): all that
    wishes, pathways and the plan name with what must come before them, and the usual ones that help
    a program. Programs that are liked, load, evenings, changes and the natural order could in rare
    cases be better with a course beyond them. "No plan" is proven over every course of the catalog.
    """

    PROVEN = "proven"
    STOPPED = "stopped"  # the best found within the fixed amount of work
    FIRST = "first"  # the first valid plan; the best is still being looked for
    NONE = "none"  # there is no valid plan: see the clash


@dataclass(frozen=True, slots=True)
class WayOut:
    """Something that could be given up so that a valid plan exists, with that plan.

    `do` and `args` are what is done on a click: `drop_wish` (wish), `soften_wish` (wish), `allow`
    (wish: what it forbids is allowed), `unlock` (grade_level, term, course), `free_time` (busy),
    `other_pathway` (pathway), `leave_open` (program, requirement); a wish by the id of its `Want`.
    `cost` orders them, the cheapest first; `dropped` are the reasons that the trial gave up.
    """

    do: str
    args: Values
    cost: int
    dropped: tuple[Reason, ...]
    plan: Plan | None = None  # what the plan would be; None until it is worked out


@dataclass(frozen=True, slots=True)
class Filled:
    """What filling found. `plan` is the whole plan to propose, None when there is no valid one.

    `values` are the goals reached by name, in their order; `unmet` the wanted things (ids) that
    could not come true; `clash` a smallest set of reasons that can't all hold, `findings` what the
    domain's rules said when a locked or begun placement breaks them.
    """

    plan: Plan | None
    proof: Proof
    values: tuple[tuple[str, int], ...] = ()
    unmet: tuple[str, ...] = ()
    clash: tuple[Reason, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    findings: tuple[Finding, ...] = ()
