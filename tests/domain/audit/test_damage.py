"""How badly a change hits a student: programs before and after, the gravest first."""

from __future__ import annotations

import pytest

from cte_desktop.domain.audit.damage import EFFECTS, Effect, effect_of, effects_of
from cte_desktop.domain.audit.result import ProgramStatus
from cte_desktop.domain.audit.standing import Standing

MET, ON_TRACK, AT_RISK, NOT_MET = ProgramStatus


def standing(program: str, status: ProgramStatus) -> Standing:
    return Standing(program, status, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("program", "before", "after", "effect"),
    [
        ("graduation", ON_TRACK, AT_RISK, Effect.GRADUATION_AT_RISK),
        ("graduation", MET, NOT_MET, Effect.GRADUATION_AT_RISK),
        ("graduation", AT_RISK, NOT_MET, Effect.GRADUATION_AT_RISK),
        ("graduation", AT_RISK, AT_RISK, Effect.SWAP),
        ("graduation", MET, ON_TRACK, Effect.SWAP),
        ("pathway:Photography", ON_TRACK, AT_RISK, Effect.PATHWAY_LOST),
        ("pathway:Photography", AT_RISK, NOT_MET, Effect.PATHWAY_LOST),
        ("pathway:Photography", NOT_MET, AT_RISK, Effect.SWAP),
        ("uc", ON_TRACK, NOT_MET, Effect.SWAP),
    ],
)
def test_only_what_was_well_and_is_not_any_more_is_harm(
    program: str, before: ProgramStatus, after: ProgramStatus, effect: Effect
) -> None:
    found = effects_of((standing(program, before),), (standing(program, after),))
    assert found == (effect,)
    assert effect_of(found) is effect


def test_several_effects_come_the_gravest_first() -> None:
    before = [standing(name, ON_TRACK) for name in ("pathway:A", "graduation", "pathway:B")]
    after = [standing(name, NOT_MET) for name in ("pathway:A", "graduation", "pathway:B")]
    assert effects_of(before, after) == (Effect.GRADUATION_AT_RISK, Effect.PATHWAY_LOST)
    assert effect_of(EFFECTS[::-1]) is Effect.GRADUATION_AT_RISK
    assert effect_of(()) is Effect.NONE


def test_a_program_that_is_gone_afterwards_is_no_harm() -> None:
    assert effects_of((standing("pathway:A", ON_TRACK),), ()) == (Effect.SWAP,)
