"""From a student's situation to the problem, from the problem to the model, and back to a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.filling.model import Model, Reason
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.programs.program_rows import ProgramTerms
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.planning.situation import Situation


@dataclass(frozen=True, slots=True)
class Built:
    """A problem as a model: `take` is the choice of each option, `lie` of each arrangement."""

    problem: Problem
    model: Model
    take: tuple[int, ...]
    lie: tuple[int, ...]
    programs: ProgramTerms


def problem_of(
    situation: Situation,
    rules: Rules,
    auditing: AuditSettings,
    offers: Offers,
    wants: tuple[Want, ...] | None = None,
    *,
    pruned: bool = True,
) -> Problem:
    """Return what may be placed in the plan of the situation, and around what.

    `situation` holds the present plan, the sections of `offers` and the claims to their seats;
    `wants` are those of `wants_of` unless others are given. Not `pruned` every course of the
    catalog is there, also what a must or a fixed time forbids: for explaining why nothing holds.
    """
    raise NotImplementedError


def whole_problem(problem: Problem) -> Problem:
    """Return the same question with every option, nothing pruned."""
    raise NotImplementedError


def with_dropped(problem: Problem, reasons: Iterable[Reason]) -> Problem:
    """Return the problem with these reasons given up besides those that are already."""
    raise NotImplementedError


def model_of(problem: Problem) -> Built:
    """Return the problem as choices, rows and goals."""
    raise NotImplementedError


def plan_of(built: Built, chosen: frozenset[int], new_uid: Callable[[], str]) -> Plan:
    """Return the plan in which the chosen arrangements lie, periods given out.

    `chosen` are places in `Problem.arrangements`. Placements that stay as they are keep their uid.
    """
    raise NotImplementedError
