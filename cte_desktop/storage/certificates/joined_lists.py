"""The lists of public keys of the district's other laptops, kept as they were signed.

They lie beside the settings, under names that no setting has. What a list says and whether it is
whole is judged where it is read; here it is a text under the digest of its content.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from cte_desktop.storage.history import record_change
from cte_desktop.storage.tables.settings import SettingRow
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

JOINED = "joined_key_lists"
_PREFIX = f"{JOINED}:"
_DIGITS = 16  # of the digest: enough to tell a few lists apart


def load_joined(tx: Transaction) -> dict[str, str]:
    """Return the kept lists as they were signed, under their ids."""
    query = (
        select(SettingRow)
        .where(SettingRow.name.startswith(_PREFIX, autoescape=True))
        .order_by(SettingRow.name)
    )
    return {row.name.removeprefix(_PREFIX): row.value for row in tx.session.scalars(query)}


def keep_joined(tx: Transaction, text: str, instead_of: Iterable[str] = ()) -> bool:
    """Keep a list as part of the transaction's step, in place of older ones; False if it is there.

    `instead_of` are ids of lists that it says all of.
    """
    list_id = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
    for old in set(instead_of) - {list_id}:
        before = _load(tx, old)
        _store(tx, old, None)
        record_change(tx, JOINED, old, before, None)
    before = _load(tx, list_id)
    after: Content = {"list": text}
    _store(tx, list_id, after)
    return record_change(tx, JOINED, list_id, before, after)


def _load(tx: Transaction, list_id: str) -> Content | None:
    row = tx.session.get(SettingRow, _PREFIX + list_id)
    return None if row is None else {"list": row.value}


def _store(tx: Transaction, list_id: str, content: Content | None) -> None:
    name = _PREFIX + list_id
    if content is None:
        tx.session.execute(delete(SettingRow).where(SettingRow.name == name))
    else:
        tx.session.merge(SettingRow(name=name, value=str(content["list"])))
        tx.session.flush()


NOUN = Noun(JOINED, _load, _store)
