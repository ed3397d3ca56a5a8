"""The profiles that were saved here: how files of an information system are read.

Each is the text of its TOML file under its name; what it says is the exchange's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.tables.imports import ImportProfileRow
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction


def load_profiles(tx: Transaction) -> dict[str, str]:
    """Return the texts of the saved profiles under their names, in order of names."""
    rows = tx.session.execute(select(ImportProfileRow.name, ImportProfileRow.text))
    return dict(sorted(rows.all()))


def save_profile(tx: Transaction, name: str, text: str) -> bool:
    """Keep a profile as part of the transaction's step; False if it was so already."""
    before = _load(tx, name)
    after: Content = {"text": text}
    if before == after:
        return False
    _store(tx, name, after)
    return record_change(tx, NOUN.name, name, before, after)


def remove_profile(tx: Transaction, name: str) -> bool:
    """Remove a profile as part of the transaction's step; False if there is none."""
    before = _load(tx, name)
    if before is None:
        return False
    _store(tx, name, None)
    return record_change(tx, NOUN.name, name, before, None)


def _load(tx: Transaction, name: str) -> Content | None:
    row = tx.session.get(ImportProfileRow, name)
    return None if row is None else {"text": row.text}


def _store(tx: Transaction, name: str, content: Content | None) -> None:
    if content is None:
        tx.session.execute(delete(ImportProfileRow).where(ImportProfileRow.name == name))
        return
    tx.session.merge(ImportProfileRow(name=name, text=str(content["text"]), step=step_number(tx)))
    tx.session.flush()


NOUN = Noun("import_profile", _load, _store)
