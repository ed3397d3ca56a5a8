"""What a filled plan brings, in one calm line, and which wishes did not come true."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.filling.answer import Filled
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.planning.comparing import Comparison


def brings_text(problem: Problem, filled: Filled, comparison: Comparison | None) -> str:
    """Return the line of a proposal.

    "Best plan: completes Auto Technology in fall of 12th grade, UC met, 2 wishes of 3, one evening
    a week; 14 courses added, 2 moved".
    """
    raise NotImplementedError


def unmet_text(problem: Problem, filled: Filled) -> str:
    """Return which wishes could not come true, "" when all did."""
    raise NotImplementedError
