"""How far a plan is agreed: which state follows which, and what was changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.planning.approval import (
    Approval,
    ApprovalState,
    Standing,
    courses_changed,
    standing_of,
)
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import Term

S = ApprovalState
DAY = date(2026, 11, 20)
PLAN = Plan(
    "plan",
    "student",
    placements=(
        Placement("a", "ENG9", Spot(9, Term.FALL, Lane.DAY, "P1"), section_id="7"),
        Placement("b", "WELD1", Spot(10, Term.SPRING, Lane.DAY, "P2")),
        Placement("c", "ART", None),
    ),
)


def _said(state: ApprovalState, plan: Plan | None = PLAN) -> Approval:
    return Approval("u", "plan", "Plan A", state, DAY, plan=plan)


def test_nothing_said_is_a_draft_and_a_day_from_a_file_is_signed() -> None:
    assert standing_of(PLAN, ()) == Standing()
    signed = replace(PLAN, signed_on=DAY)
    assert standing_of(signed, ()) == Standing(S.SIGNED)
    assert standing_of(signed, (_said(S.REOPENED),)).state is S.SIGNED


def test_the_last_thing_said_of_this_plan_decides() -> None:
    other = replace(_said(S.DECLINED), plan_uid="another")
    assert standing_of(PLAN, (other, _said(S.ACCEPTED), _said(S.PROPOSED))).state is S.ACCEPTED
    assert standing_of(PLAN, (_said(S.SIGNED),)).state is S.REOPENED  # the day was taken away


def test_what_was_changed_counts_courses_terms_and_lanes_alone() -> None:
    first, second, aside = PLAN.placements
    assert first.spot is not None
    same = replace(
        PLAN,
        name="Other",
        placements=(
            aside,
            second,
            replace(first, section_id="8", locked=True, spot=replace(first.spot, period="P6")),
        ),
    )
    assert courses_changed(PLAN, same) == 0
    moved = replace(first, spot=replace(first.spot, term=Term.SPRING))
    assert courses_changed(PLAN, replace(PLAN, placements=(moved, second))) == 1
    swapped = replace(second, course_code="WELD2")
    assert courses_changed(PLAN, replace(PLAN, placements=(moved, swapped))) == 3
    assert courses_changed(None, PLAN) == 0


_PLACED = st.builds(
    Placement,
    st.uuids().map(str),
    st.sampled_from(["ENG9", "WELD1", "ART"]),
    st.builds(
        Spot,
        st.integers(7, 12),
        st.sampled_from(Term),
        st.sampled_from(Lane),
        st.sampled_from(["", "P1", "P2"]),
    ),
    section_id=st.sampled_from(["", "7"]),
    locked=st.booleans(),
)


@given(st.lists(_PLACED, max_size=8), st.randoms(use_true_random=False))
def test_right_after_signing_nothing_is_changed_whatever_the_order(
    placed: list[Placement], order: Random
) -> None:
    signed = replace(PLAN, placements=tuple(placed), signed_on=DAY)
    mixed = list(placed)
    order.shuffle(mixed)
    now = replace(signed, placements=tuple(replace(p, locked=not p.locked) for p in mixed))
    assert standing_of(now, (_said(S.SIGNED, signed),)).changed == 0
    for place in range(len(placed)):
        fewer = replace(now, placements=(*mixed[:place], *mixed[place + 1 :]))
        assert courses_changed(signed, fewer) == 1


@given(st.sampled_from(S), st.sampled_from(S))
def test_no_state_is_skipped(before: ApprovalState, after: ApprovalState) -> None:
    standing = Standing(before)
    allowed = standing.may_become(after)
    assert not allowed or after is not before
    if after in {S.ACCEPTED, S.DECLINED}:
        assert not allowed or before in {S.PROPOSED, S.ACCEPTED, S.DECLINED}
    if before is S.DECLINED:
        assert not (allowed and after is S.SIGNED)
    if after is S.REOPENED:
        assert allowed == (before not in {S.DRAFT, S.REOPENED})
    if after is S.DRAFT:
        assert not allowed


@given(st.sampled_from(S))
def test_what_was_changed_since_may_be_proposed_and_signed_again(state: ApprovalState) -> None:
    changed = Standing(state, changed=2)
    assert changed.may_become(S.PROPOSED)
    assert changed.may_become(S.SIGNED)
