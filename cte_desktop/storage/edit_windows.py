"""When the courses of each grade may be changed in plans: one thing of the history for each."""
# ruff: noqa: S608 - statements are put together from our own names alone

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.edit_windows import EditWindow
from cte_desktop.storage.dates import day_or_none, day_text
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.row_keys import next_key
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_COLUMNS = ("grade_level", "opens", "closes", "step")


def list_windows(tx: Transaction) -> tuple[EditWindow, ...]:
    """Return the windows, by grade; a grade without one may always be changed."""
    rows = tx.connection.exec_driver_sql(
        "SELECT grade_level, opens, closes FROM edit_window ORDER BY grade_level"
    )
    return tuple(
        EditWindow(grade, day_or_none(opens), day_or_none(closes)) for grade, opens, closes in rows
    )


def save_windows(tx: Transaction, windows: Iterable[EditWindow]) -> bool:
    """Let these windows be the only ones, within the step; False if they were so already."""
    wanted = {one.grade_level: one for one in windows}
    query = "SELECT grade_level, uid FROM edit_window"
    known = {grade: uid for grade, uid in tx.connection.exec_driver_sql(query)}  # noqa: C416
    changed = False
    for grade in sorted(known.keys() | wanted.keys()):
        uid = known.get(grade) or new_id(tx.clock.now())
        before = _load(tx, uid)
        said = _said(wanted.get(grade))
        if said == _without_step(before):
            continue
        after: Content | None = None if said is None else {**said, "step": step_number(tx)}
        _store(tx, uid, after)
        changed = record_change(tx, NOUN.name, uid, before, after) or changed
    return changed


def _said(window: EditWindow | None) -> Content | None:
    if window is None:
        return None
    opens, closes = day_text(window.opens), day_text(window.closes)
    return {"grade_level": window.grade_level, "opens": opens, "closes": closes}


def _without_step(content: Content | None) -> Content | None:
    if content is None:
        return None
    return {name: value for name, value in content.items() if name != "step"}


def _load(tx: Transaction, uid: str) -> Content | None:
    names = ", ".join(_COLUMNS)
    row = tx.connection.exec_driver_sql(
        f"SELECT {names} FROM edit_window WHERE uid = ?",
        (uid,),
    ).first()
    return None if row is None else dict(zip(_COLUMNS, row, strict=True))


def _store(tx: Transaction, uid: str, content: Content | None) -> None:
    tx.connection.exec_driver_sql("DELETE FROM edit_window WHERE uid = ?", (uid,))
    if content is not None:
        tx.connection.exec_driver_sql(
            'INSERT INTO edit_window ("key", uid, grade_level, opens, closes, step) '
            "VALUES (?, ?, ?, ?, ?, ?)",
            (next_key(tx, "edit_window"), uid, *(content[name] for name in _COLUMNS)),
        )


NOUN = Noun("edit_window", _load, _store)
