"""Templates of wishes: noted once under a name, set for one student or for many at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.noting import by_rank, merged, ranked
from cte_desktop.domain.students.decisions import STRENGTHS, WISH_KINDS, Wish
from cte_desktop.services import plan_templates
from cte_desktop.services.changes import Changes
from cte_desktop.storage import wishes as wish_store
from cte_desktop.storage.history import begin_step, step_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.content import Content, Json
    from cte_desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class WishTemplate:
    """Wishes under a name, the dearest first."""

    uid: str
    name: str
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class WishesOfMany:
    """What setting wishes would do: students by uid, each in one group.

    `lose` are those among `change` who have wishes noted that would go.
    """

    change: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    lose: tuple[str, ...] = ()


def list_wish_templates(desk: Desk) -> tuple[WishTemplate, ...]:
    """Return the district's own templates of wishes, by name."""
    return tuple(
        WishTemplate(kept.uid, kept.name, wishes_in(kept.content))
        for kept in plan_templates.list_templates(desk, plan_templates.WISHES)
    )


def save_wish_template(desk: Desk, name: str, wishes: Iterable[Wish]) -> Changes:
    """Keep wishes under a name, in place of the template that has it."""
    return plan_templates.save_template(desk, plan_templates.WISHES, name, content_of(wishes))


def delete_wish_template(desk: Desk, uid: str) -> Changes:
    """Remove a template; the wishes that were set with it stay."""
    return plan_templates.delete_template(desk, uid)


def content_of(wishes: Iterable[Wish]) -> Content:
    """Return wishes as a template keeps them: by rank, without the ranks."""
    return {
        "wishes": [
            {
                "kind": wish.kind,
                "value": wish.value,
                "strength": wish.strength,
                "days": wish.days,
            }
            for wish in by_rank(wishes)
        ]
    }


def wishes_in(content: Mapping[str, Json]) -> tuple[Wish, ...]:
    """Return the wishes of a template; what is not one (of another version) is left out."""
    found: list[Wish] = []
    rows = content.get("wishes")
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict):
            continue
        kind, value, strength, days = (
            str(row.get(name) or "") for name in ("kind", "value", "strength", "days")
        )
        if kind in WISH_KINDS and strength in STRENGTHS:
            found.append(Wish(len(found) + 1, kind, value, strength, days))
    return tuple(found)


def preview_wishes(
    desk: Desk, uids: Sequence[str], wishes: Sequence[Wish], *, replace: bool
) -> WishesOfMany:
    """Return whose wishes would change, who has them already, and who would lose some."""
    groups: dict[str, list[str]] = {}
    with desk.database.reading() as tx:
        known = wish_store.list_wishes_of(tx, uids)
    for uid in dict.fromkeys(uids):
        if uid not in known:
            groups.setdefault("gone", []).append(uid)
            continue
        before = Counter(wish for _, wish in known[uid])
        after = Counter(_after(tuple(before.elements()), wishes, replace=replace))
        groups.setdefault("same" if before == after else "change", []).append(uid)
        if before != after and _loses(before, after):
            groups.setdefault("lose", []).append(uid)
    return WishesOfMany(**{name: tuple(those) for name, those in groups.items()})


def set_wishes(
    desk: Desk,
    uids: Sequence[str],
    wishes: Sequence[Wish],
    *,
    replace: bool,
    progress: Callable[[int, int], None] | None = None,
) -> Changes:
    """Note these wishes for each of the students as one step; returns who was changed.

    They are noted beside a student's own, in the place of those about the same thing; with
    `replace` all other wishes go. `progress` cancels by raising: nothing is changed then.
    """
    students, changed = tuple(dict.fromkeys(uids)), set()
    with desk.database.writing() as tx:
        begin_step(tx, "change_wishes_of_many", {"students": len(students)})
        tx.require_students(students)
        known = wish_store.list_wishes_of(tx, students)
        for place, uid in enumerate(students):
            if progress is not None:
                progress(place, len(students))
            # Who is gone since the list was read has no wishes to set.
            if uid in known and _set(tx, uid, known[uid], wishes, replace=replace):
                changed.add(uid)
        number = step_number(tx) if changed else None
    nouns = frozenset({"students", "history"}) if changed else frozenset()
    return Changes(nouns, frozenset(changed), number)


def _set(
    tx: Transaction,
    uid: str,
    known: Sequence[tuple[str, Wish]],
    wishes: Sequence[Wish],
    *,
    replace: bool,
) -> bool:
    wanted = Counter(_after(tuple(wish for _, wish in known), wishes, replace=replace))
    changed = False
    for noted, wish in known:
        if wanted[wish] > 0:
            wanted[wish] -= 1
        else:
            changed = wish_store.remove_wish(tx, noted) or changed
    for wish in wanted.elements():
        wish_store.add_wish(tx, uid, wish)
        changed = True
    return changed


def _after(before: tuple[Wish, ...], wishes: Sequence[Wish], *, replace: bool) -> tuple[Wish, ...]:
    return ranked(merged(() if replace else by_rank(before), wishes))


def _loses(before: Counter[Wish], after: Counter[Wish]) -> bool:
    said = {(wish.kind, wish.value, wish.strength, wish.days) for wish in after}
    return any((w.kind, w.value, w.strength, w.days) not in said for w in before)
