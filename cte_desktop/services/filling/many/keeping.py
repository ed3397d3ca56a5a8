"""Keeping many plans as one step of the history, which one undo takes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.services.changes import Changes
from cte_desktop.services.filling.gathering import timetable_of_sections
from cte_desktop.services.filling.many.ledger import SeatLedger, sections_named
from cte_desktop.services.filling.many.person import Person
from cte_desktop.services.people.guarding import hindered
from cte_desktop.services.repair_trials import KeptApart
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.content import Json
    from cte_desktop.storage.transaction import Transaction

_CHANGED = noop("The plan has been changed meanwhile; it was left as it is.")
_FULL = noop("A section of the new plan has no seat left; the plan was left as it is.")
_GONE = noop("A section of the new plan is gone meanwhile; the plan was left as it is.")


@dataclass(frozen=True, slots=True)
class KeptMany(Changes):
    """What was kept: how many plans, and whose was left as it is and why."""

    plans: int = 0
    kept_apart: tuple[KeptApart, ...] = ()


@dataclass(frozen=True, slots=True)
class ToKeep:
    """A plan to be stored in the place of the one that was looked at."""

    file: StudentFile
    before: Plan | None
    after: Plan


def keep_plans(
    desk: Desk,
    wanted: Sequence[ToKeep],
    action: str,
    details: Mapping[str, Json],
    progress: Callable[[int, int], None] | None = None,
) -> KeptMany:
    """Store plans as one step, in the order given; its details tell how many as `plans`.

    A plan that was changed since it was looked at is kept apart with the reason, and so is one that
    newly names a section that is gone or has no seat left for it. `progress` is told (done, of how
    many) and may raise to give up: then nothing is kept.
    """
    with desk.database.writing() as tx:
        apart = _kept_apart(tx, desk, wanted)
        kept = [one for one in wanted if one.file.student.uid not in apart]
        begin_step(tx, action, {**details, "plans": len(kept)})
        tx.require_students([one.file.student.uid for one in kept])
        changed = set()
        for done, one in enumerate(kept, start=1):
            if plan_store.save_plan(tx, one.after):
                changed.add(one.file.student.uid)
            if progress is not None:
                progress(done, len(kept))
        number = step_number(tx) if changed else None
    nouns = frozenset({"plans", "history"}) if changed else frozenset()
    return KeptMany(nouns, frozenset(changed), number, len(changed), tuple(apart.values()))


def _kept_apart(tx: Transaction, desk: Desk, wanted: Sequence[ToKeep]) -> dict[str, KeptApart]:
    """Return under their uids whose plans stay as they are, and why."""
    uids = [one.file.student.uid for one in wanted]
    stored = plan_store.list_plans_of(tx, uids)
    day = desk.today()
    keys = frozenset().union(*(_keys(one, day) for one in wanted))
    ledger = SeatLedger(timetable_of_sections(tx, keys, day), desk.catalog(), day)
    hindrances = hindered(tx, ((one.before, one.after) for one in wanted))
    found: dict[str, KeptApart] = {}
    for one in wanted:
        uid = one.file.student.uid
        person = Person(one.file, one.before)
        if plan_store.active_plan(stored.get(uid, ())) != one.before:
            found[uid] = _left(one, tr(_CHANGED))
        elif uid in hindrances:
            found[uid] = _left(one, told(hindrances[uid]).text)
        elif ledger.gone(person, one.after):
            found[uid] = _left(one, tr(_GONE))
        elif not ledger.take(person, one.after):
            found[uid] = _left(one, tr(_FULL))
    return found


def _keys(one: ToKeep, day: date) -> frozenset[tuple[int, str]]:
    of_class = one.file.student.graduation_year
    plans = (one.before, one.after)
    return frozenset().union(*(sections_named(plan, of_class, day) for plan in plans))


def _left(one: ToKeep, why: str) -> KeptApart:
    student = one.file.student
    return KeptApart(student.uid, student.student_id, student.list_name, why)
