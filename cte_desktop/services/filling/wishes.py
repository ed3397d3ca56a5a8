"""Reading and keeping what students wish of their plans: all wishes of a student in one step."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.wants import wants_of
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.changes import Changes
from cte_desktop.storage import wishes as wish_store
from cte_desktop.storage.history import begin_step, step_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.students.decisions import Wish
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction


def wishes_of(desk: Desk, uid: str) -> tuple[Wish, ...]:
    """Return a student's noted wishes by rank, those of a rank in the order in which they came."""
    with desk.database.reading() as tx:
        return _by_rank(wish for _, wish in wish_store.list_wishes(tx, uid))


def keep_wishes(
    desk: Desk, uids: Sequence[str], wishes: Sequence[Wish], *, kinds: frozenset[str] | None = None
) -> Changes:
    """Give each of those students exactly these wishes, as one step of the history.

    With `kinds` only the wishes of those kinds are replaced, the others stay (counted anew where
    ranks come twice). Wishes that are so already are left alone; nothing is written when all are.
    """
    students = tuple(dict.fromkeys(uids))
    changed = set()
    with desk.database.writing() as tx:
        if len(students) == 1:
            begin_step(tx, "change_wishes")
        else:
            begin_step(tx, "change_wishes_of_many", {"students": len(students)})
        tx.require_students(students)
        for uid in students:
            if _give(tx, uid, wishes, kinds):
                changed.add(uid)
        number = step_number(tx) if changed else None
    nouns = frozenset({"students", "history"}) if changed else frozenset()
    return Changes(nouns, frozenset(changed), number)


def wants_with(desk: Desk, uid: str, wishes: Sequence[Wish]) -> tuple[Want, ...]:
    """Return what a student would want with other wishes noted: defaults included."""
    case = open_case_of(desk, uid)
    return wants_of(replace(case.file, wishes=_by_rank(wishes)), case.district.catalog)


def _give(tx: Transaction, uid: str, wishes: Sequence[Wish], kinds: frozenset[str] | None) -> bool:
    """Replace a student's wishes where they differ; returns whether any did."""
    noted = wish_store.list_wishes(tx, uid)
    stay = [wish for _, wish in noted if kinds is not None and wish.kind not in kinds]
    wanted = Counter(_each_rank_once((*wishes, *stay)))
    changed = False
    for known, wish in noted:
        if wanted[wish] > 0:
            wanted[wish] -= 1
        else:
            changed = wish_store.remove_wish(tx, known) or changed
    for wish in wanted.elements():
        wish_store.add_wish(tx, uid, wish)
        changed = True
    return changed


def _each_rank_once(wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    """Return the wishes with ranks of their own: wishes.csv tells a student's rows apart by rank.

    Where two have the same one all are counted anew, in their order, the newly noted first.
    """
    ordered = _by_rank(wishes)
    if len({wish.rank for wish in ordered}) == len(ordered):
        return ordered
    return tuple(replace(wish, rank=rank) for rank, wish in enumerate(ordered, 1))


def _by_rank(wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    return tuple(sorted(wishes, key=lambda wish: wish.rank))
