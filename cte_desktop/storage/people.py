"""Who opens the database: a small table, each person a thing of the history.

Whoever has left stays in it, not active: the history names them. The keys that their passphrases
open lie in the key file (`keys.py`), not here.
"""
# ruff: noqa: S608 - statements are put together from the names of our own table alone

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.people.roles import Person, Role
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.row_keys import next_key
from cte_desktop.storage.undo import Noun
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_COLUMNS = ("name", "role", "counselor", "active")
_NAMES = ", ".join(_COLUMNS)
_ROLES = frozenset(role.value for role in Role)
_AT_ONCE = 500
"""Students asked about in one statement."""


def list_people(tx: Transaction) -> tuple[Person, ...]:
    """Return everybody who opens or opened the database, by name."""
    rows = tx.connection.exec_driver_sql(f"SELECT uid, {_NAMES} FROM person")
    found = [_person(*row) for row in rows]
    return tuple(sorted(found, key=lambda one: (not one.active, one.name.casefold(), one.uid)))


def find_person(tx: Transaction, uid: str) -> Person | None:
    """Return one person, None if there is none of that uid."""
    row = tx.connection.exec_driver_sql(
        f"SELECT uid, {_NAMES} FROM person WHERE uid = ?", (uid,)
    ).first()
    return None if row is None else _person(*row)


def save_person(tx: Transaction, person: Person) -> Person | None:
    """Keep a person as part of the transaction's step, a new one when the uid is "".

    Returns the person as kept, None if they were so already. Raises `LookupError` when there is no
    such person, `KnownError` when a person leaves nobody who may say who opens the database.
    """
    uid = person.uid or new_id(tx.clock.now())
    before = _load(tx, uid)
    if person.uid and before is None:
        raise LookupError("no such person")
    said: Content = {
        "name": person.name,
        "role": person.role.value,
        "counselor": person.counselor,
        "active": int(person.active),
    }
    if before is not None and all(before[name] == value for name, value in said.items()):
        return None
    after: Content = {**said, "step": step_number(tx)}
    _store(tx, uid, after)
    record_change(tx, NOUN.name, uid, before, after)
    return find_person(tx, uid)


def counselors_of(tx: Transaction, uids: Collection[str]) -> dict[str, int]:
    """Return whose caseloads these students are in, with how many of them; "" for none yet."""
    wanted, found = tuple(dict.fromkeys(uids)), dict[str, int]()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = tx.connection.exec_driver_sql(
            f"SELECT counselor, count(*) FROM student WHERE uid IN ({marks}) GROUP BY counselor",
            some,
        )
        for counselor, count in rows:
            found[counselor] = found.get(counselor, 0) + count
    return found


def caseload_names(tx: Transaction) -> tuple[str, ...]:
    """Return the names of counselors as the district's files have them."""
    rows = tx.connection.exec_driver_sql(
        "SELECT DISTINCT counselor FROM student WHERE counselor <> '' ORDER BY counselor"
    )
    return tuple(str(row[0]) for row in rows)


def _person(uid: str, name: str, role: str, counselor: str, active: int) -> Person:
    known = role if role in _ROLES else Role.READER  # a role of a newer version may do nothing here
    return Person(uid, name, Role(known), counselor, bool(active))


def _load(tx: Transaction, uid: str) -> Content | None:
    row = tx.connection.exec_driver_sql(
        f"SELECT {_NAMES}, step FROM person WHERE uid = ?", (uid,)
    ).first()
    return None if row is None else dict(zip((*_COLUMNS, "step"), row, strict=True))


def _store(tx: Transaction, uid: str, content: Content | None) -> None:
    had = _administrators(tx)
    key = tx.connection.exec_driver_sql('SELECT "key" FROM person WHERE uid = ?', (uid,)).scalar()
    tx.connection.exec_driver_sql("DELETE FROM person WHERE uid = ?", (uid,))
    if content is not None:
        names = (*_COLUMNS, "step")
        marks = ", ".join("?" * (len(names) + 2))
        tx.connection.exec_driver_sql(
            f'INSERT INTO person ("key", uid, {_NAMES}, step) VALUES ({marks})',
            (key or next_key(tx, "person"), uid, *(content[name] for name in names)),
        )
    # What is only tried out (a look at an earlier day) has no guard and need not hold.
    if tx.guard is not None:
        # The owner stays administrator by the database's own passphrase, whoever goes.
        _require_sound(tx, had=had if tx.guard.uid else 0)


def _require_sound(tx: Transaction, *, had: int) -> None:
    """Raise if the last of `had` administrators went while others stay, or two people have one
    name.

    Both may come about by undoing a step too.
    """
    people = [one for one in list_people(tx) if one.active]
    if had and people and not _administrators(tx):
        raise KnownError(
            "last_administrator",
            "Somebody must stay administrator while others open this database.",
            kept="Nothing was changed.",
            do="Make another person administrator first.",
        )
    names = [name_key(one.name) for one in people]
    if len(set(names)) < len(names):
        raise KnownError(
            "name_taken",
            "Two people can't open the database under one name.",
            kept="Nothing was changed.",
            do="Give one of them a name that tells them apart, such as with the middle initial.",
        )


def name_key(name: str) -> str:
    """Return what tells names apart: neither case nor spaces do."""
    return " ".join(name.split()).casefold()


def _administrators(tx: Transaction) -> int:
    found = tx.connection.exec_driver_sql(
        "SELECT count(*) FROM person WHERE role = ? AND active = 1", (Role.ADMINISTRATOR.value,)
    )
    return int(found.scalar() or 0)


NOUN = Noun("person", _load, _store)
