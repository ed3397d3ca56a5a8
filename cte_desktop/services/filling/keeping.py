"""Keeping a proposed plan, with what the way out to it says, as one step of the history."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.giving_up import given_up
from cte_desktop.domain.filling.wants import named_wishes
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.edits import FileEdit
from cte_desktop.services.changes import Changes
from cte_desktop.services.filling.gathering import timetable_of_sections
from cte_desktop.services.filling.many.ledger import SeatLedger, sections_named
from cte_desktop.services.filling.many.person import Person
from cte_desktop.storage import busy_times
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage import students as student_store
from cte_desktop.storage import wishes as wish_store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cte_desktop.domain.filling.answer import WayOut
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.findings import Value
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.experiences import BusyTime
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.proposals import Proposal
    from cte_desktop.storage.transaction import Transaction

FILL, FILL_MANY = "fill", "fill_many"
"""The actions of steps, by which Undo names them (`wording/steps.py`)."""


def keep(desk: Desk, proposal: Proposal) -> Changes:
    """Store a proposed plan as one step of the history ("fill"), which one undo takes back.

    What the way out to it says is done in the same step. Nothing is written when all is as stored.
    Raises `KnownError` when the plan or the record was changed since it was looked at
    (changed_since), and when a section that it newly names is gone or full by now (section_taken).
    """
    plan, uid = proposal.filled.plan, proposal.case.file.student.uid
    if plan is None:
        return Changes()
    edit = edit_of(proposal)
    with desk.database.writing() as tx:
        if stored_beside(tx, uid, proposal.case.plan) != proposal.case.plan:
            raise changed_since()
        if student_store.load_student_file(tx, uid).record != proposal.case.file.record:
            raise changed_since()
        _raise_where_taken(tx, desk, proposal, plan)
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
    file = proposal.case.file
    standing = {name: wish for wish, name in named_wishes(file.wishes)}
    busy: list[BusyTime] = []
    for do, args in _given_up(proposal.problem, proposal.way):
        if do == "free_time":
            row = str(args.get("busy", ""))
            busy += [one for number, one in enumerate(file.busy, 1) if str(number) == row]
        else:
            _change(standing, do, args, proposal.problem)
    before, wishes = Counter(file.wishes), Counter(standing.values())
    gone, new = before - wishes, wishes - before
    if not (gone or new or busy):
        return None
    return FileEdit(
        FILL,
        wishes_gone=tuple(gone.elements()),
        wishes_new=tuple(new.elements()),
        busy_gone=tuple(busy),
    )


def changed_since() -> KnownError:
    """Return what is said when a plan is not the one that was looked at."""
    return KnownError(
        "changed_since",
        noop("The plan has been changed meanwhile."),
        kept=noop("Nothing was changed."),
        do=noop("Fill it again."),
    )


def _raise_where_taken(tx: Transaction, desk: Desk, proposal: Proposal, plan: Plan) -> None:
    """Raise `KnownError` where a section that the plan newly names is gone or full by now."""
    person, day = Person(proposal.case.file, proposal.case.plan), desk.today()
    of_class = proposal.case.file.student.graduation_year
    named = (sections_named(one, of_class, day) for one in (person.plan, plan))
    keys = frozenset[tuple[int, str]]().union(*named)
    ledger = SeatLedger(timetable_of_sections(tx, keys, day), desk.catalog(), day)
    if ledger.gone(person, plan) or not ledger.take(person, plan):
        raise KnownError(
            "section_taken",
            noop("A section of this plan has been filled or cancelled meanwhile."),
            kept=noop("Nothing was changed."),
            do=noop("Fill it again."),
        )


def _given_up(problem: Problem, way: WayOut) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """Yield what a way out does, one verb with its arguments for each reason that it gives up."""
    if way.do == "other_pathway" or not way.dropped:
        yield way.do, dict(way.args)
        return
    for reason in way.dropped:
        one = given_up(problem, reason)
        if one is not None:
            yield one.do, dict(one.args)


def _change(
    standing: dict[str, Wish], do: str, args: Mapping[str, Value], problem: Problem
) -> None:
    """Change the noted wish that a verb names by its id; note one where a default held."""
    named = str(args.get("wish", ""))
    noted = standing.pop(named, None)
    if noted is not None:
        changed = _changed(noted, do, args)
        if changed is not None:
            standing[named] = changed
        return
    want = next((want for want in problem.wants if want.id == named), None)
    if want is None or do not in {"drop_wish", "soften_wish", "allow", "other_pathway"}:
        return
    rank = max((wish.rank for wish in standing.values()), default=0) + 1
    own = Wish(rank, want.kind, want.value, "must", want.days)
    changed = replace(own, strength="no") if do == "drop_wish" else _changed(own, do, args)
    if changed is not None:
        standing[named] = changed


def _changed(wish: Wish, do: str, args: Mapping[str, Value]) -> Wish | None:
    """Return what becomes of a wish; None when it goes."""
    match do:
        case "soften_wish":
            return replace(wish, strength="like")
        case "allow":
            return replace(wish, value="yes", strength="like", days="")
        case "other_pathway":
            return replace(wish, value=str(args.get("pathway", "")))
        case _:
            return None


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
