"""A clash in words that a parent understands, and what each of its parts is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.problem import Problem


def clash_text(problem: Problem, clash: Sequence[Reason]) -> str:
    """Return a clash as one sentence that ends in "drop one of these"."""
    raise NotImplementedError


def reason_text(problem: Problem, reason: Reason) -> str:
    """Return one part of a clash as a clause without a full stop."""
    raise NotImplementedError
