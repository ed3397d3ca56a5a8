"""What must be so before a plan is proposed, answered, signed or opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.approval import MEANS, ON_SCREEN, SIGNATORIES, ApprovalState
from cte_desktop.domain.planning.signature import is_signature
from cte_desktop.services.repair_trials import KeptApart
from cte_desktop.services.settings import require_printable
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage import students as student_store
from cte_desktop.storage.approvals import first_step_day
from cte_desktop.storage.tables.columns import TEXT_LENGTH
from cte_desktop.storage.tags import present
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from cte_desktop.domain.planning.approval import Approval, Standing
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.storage.transaction import Transaction

LONGEST_NAME = 100
"""Characters of a name under a plan: what a line of the paper holds."""
FIRST_YEAR = 2000
"""No plan that is looked at was agreed before."""
_NOTHING = noop("Nothing was changed.")

_REFUSED = {
    ApprovalState.PROPOSED: {
        ApprovalState.PROPOSED: noop("“{plan}” is proposed already, as it is."),
        ApprovalState.ACCEPTED: noop("The family has accepted “{plan}” as it is."),
        ApprovalState.SIGNED: noop("“{plan}” is signed as it is."),
    },
    ApprovalState.SIGNED: {
        ApprovalState.SIGNED: noop("“{plan}” is signed as it is."),
        ApprovalState.DECLINED: noop("The family declined “{plan}” as it is."),
    },
    ApprovalState.REOPENED: {},
}
_WAYS_ON = {
    ApprovalState.PROPOSED: noop("Change the plan first, or note the family's answer."),
    ApprovalState.SIGNED: noop(
        "Change the plan, propose it again, or note that the family accepts it after all."
    ),
}


def plan_there(tx: Transaction, uid: str) -> Plan:
    """Return a plan; a wrong call when it is gone."""
    plan = plan_store.find_plan(tx, uid)
    if plan is None:
        raise WrongCall(
            "unknown_plan",
            noop("This plan is no longer there."),
            do=noop("The plans are read anew; choose another one."),
        )
    return plan


def require_sound(
    tx: Transaction, today: date, plan: Plan, standing: Standing, said: Approval
) -> None:
    """Raise a known error that says why this can't be said of the plan."""
    _require_names(said)
    _require_day(tx, today, plan, standing, said)
    if not standing.may_become(said.state):
        raise _refusal(plan, standing, said.state)
    if said.state is ApprovalState.ACCEPTED and standing.changed:
        raise WrongCall(
            "changed_since_proposed",
            noop("“{plan}” was changed since it was proposed: the family has seen another plan."),
            kept=_NOTHING,
            do=noop("Propose the plan as it is now, then note the answer."),
            plan=plan.name,
        )
    if said.state in {ApprovalState.PROPOSED, ApprovalState.SIGNED} and not plan.placed:
        raise WrongCall(
            "plan_empty",
            noop("There are no courses in “{plan}” yet: there is nothing to agree on."),
            kept=_NOTHING,
            do=noop("Place courses first, or fill the plan."),
            plan=plan.name,
        )


def require_shown(said: Approval) -> None:
    """Raise letters_missing if papers can't show the names or the remark: none with them could be
    printed, and what is signed can't be changed.
    """
    for text in (*said.names.values(), said.remark):
        require_printable(text)


def still_there(tx: Transaction, student_uids: Collection[str]) -> tuple[str, ...]:
    """Return those students who weren't removed meanwhile, each once."""
    return present(tx, tuple(dict.fromkeys(student_uids)))


def require_signatories(said: Approval) -> None:
    """Raise a wrong call unless somebody signs who has a name, and has drawn enough on a screen."""
    if said.means not in MEANS:
        raise WrongCall("unknown_means", noop("A plan is signed on paper or on the screen."))
    if not any(said.names.values()):
        raise WrongCall("nobody_signs", noop("Write the name of who signs."), kept=_NOTHING)
    if said.means != ON_SCREEN:
        return
    if not said.signatures:
        raise WrongCall(
            "nothing_drawn",
            noop("Nobody has signed in the boxes yet."),
            kept=_NOTHING,
            do=noop("Draw a signature, or note that the plan was signed on paper."),
        )
    for who in SIGNATORIES:
        strokes = said.signatures.get(who, ())
        if strokes and not is_signature(strokes):
            raise WrongCall(
                "too_little_drawn",
                noop("What is drawn is too little for a signature."),
                kept=_NOTHING,
                do=noop("Clear the box and sign again."),
            )
        if strokes and not said.names[who]:
            raise WrongCall("no_name", noop("Write the name beside each signature."), kept=_NOTHING)


def no_plan(tx: Transaction, student_uid: str) -> KeptApart:
    """Return that a student has no active plan."""
    return left(tx, student_uid, tr("There is no plan yet."))


def left(tx: Transaction, student_uid: str, why: str) -> KeptApart:
    """Return whose plan was left as it is, and why."""
    student = student_store.load_student(tx, student_uid)
    return KeptApart(student_uid, student.student_id, student.list_name, why)


def _require_names(said: Approval) -> None:
    if max(map(len, said.names.values())) > LONGEST_NAME:
        raise WrongCall(
            "name_too_long",
            noop("A name has at most {most} characters."),
            kept=_NOTHING,
            most=LONGEST_NAME,
        )
    if len(said.remark) > TEXT_LENGTH:
        raise WrongCall(
            "remark_too_long",
            noop("A remark has at most {most} characters."),
            kept=_NOTHING,
            most=TEXT_LENGTH,
        )
    answers = {ApprovalState.ACCEPTED, ApprovalState.DECLINED}
    if said.state in answers and not said.guardian_name.strip():
        raise WrongCall("no_name", noop("Write who gave the answer."), kept=_NOTHING)


def _require_day(
    tx: Transaction, today: date, plan: Plan, standing: Standing, said: Approval
) -> None:
    if said.on > today:
        text = noop("{day} is still to come: a plan is agreed today or on a day before.")
    elif standing.last is not None and said.on < standing.last.on:
        text = noop("{day} is before what was last said of this plan, on {other}.")
    elif said.on.year < FIRST_YEAR or said.on < (first_step_day(tx, plan.uid) or said.on):
        text = noop("On {day} there was no such plan yet.")
    else:
        return
    other = "" if standing.last is None else date_label(standing.last.on)
    raise WrongCall(
        "wrong_day",
        text,
        kept=_NOTHING,
        do=noop("Enter the day on which it was agreed."),
        day=date_label(said.on),
        other=other,
    )


def _refusal(plan: Plan, standing: Standing, wanted: ApprovalState) -> WrongCall:
    if wanted in {ApprovalState.ACCEPTED, ApprovalState.DECLINED}:
        same = standing.state is wanted
        return WrongCall(
            "answered_already" if same else "not_proposed",
            noop("This answer is noted already.")
            if same
            else noop("“{plan}” isn't proposed at present, so no answer to it can be noted."),
            kept=_NOTHING,
            do="" if same else noop("Propose the plan first, or sign it at once."),
            plan=plan.name,
        )
    text = _REFUSED[wanted].get(standing.state, noop("“{plan}” is a draft already."))
    return WrongCall(
        "not_from_here",
        text,
        kept=_NOTHING,
        do=_WAYS_ON.get(wanted, ""),
        plan=plan.name,
    )
