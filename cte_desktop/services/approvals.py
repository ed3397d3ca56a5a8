"""What is agreed about plans: proposing them, a family's answer, signing, opening them again.

Each is one step that can be undone, and keeps the plan as it is that day. Signing sets the day on
the plan itself, opening it again takes the day away.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.approval import (
    COUNSELOR,
    GUARDIAN,
    ON_PAPER,
    ON_SCREEN,
    SIGNATORIES,
    STUDENT,
    Approval,
    ApprovalState,
    Standing,
    standing_of,
)
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.planning.signature import sound_strokes
from cte_desktop.services import approval_checks as checks
from cte_desktop.services.changes import Changes
from cte_desktop.services.repair_trials import KeptApart
from cte_desktop.services.student_fields import clean_text
from cte_desktop.services.unknown import unknown_student
from cte_desktop.storage import approvals as store
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage import students as student_store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.errors import told

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from cte_desktop.domain.planning.signature import Strokes
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

_NOUNS = frozenset({"plans", "approvals", "history"})
_OF_ONE = frozenset({"propose_plan", "accept_plan", "decline_plan", "sign_plan", "open_plan_again"})


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs a plan, when, and whether on paper or on the screen.

    `names` and `signatures` stand under `SIGNATORIES`; whoever drew a signature has a name.
    """

    on: date
    means: str = ON_PAPER
    names: Mapping[str, str] = field(default_factory=dict)
    signatures: Mapping[str, Strokes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgreedMany(Changes):
    """What became of many plans: how many were proposed or signed, and whose were not and why."""

    plans: int = 0
    kept_apart: tuple[KeptApart, ...] = ()


def approvals_of(desk: Desk, student_uid: str) -> tuple[Approval, ...]:
    """Return what was said of a student's plans, newest first."""
    with desk.database.reading() as tx:
        return store.approvals_of(tx, student_uid)


def list_approvals(
    desk: Desk, student_ids: Collection[str] | None = None
) -> tuple[tuple[str, tuple[Approval, ...]], ...]:
    """Return what was said of the plans of these students, or of all, by the district's id.

    A wrong call for an id that no student has.
    """
    with desk.database.reading() as tx:
        uids = student_store.student_uids(tx, student_ids)
        for one in student_ids or ():
            if one not in uids:
                raise unknown_student(one)
        found = store.approvals_of_many(tx, uids.values())
    return tuple((student_id, found.get(uid, ())) for student_id, uid in sorted(uids.items()))


def plan_standing(desk: Desk, case_or_plan: Case | Plan) -> Standing:
    """Return how far a plan is agreed: of a case the plan that is looked at."""
    plan = case_or_plan if isinstance(case_or_plan, Plan) else case_or_plan.plan
    if plan is None:
        return Standing()
    with desk.database.reading() as tx:
        return standing_of(plan, store.approvals_of(tx, plan.student_uid))


def propose(desk: Desk, plan_uids: Collection[str], on: date, remark: str = "") -> AgreedMany:
    """Note that plans were given to their families; of several, those that can't be are told.

    Of a single one that can't be proposed the refusal is raised.
    """
    said = Approval("", "", "", ApprovalState.PROPOSED, on, remark=_line(remark))
    once = tuple(dict.fromkeys(plan_uids))
    action = "propose_plan" if len(once) == 1 else "propose_plans"
    return _of_many(desk, once, action, _shown(said))


def answer(
    desk: Desk,
    plan_uid: str,
    accepted: bool,  # noqa: FBT001 - named by every caller
    by: str,
    on: date,
    remark: str = "",
) -> Changes:
    """Note that a family accepts or declines the plan that was proposed to it."""
    state = ApprovalState.ACCEPTED if accepted else ApprovalState.DECLINED
    said = Approval("", "", "", state, on, guardian_name=_line(by), remark=_line(remark))
    action = "accept_plan" if accepted else "decline_plan"
    return _of_many(desk, (plan_uid,), action, _shown(said))


def sign(desk: Desk, plan_uid: str, signing: Signing) -> Changes:
    """Keep a plan as signed on a day, with the names and what was drawn."""
    said = signed(signing)
    checks.require_signatories(said)
    return _of_many(desk, (plan_uid,), "sign_plan", _shown(said))


def sign_many(
    desk: Desk,
    student_uids: Collection[str],
    on: date,
    names: Mapping[str, str],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> AgreedMany:
    """Note that the active plans of many students were signed on paper on a day.

    Each student's own name stands for the student; `names` says who signed beside, commonly the
    counselor. Whose plan can't be signed is told with the reason; whoever was removed meanwhile is
    left out. `progress` is told (done, of how
    many) and may raise to give up: then nothing is kept.
    """
    with desk.database.reading() as tx:
        tx.require_action("sign_plans")
        student_uids = checks.still_there(tx, student_uids)
        tx.require_students(student_uids)
        found = {
            uid: plan.uid
            for uid, plans in plan_store.list_plans_of(tx, student_uids).items()
            if (plan := plan_store.active_plan(plans)) is not None
        }
        own = {uid: _own_name(tx, uid) for uid in student_uids}
        without = [checks.no_plan(tx, uid) for uid in student_uids if uid not in found]
    pattern = signed(Signing(on, ON_PAPER, names))
    checks.require_shown(pattern)

    def said(plan: Plan) -> Approval:
        return replace(pattern, student_name=own[plan.student_uid])

    made = _of_many(desk, tuple(found.values()), "sign_plans", said, progress=progress)
    return replace(made, kept_apart=(*without, *made.kept_apart))


def open_again(desk: Desk, plan_uid: str, remark: str = "") -> Changes:
    """Make a plan a draft again; what was signed stays among the dated copies."""
    said = Approval("", "", "", ApprovalState.REOPENED, desk.today(), remark=_line(remark))
    return _of_many(desk, (plan_uid,), "open_plan_again", _shown(said))


def signed(signing: Signing) -> Approval:
    """Return what is kept of a signing: its names on one line, and what was drawn in the boxes."""
    names = {who: _line(signing.names.get(who, "")) for who in SIGNATORIES}
    given = signing.signatures if signing.means == ON_SCREEN else {}
    drawn = {who: sound_strokes(strokes)[0] for who, strokes in given.items()}
    return Approval(
        "",
        "",
        "",
        ApprovalState.SIGNED,
        signing.on,
        signing.means,
        names[STUDENT],
        names[GUARDIAN],
        names[COUNSELOR],
        signatures={who: drawn[who] for who in SIGNATORIES if drawn.get(who)},
    )


def _shown(said: Approval) -> Callable[[Plan], Approval]:
    """Return what is said of each plan alike; a known error if papers can't show it."""
    checks.require_shown(said)
    return lambda _plan: said


def _line(text: str) -> str:
    return clean_text(text, several_lines=False)


def _of_many(
    desk: Desk,
    plan_uids: Collection[str],
    action: str,
    said: Callable[[Plan], Approval],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> AgreedMany:
    """Keep the same of several plans as one step; a single one that can't be raises why."""
    single = action in _OF_ONE
    with desk.database.writing() as tx:
        tx.require_action(action)
        plans = [checks.plan_there(tx, uid) for uid in plan_uids]
        tx.require_students([plan.student_uid for plan in plans])
        known = store.approvals_of_many(tx, {plan.student_uid for plan in plans})
        apart, ready = [], []
        for plan in plans:
            try:
                one = said(plan)
                standing = standing_of(plan, known.get(plan.student_uid, ()))
                checks.require_sound(tx, desk.today(), plan, standing, one)
                ready.append((plan, one, _seen(plan, standing, one)))
            except KnownError as refused:
                if single:
                    raise
                apart.append(checks.left(tx, plan.student_uid, told(refused).text))
        details = {"plan": plans[0].name} if single else {"plans": len(ready)}
        begin_step(tx, action, details)
        for done, (plan, one, seen) in enumerate(ready, start=1):
            _keep(tx, plan, one, seen)
            if progress is not None:
                progress(done, len(ready))
        number = step_number(tx) if ready else None
    students = frozenset(plan.student_uid for plan, _, _ in ready)
    nouns = _NOUNS if ready else frozenset()
    return AgreedMany(nouns, students, number, len(ready), tuple(apart))


def _seen(plan: Plan, standing: Standing, said: Approval) -> Plan:
    """Return the plan of which something is said: a family declines the one that it was given."""
    last = standing.last
    if said.state is ApprovalState.DECLINED and last is not None and last.plan is not None:
        return last.plan
    return plan


def _keep(tx: Transaction, plan: Plan, said: Approval, seen: Plan) -> None:
    day = said.on if said.state is ApprovalState.SIGNED else None
    store.add_approval(tx, replace(seen, signed_on=day), said)
    plan_store.save_plan(tx, replace(plan, signed_on=day))


def _own_name(tx: Transaction, student_uid: str) -> str:
    return student_store.load_student(tx, student_uid).legal_name[: checks.LONGEST_NAME]
