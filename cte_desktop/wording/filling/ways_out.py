"""The ways out of a clash: what is done on a click, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.filling.answer import WayOut
    from cte_desktop.domain.filling.problem import Problem


def way_text(problem: Problem, way: WayOut) -> str:
    """Return what a way out does, for its button: "Leave swimming in spring of 11th grade out"."""
    raise NotImplementedError


def consequence_text(problem: Problem, way: WayOut) -> str:
    """Return what follows from a way out: what its plan brings and what it gives up."""
    raise NotImplementedError
