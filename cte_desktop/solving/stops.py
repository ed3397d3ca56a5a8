"""How much work is done before an answer is given as it is: counted in nodes, never in seconds.

A clock would give another plan on a slower laptop. Nodes of the search are the same everywhere.
"""

from __future__ import annotations

from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Stops:
    """Where the search for one answer ends at the latest.

    `nodes` is what one goal may cost, `looks` what all searches for one plan may (HiGHS looks at
    fixed points whether it is interrupted, every few ms: a thousand looks are about two seconds);
    `rounds` how often what the domain's rules refuse is cut off and solved again; `ways` how many
    ways out are offered, of at most `trials` that are tried; `is_whole` tells to look at every
    course where the usual ones give no plan.
    """

    nodes: int = 2_000
    looks: int = 1_000
    rounds: int = 24
    ways: int = 5
    trials: int = 5
    is_whole: bool = True


USUAL = Stops()
FIRST_TRIAL = Stops(nodes=200, looks=200, rounds=3)
TRIAL = Stops(nodes=200, looks=200, rounds=3, is_whole=False)
"""For the plan that comes with a way out: valid, and good; the best is looked for when taken."""


def raise_when(cancelled: Callable[[], bool] | None) -> None:
    """Raise `CancelledError` when the person no longer wants the answer."""
    if cancelled is not None and cancelled():
        raise CancelledError
