"""What the wanted programs ask of a choice of options, as rows of the model.

The rows may ask less than the audit (it judges the plan afterwards), but never more: no choice that
the audit calls met or on track breaks them. They know nothing of times.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ag import CSU, UC
from cte_desktop.domain.audit.graduation import PROGRAM as GRADUATION
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.programs.areas import ask_areas
from cte_desktop.domain.filling.programs.asking import Asking
from cte_desktop.domain.filling.programs.graduation import ask_graduation
from cte_desktop.domain.filling.programs.own import ask_own
from cte_desktop.domain.filling.programs.pathways import ask_pathway
from cte_desktop.domain.filling.wants import PLANNED, Strength, contradictions

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.filling.model import Draft, Terms
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.wants import Want


@dataclass(frozen=True, slots=True)
class ProgramTerms:
    """What the goals and the pruning need to know of the rows.

    `unmet` are 1 where a liked program is not met, by the id of the want; `ends` the moment in
    which a wanted pathway ends, counted from the first term ahead, by its name; `needed` the
    options that help to fill a row, by its reason.
    """

    unmet: tuple[tuple[str, Terms], ...]
    ends: tuple[tuple[str, Terms], ...]
    needed: tuple[tuple[Reason, tuple[int, ...]], ...]


def program_rows(draft: Draft, problem: Problem, take: tuple[int, ...]) -> ProgramTerms:
    """Add the rows of the wanted programs; `take` is the choice of each option.

    A reason that the problem drops leaves no row; a wish that it drops asks nothing at all.
    """
    found = _Found({}, {}, {})
    for want in problem.wants:
        wish = Reason(Kind.WISH, want.id)
        if want.strength is Strength.NO or wish in problem.dropped:
            continue
        ask = _ask(want, problem)
        if ask is None:
            continue
        asking = Asking(
            draft,
            take,
            problem.options,
            _program(want),
            dropped=problem.dropped,
            needed=found.needed,
        )
        if want.strength is Strength.LIKE:
            asking.root = draft.choice()
            unmet = draft.choice()
            draft.row([(asking.root, 1), (unmet, 1)], low=1, high=1)
            found.unmet[want.id] = ((unmet, 1),)
        elif want.kind != GRADUATION:
            asking.wish = wish
        end = ask(problem, asking)
        # What is only kept because it is planned need not end any earlier than it does.
        if end is not None and not want.id.startswith(PLANNED):
            found.ends.setdefault(want.value, end)
    for wanted, unwanted in contradictions(problem.wants):
        there = draft.choice()
        draft.row([(there, 1)], 1, None, wanted.reason)
        draft.row([(there, 1)], None, 0, unwanted.reason)
    needed = tuple((reason, tuple(options)) for reason, options in found.needed.items())
    return ProgramTerms(tuple(found.unmet.items()), tuple(found.ends.items()), needed)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is found while the programs are gone through."""

    unmet: dict[str, Terms]
    ends: dict[str, Terms]
    needed: dict[Reason, dict[int, None]]


def _program(want: Want) -> str:
    """Return the id of the program that is wanted, as the audits give it."""
    if want.kind == "pathway":
        return f"pathway:{want.value}"
    return want.value or want.kind


def _ask(want: Want, problem: Problem) -> Callable[[Problem, Asking], Terms | None] | None:
    """Return what adds the rows of a want, None for one that is about no program."""
    match want.kind:
        case "graduation":
            return ask_graduation
        case "area_goal" if want.value in {UC, CSU}:
            return partial(ask_areas, want.value)
        case "pathway" if want.value in problem.given.catalog.pathway_by_name:
            return partial(ask_pathway, want.value, by_grade=want.by_grade)
        case "program":
            return partial(ask_own, want.value)
        case _:
            return None
