"""What was agreed about a plan: it is proposed, a family accepts or declines it, it is signed.

The state of a plan follows from the last thing that was said of it, kept beside the day on which it
was signed: a plan whose file brings that day counts as signed on paper. Each time the plan is kept
as it was that day, so that what was changed since can be told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cte_desktop.domain.planning.plan import Lane, Plan
    from cte_desktop.domain.planning.signature import Strokes
    from cte_desktop.domain.school_year import Term

STUDENT, GUARDIAN, COUNSELOR = "student", "guardian", "counselor"
SIGNATORIES = (STUDENT, GUARDIAN, COUNSELOR)
ON_PAPER, ON_SCREEN = "paper", "screen"
MEANS = (ON_PAPER, ON_SCREEN)


class ApprovalState(StrEnum):
    """How far a plan is agreed; a plan that was opened again is a draft that once was more."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SIGNED = "signed"
    REOPENED = "reopened"


_State = ApprovalState
_FROM: Mapping[ApprovalState, frozenset[ApprovalState]] = MappingProxyType(
    {
        _State.PROPOSED: frozenset({_State.DRAFT, _State.REOPENED, _State.DECLINED}),
        _State.ACCEPTED: frozenset({_State.PROPOSED, _State.DECLINED}),
        _State.DECLINED: frozenset({_State.PROPOSED, _State.ACCEPTED}),
        _State.SIGNED: frozenset({_State.DRAFT, _State.REOPENED, _State.PROPOSED, _State.ACCEPTED}),
        _State.REOPENED: frozenset(
            {_State.PROPOSED, _State.ACCEPTED, _State.DECLINED, _State.SIGNED}
        ),
    }
)
"""From which states a plan that is as it was then comes to another one."""
_ANEW = frozenset({_State.PROPOSED, _State.SIGNED})
"""What may be done again with a plan that was changed since."""


@dataclass(frozen=True, slots=True)
class Approval:
    """One thing that was said of a plan, on a day; `plan` is the plan as it was then.

    `means` is `paper` or `screen` for a signed one, else ""; a name is "" for who did not sign.
    For an answer `guardian_name` is who gave it.
    """

    uid: str
    plan_uid: str
    plan_name: str
    state: ApprovalState
    on: date
    means: str = ""
    student_name: str = ""
    guardian_name: str = ""
    counselor_name: str = ""
    remark: str = ""
    plan: Plan | None = None
    signatures: Mapping[str, Strokes] = field(default_factory=dict)

    @property
    def names(self) -> Mapping[str, str]:
        """Return the names under `SIGNATORIES`."""
        names = (self.student_name, self.guardian_name, self.counselor_name)
        return dict(zip(SIGNATORIES, names, strict=True))


@dataclass(frozen=True, slots=True)
class PlanLock:
    """A plan that nobody changes until it is unlocked: who locked it, when and why."""

    uid: str
    plan_uid: str
    on: date
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LockedPlan:
    """A lock with what names its plan to people."""

    lock: PlanLock
    plan_name: str
    student_uid: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a plan's state is now, and how many courses differ from what was agreed.

    `last` is None when nothing was said of it here; then a signed plan was signed elsewhere.
    """

    state: ApprovalState = ApprovalState.DRAFT
    last: Approval | None = None
    changed: int = 0

    @property
    def is_draft(self) -> bool:
        """Tell whether nothing is agreed at present."""
        return self.state in {ApprovalState.DRAFT, ApprovalState.REOPENED}

    def may_become(self, state: ApprovalState) -> bool:
        """Tell whether the plan may come to a state from here."""
        if self.changed and state in _ANEW and not self.is_draft:
            return True
        return self.state in _FROM.get(state, frozenset())


def standing_of(plan: Plan, approvals: Iterable[Approval]) -> Standing:
    """Return how far a plan is agreed; `approvals` are those of its student, newest first."""
    last = next((one for one in approvals if one.plan_uid == plan.uid), None)
    state = _State.DRAFT if last is None else last.state
    if plan.signed_on is not None and (
        last is None or state is not _State.SIGNED or plan.signed_on > last.on
    ):
        return Standing(_State.SIGNED)  # a file says so, after whatever was said here
    if plan.signed_on is None and state is _State.SIGNED:
        state = _State.REOPENED
    told = last is not None and state not in {_State.DRAFT, _State.REOPENED}
    return Standing(state, last, courses_changed(last.plan, plan) if told and last else 0)


def courses_changed(before: Plan | None, after: Plan) -> int:
    """Return how many courses lie elsewhere, came or went, by grade, term and lane alone.

    None stands for a plan of which no copy was kept: nothing can be told.
    """
    if before is None:
        return 0
    one, other = _places(before), _places(after)
    return sum(one.get(code) != other.get(code) for code in one.keys() | other.keys())


def _places(plan: Plan) -> dict[str, Counter[tuple[int, Term, Lane]]]:
    found: dict[str, Counter[tuple[int, Term, Lane]]] = {}
    for placement in plan.placed:
        spot = placement.spot
        if spot is not None:
            place = (spot.grade_level, spot.term, spot.lane)
            found.setdefault(placement.course_code, Counter())[place] += 1
    return found
