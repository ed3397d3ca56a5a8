"""How badly a change of the master schedule hits a student: programs before and after."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.graduation import PROGRAM as GRADUATION
from cte_desktop.domain.audit.result import ProgramStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.audit.standing import Standing

PATHWAY = "pathway:"
_DEPTH = {
    ProgramStatus.MET: 0,
    ProgramStatus.ON_TRACK: 0,
    ProgramStatus.AT_RISK: 1,
    ProgramStatus.NOT_MET: 2,
}

GOES_WELL = frozenset({ProgramStatus.MET, ProgramStatus.ON_TRACK})


class Effect(StrEnum):
    """What a change does to a student with the best repair, the gravest first."""

    GRADUATION_AT_RISK = "graduation_at_risk"
    PATHWAY_LOST = "pathway_lost"
    SWAP = "swap"
    NONE = "none"


EFFECTS = tuple(Effect)


def effects_of(before: Iterable[Standing], after: Iterable[Standing]) -> tuple[Effect, ...]:
    """Return every effect of a change that needs a repair, the gravest first.

    Graduation or a pathway that was met or on track and is not any more is hit, and so is one that
    could still be reached and now can't. When all programs are as before it is a swap.
    """
    then = {standing.program: standing for standing in after}
    found = {
        _effect(standing)
        for standing in before
        if standing.program == GRADUATION or standing.program.startswith(PATHWAY)
        if standing.program in then and _is_worse(standing, then[standing.program])
    }
    return tuple(effect for effect in EFFECTS if effect in found) or (Effect.SWAP,)


def effect_of(effects: Iterable[Effect]) -> Effect:
    """Return the gravest of some effects; `NONE` when there are none."""
    return min(effects, key=EFFECTS.index, default=Effect.NONE)


def _effect(standing: Standing) -> Effect:
    return Effect.GRADUATION_AT_RISK if standing.program == GRADUATION else Effect.PATHWAY_LOST


def _is_worse(before: Standing, after: Standing) -> bool:
    return _DEPTH[after.status] > _DEPTH[before.status]
