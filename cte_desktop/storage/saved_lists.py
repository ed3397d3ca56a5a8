"""Ways to look at the list of students, kept by name for whoever made them.

What a content means is the page's business: it keeps JSON. Each list is a thing of the history.
"""
# ruff: noqa: S608 - statements are put together from the names of our own table alone

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.content import as_json
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.row_keys import next_key
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_COLUMNS = ("owner", "name", "content")
_NAMES = ", ".join(_COLUMNS)


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list as it is kept; `owner` is a person's uid, "" for who needs no name to open."""

    uid: str
    owner: str
    name: str
    content: Content


def lists_of(tx: Transaction, owner: str) -> tuple[KeptList, ...]:
    """Return the lists of a person, by name."""
    query = f"SELECT uid, {_NAMES} FROM saved_list WHERE owner = ?"
    found = map(_kept, fetch(tx, query, (owner,)))
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.name)))


def find_list(tx: Transaction, uid: str) -> KeptList | None:
    """Return one list, None if there is none."""
    rows = fetch(tx, f"SELECT uid, {_NAMES} FROM saved_list WHERE uid = ?", (uid,))
    return _kept(rows[0]) if rows else None


def save_list(tx: Transaction, one: KeptList) -> str:
    """Keep a list as part of the transaction's step, a new one when its uid is "".

    Returns its uid; nothing is written when it was so already.
    """
    uid = one.uid or new_id(tx.clock.now())
    before = _load(tx, uid)
    said: Content = {"owner": one.owner, "name": one.name, "content": as_json(one.content)}
    if before is None or any(before[name] != value for name, value in said.items()):
        after: Content = {**said, "step": step_number(tx)}
        _store(tx, uid, after)
        record_change(tx, NOUN.name, uid, before, after)
    return uid


def remove_list(tx: Transaction, uid: str) -> bool:
    """Remove a list as part of the transaction's step; False if there is none."""
    before = _load(tx, uid)
    if before is None:
        return False
    _store(tx, uid, None)
    return record_change(tx, NOUN.name, uid, before, None)


def _kept(row: Sequence[Any]) -> KeptList:
    uid, owner, name, content = row
    return KeptList(uid, owner, name, _sound(content))


def _sound(content: str) -> Content:
    """Return what a list says; {} when it can't be read: its name is left, to be deleted by."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _load(tx: Transaction, uid: str) -> Content | None:
    rows = fetch(tx, f"SELECT {_NAMES}, step FROM saved_list WHERE uid = ?", (uid,))
    return dict(zip((*_COLUMNS, "step"), rows[0], strict=True)) if rows else None


def _store(tx: Transaction, uid: str, content: Content | None) -> None:
    tx.connection.exec_driver_sql("DELETE FROM saved_list WHERE uid = ?", (uid,))
    if content is None:
        return
    names = (*_COLUMNS, "step")
    tx.connection.exec_driver_sql(
        f'INSERT INTO saved_list ("key", uid, {_NAMES}, step) VALUES (?, ?, ?, ?, ?, ?)',
        (next_key(tx, "saved_list"), uid, *(content[name] for name in names)),
    )


NOUN = Noun("saved_list", _load, _store)
