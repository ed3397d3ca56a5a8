"""Keeping a proposed plan, with what the way out to it says, as one step of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.edits import FileEdit
from cte_desktop.services.changes import Changes
from cte_desktop.storage import busy_times
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage import wishes as wish_store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from cte_desktop.domain.filling.answer import WayOut
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.experiences import BusyTime
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.proposals import Proposal
    from cte_desktop.storage.transaction import Transaction

FILL, FILL_MANY = "fill", "fill_many"
"""The actions of steps, by which Undo names them (`wording/steps.py`)."""


def keep(desk: Desk, proposal: Proposal) -> Changes:
    """Store a proposed plan as one step of the history ("fill"), which one undo takes back.

    What the way out to it says is done in the same step. Nothing is written when all is as stored.
    Raises `KnownError` (changed_since) when the plan was changed since it was looked at.
    """
    plan, uid = proposal.filled.plan, proposal.case.file.student.uid
    if plan is None:
        return Changes()
    edit = edit_of(proposal)
    with desk.database.writing() as tx:
        if stored_beside(tx, uid, proposal.case.plan) != proposal.case.plan:
            raise changed_since()
        begin_step(tx, FILL)
        changed = plan_store.save_plan(tx, plan)
        nouns = {"plans", "history"} if changed else set()
        if edit is not None:
            _carry_out(tx, uid, edit)
            nouns |= {"students", "history"}
        number = step_number(tx) if nouns else None
    return Changes(frozenset(nouns), frozenset({uid}), number)


def stored_beside(tx: Transaction, uid: str, looked_at: Plan | None) -> Plan | None:
    """Return the plan that is stored in the place of the one that was looked at."""
    if looked_at is None:
        return plan_store.active_plan(plan_store.list_plans(tx, uid))
    return plan_store.find_plan(tx, looked_at.uid)


def edit_of(proposal: Proposal) -> FileEdit | None:
    """Return what the way out that was taken changes in the student's file; None for nothing."""
    if proposal.way is None:
        return None
    gone, new = _wishes(proposal.case.file, proposal.way)
    busy = _busy(proposal.case.file, proposal.way)
    if not (gone or new or busy):
        return None
    return FileEdit(FILL, wishes_gone=gone, wishes_new=new, busy_gone=busy)


def changed_since() -> KnownError:
    """Return what is said when a plan is not the one that was looked at."""
    return KnownError(
        "changed_since",
        noop("The plan has been changed meanwhile."),
        kept=noop("Nothing was changed."),
        do=noop("Fill it again."),
    )


def _wishes(file: StudentFile, way: WayOut) -> tuple[tuple[Wish, ...], tuple[Wish, ...]]:
    """Return the wishes that go and those that come in their place."""
    args = dict(way.args)
    named = str(args.get("wish", ""))
    gone = tuple(wish for wish in file.wishes if str(wish.rank) == named)
    match way.do:
        case "drop_wish":
            return gone, ()
        case "soften_wish":
            return gone, tuple(_as(wish, strength="like") for wish in gone)
        case "allow":
            kind = named.partition(":")[2] or (gone[0].kind if gone else "")
            rank = gone[0].rank if gone else _next_rank(file)
            return gone, (Wish(rank, kind, "yes"),) if kind else ()
        case "other_pathway":
            of_pathways = tuple(
                wish for wish in file.wishes if wish.kind == "pathway" and wish.strength == "must"
            )
            rank = of_pathways[0].rank if of_pathways else _next_rank(file)
            return of_pathways, (Wish(rank, "pathway", str(args.get("pathway", "")), "must"),)
        case _:
            return (), ()


def _busy(file: StudentFile, way: WayOut) -> tuple[BusyTime, ...]:
    if way.do != "free_time":
        return ()
    row = str(dict(way.args).get("busy", ""))
    return tuple(busy for number, busy in enumerate(file.busy, 1) if str(number) == row)


def _as(wish: Wish, *, strength: str) -> Wish:
    return Wish(wish.rank, wish.kind, wish.value, strength, wish.days)


def _next_rank(file: StudentFile) -> int:
    return max((wish.rank for wish in file.wishes), default=0) + 1


def _carry_out(tx: Transaction, uid: str, edit: FileEdit) -> None:
    """Write what a way out changes; raises `KnownError` when it was changed meanwhile."""
    noted = list(wish_store.list_wishes(tx, uid))
    for wish in edit.wishes_gone:
        found = next((one for one in noted if one[1] == wish), None)
        if found is None:
            raise changed_since()
        noted.remove(found)
        wish_store.remove_wish(tx, found[0])
    for wish in edit.wishes_new:
        wish_store.add_wish(tx, uid, wish)
    times = list(busy_times.list_busy_times(tx, uid))
    for busy in edit.busy_gone:
        kept = next((one for one in times if one[1] == busy), None)
        if kept is None:
            raise changed_since()
        times.remove(kept)
        busy_times.remove_busy_time(tx, kept[0])
