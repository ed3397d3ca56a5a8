"""The address book of employers: a small table of its own, each line a thing of the history."""
# ruff: noqa: S608 - statements are put together from the names of our own table alone

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from cte_desktop.domain.students.experiences import Employer
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.row_keys import next_key
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_PART = ";"
_COLUMNS = tuple(field.name for field in fields(Employer) if field.name != "uid")
_NAMES = ", ".join(_COLUMNS)


def list_employers(tx: Transaction) -> tuple[Employer, ...]:
    """Return every line of the address book, by name."""
    rows = tx.connection.exec_driver_sql(f"SELECT uid, {_NAMES} FROM employer")
    found = [
        Employer(uid, name, contact, phone, email, place, _parts(sectors), note)
        for uid, name, contact, phone, email, place, sectors, note in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.name)))


def save_employer(tx: Transaction, employer: Employer) -> bool:
    """Keep a line as part of the transaction's step, a new one when its uid is "".

    Returns False if it was so already; raises `LookupError` when there is no such line.
    """
    uid = employer.uid or new_id(tx.clock.now())
    before = _load(tx, uid)
    if employer.uid and before is None:
        raise LookupError("no such employer")
    said: Content = {name: getattr(employer, name) for name in _COLUMNS}
    said["sectors"] = _PART.join(employer.sectors)
    if before is not None and all(before[name] == value for name, value in said.items()):
        return False
    after: Content = {**said, "step": step_number(tx)}
    _store(tx, uid, after)
    return record_change(tx, NOUN.name, uid, before, after)


def remove_employer(tx: Transaction, uid: str) -> bool:
    """Remove a line as part of the transaction's step; experiences keep the name."""
    before = _load(tx, uid)
    if before is None:
        return False
    _store(tx, uid, None)
    return record_change(tx, NOUN.name, uid, before, None)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(_PART) if part)


def _load(tx: Transaction, uid: str) -> Content | None:
    row = tx.connection.exec_driver_sql(
        f"SELECT {_NAMES}, step FROM employer WHERE uid = ?", (uid,)
    ).first()
    return None if row is None else dict(zip((*_COLUMNS, "step"), row, strict=True))


def _store(tx: Transaction, uid: str, content: Content | None) -> None:
    tx.connection.exec_driver_sql("DELETE FROM employer WHERE uid = ?", (uid,))
    if content is None:
        return
    names = (*_COLUMNS, "step")
    marks = ", ".join("?" * (len(names) + 2))
    tx.connection.exec_driver_sql(
        f'INSERT INTO employer ("key", uid, {_NAMES}, step) VALUES ({marks})',
        (next_key(tx, "employer"), uid, *(content[name] for name in names)),
    )


NOUN = Noun("employer", _load, _store)
