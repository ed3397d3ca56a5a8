"""Totals of earlier school years: a small table of its own, each line a thing of the history."""
# ruff: noqa: S608 - statements are put together from the names of our own table alone

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.growth import EarlierTotal
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.row_keys import next_key
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_COLUMNS = tuple(field.name for field in fields(EarlierTotal) if field.name != "uid")
_NAMES = ", ".join(_COLUMNS)


def list_earlier_totals(tx: Transaction) -> tuple[EarlierTotal, ...]:
    """Return every total by school year, the whole district before its pathways and sites."""
    rows = tx.connection.exec_driver_sql(
        f"SELECT uid, {_NAMES} FROM earlier_total ORDER BY school_year, pathway, site"
    )
    return tuple(EarlierTotal(*row) for row in rows)


def save_earlier_total(tx: Transaction, total: EarlierTotal) -> bool:
    """Keep a total as part of the transaction's step; False if it was so already.

    Without a uid it takes the place of the one of the same year, pathway and site, if there is one.
    Raises `LookupError` when its uid is of none.
    """
    uid = total.uid or _same(tx, total) or new_id(tx.clock.now())
    before = _load(tx, uid)
    if total.uid and before is None:
        raise LookupError("no such total")
    said: Content = {name: getattr(total, name) for name in _COLUMNS}
    if before is not None and all(before[name] == value for name, value in said.items()):
        return False
    after: Content = {**said, "step": step_number(tx)}
    _store(tx, uid, after)
    return record_change(tx, NOUN.name, uid, before, after)


def remove_earlier_total(tx: Transaction, uid: str) -> bool:
    """Remove a total as part of the transaction's step; False if there is none."""
    before = _load(tx, uid)
    if before is None:
        return False
    _store(tx, uid, None)
    return record_change(tx, NOUN.name, uid, before, None)


def _same(tx: Transaction, total: EarlierTotal) -> str:
    row = tx.connection.exec_driver_sql(
        "SELECT uid FROM earlier_total WHERE school_year = ? AND pathway = ? AND site = ?",
        (total.school_year, total.pathway, total.site),
    ).first()
    return "" if row is None else str(row[0])


def _load(tx: Transaction, uid: str) -> Content | None:
    row = tx.connection.exec_driver_sql(
        f"SELECT {_NAMES}, step FROM earlier_total WHERE uid = ?", (uid,)
    ).first()
    return None if row is None else dict(zip((*_COLUMNS, "step"), row, strict=True))


def _store(tx: Transaction, uid: str, content: Content | None) -> None:
    connection = tx.connection
    if content is None:
        connection.exec_driver_sql("DELETE FROM earlier_total WHERE uid = ?", (uid,))
        return
    names = (*_COLUMNS, "step")
    values = tuple(content[name] for name in names)
    places = ", ".join(f"{name} = ?" for name in names)
    # A row that is there keeps its key: an import that brought it can still be taken back.
    done = connection.exec_driver_sql(
        f"UPDATE earlier_total SET {places} WHERE uid = ?", (*values, uid)
    )
    if not done.rowcount:
        marks = ", ".join("?" * (len(names) + 2))
        connection.exec_driver_sql(
            f'INSERT INTO earlier_total ("key", uid, {_NAMES}, step) VALUES ({marks})',
            (next_key(tx, "earlier_total"), uid, *values),
        )


NOUN = Noun("earlier_total", _load, _store)
