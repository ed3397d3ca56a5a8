"""What the wanted programs ask of a choice of options, as rows of the model.

The rows may ask less than the audit (it judges the plan afterwards), but never more: no choice that
the audit calls met or on track breaks them. They know nothing of times.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.filling.model import Draft, Reason, Terms
    from cte_desktop.domain.filling.problem import Problem


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
    """Add the rows of the wanted programs; `take` is the choice of each option."""
    raise NotImplementedError
