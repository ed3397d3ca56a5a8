"""How far a plan is agreed, in words: of a state, of a day's agreement, of a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.approval import (
    COUNSELOR,
    GUARDIAN,
    ON_PAPER,
    ON_SCREEN,
    STUDENT,
    ApprovalState,
)
from cte_desktop.wording.labels import date_label, short_date_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.planning.approval import Approval, PlanLock, Standing

_STATES = {
    ApprovalState.DRAFT: noop("Draft"),
    ApprovalState.PROPOSED: noop("Proposed"),
    ApprovalState.ACCEPTED: noop("Accepted"),
    ApprovalState.DECLINED: noop("Declined"),
    ApprovalState.SIGNED: noop("Signed"),
    ApprovalState.REOPENED: noop("Opened again"),
}
_SINCE = {
    ApprovalState.PROPOSED: noop("Proposed on {day}"),
    ApprovalState.ACCEPTED: noop("Accepted on {day}"),
    ApprovalState.DECLINED: noop("Declined on {day}"),
    ApprovalState.SIGNED: noop("Signed on {day}"),
    ApprovalState.REOPENED: noop("Opened again on {day}"),
}
_CHANGED = {
    ApprovalState.PROPOSED: noop("changed since it was proposed"),
    ApprovalState.ACCEPTED: noop("changed since it was accepted"),
    ApprovalState.DECLINED: noop("changed since it was declined"),
    ApprovalState.SIGNED: noop("changed since it was signed"),
}
_MEANS = {ON_PAPER: noop("on paper"), ON_SCREEN: noop("on the screen")}
_SIGNATORIES = {
    STUDENT: noop("Student"),
    GUARDIAN: noop("Parent or guardian"),
    COUNSELOR: noop("Counselor"),
}


def state_label(state: str) -> str:
    """Return a state in a word: "Signed"; one of a newer version as it is written."""
    known = {one.value for one in ApprovalState}
    return tr(_STATES[ApprovalState(state)]) if state in known else state


def means_label(means: str) -> str:
    """Return how a plan was signed: "on paper"."""
    return tr(_MEANS[means]) if means in _MEANS else means


def signatory_label(who: str) -> str:
    """Return who signs: "Parent or guardian"."""
    return tr(_SIGNATORIES[who])


def standing_line(standing: Standing) -> str:
    """Return a plan's state with its day: "Signed on November 20, 2026"."""
    last = standing.last
    if last is None or standing.state not in _SINCE or last.state is not standing.state:
        return state_label(standing.state.value)
    return tr(_SINCE[standing.state], day=date_label(last.on))


def changed_line(standing: Standing) -> str:
    """Return what was changed since: "changed since it was signed: 2 courses"; "" for nothing."""
    if not standing.changed or standing.state not in _CHANGED:
        return ""
    courses = trn("{count} course", "{count} courses", standing.changed)
    return tr("{changed}: {courses}", changed=tr(_CHANGED[standing.state]), courses=courses)


def approval_title(one: Approval) -> str:
    """Return an agreement as a line of a list: "Nov 20, 2026: Signed on paper"."""
    return f"{short_date_label(one.on)}: {agreement_words(one)}"


def agreement_words(one: Approval) -> str:
    """Return what was agreed, without the day: "Signed on paper"."""
    return f"{state_label(one.state.value)} {means_label(one.means)}".rstrip()


def names_line(one: Approval) -> str:
    """Return by whom: "Ana Rivera (Student), A. Lee (Counselor)"; "" when nobody is named."""
    said = ((signatory_label(who), name) for who, name in one.names.items() if name)
    return ", ".join(tr("{name} ({role})", name=name, role=role) for role, name in said)


def lock_line(lock: PlanLock) -> str:
    """Return who locked a plan: "Locked by A. Lee on November 20, 2026: signed"."""
    said = tr("Locked by {who} on {day}", who=lock.by, day=date_label(lock.on))
    return tr("{locked}: {reason}", locked=said, reason=lock.reason) if lock.reason else said
