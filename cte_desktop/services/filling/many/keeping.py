"""Keeping many plans as one step of the history, which one undo takes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.services.changes import Changes

if TYPE_CHECKING:
    from cte_desktop.services.repair_trials import KeptApart


@dataclass(frozen=True, slots=True)
class KeptMany(Changes):
    """What was kept: how many plans, and whose was left as it is and why."""

    plans: int = 0
    kept_apart: tuple[KeptApart, ...] = ()
