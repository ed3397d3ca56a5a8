"""What the district plans with again and again: templates of plans, sequences, wishes, by name.

What a content means is not this module's business: it keeps JSON. Each is a thing of the history.
"""
# ruff: noqa: S608 - statements are put together from the names of our own table alone

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.content import as_json
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.row_keys import next_key
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_COLUMNS = ("kind", "name", "pathway", "school", "content")
_NAMES = ", ".join(_COLUMNS)


@dataclass(frozen=True, slots=True)
class KeptTemplate:
    """A template as it is kept: for a pathway and a school, or for any ("")."""

    uid: str
    kind: str  # plan, sequence, wishes
    name: str
    pathway: str
    school: str
    content: Content


def list_templates(tx: Transaction, kind: str) -> tuple[KeptTemplate, ...]:
    """Return the templates of a kind, by name."""
    query = f"SELECT uid, {_NAMES} FROM plan_template WHERE kind = ?"
    found = [_kept(row) for row in tx.connection.exec_driver_sql(query, (kind,))]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.pathway, one.school)))


def find_template(tx: Transaction, uid: str) -> KeptTemplate | None:
    """Return one template, None if there is none."""
    query = f"SELECT uid, {_NAMES} FROM plan_template WHERE uid = ?"
    row = tx.connection.exec_driver_sql(query, (uid,)).first()
    return None if row is None else _kept(row)


def named_template(
    tx: Transaction, kind: str, name: str, pathway: str, school: str
) -> KeptTemplate | None:
    """Return the template that has this name for a pathway and a school."""
    alike = (one for one in list_templates(tx, kind) if one.name == name)
    return next((one for one in alike if (one.pathway, one.school) == (pathway, school)), None)


def save_template(tx: Transaction, template: KeptTemplate) -> str:
    """Keep a template as part of the transaction's step, a new one when its uid is "".

    Returns its uid; nothing is written when it was so already.
    """
    uid = template.uid or new_id(tx.clock.now())
    before = _load(tx, uid)
    said: Content = {
        "kind": template.kind,
        "name": template.name,
        "pathway": template.pathway,
        "school": template.school,
        "content": as_json(template.content),
    }
    if before is None or any(before[name] != value for name, value in said.items()):
        after: Content = {**said, "step": step_number(tx)}
        _store(tx, uid, after)
        record_change(tx, NOUN.name, uid, before, after)
    return uid


def remove_template(tx: Transaction, uid: str) -> bool:
    """Remove a template as part of the transaction's step; False if there is none."""
    before = _load(tx, uid)
    if before is None:
        return False
    _store(tx, uid, None)
    return record_change(tx, NOUN.name, uid, before, None)


def _kept(row: Sequence[Any]) -> KeptTemplate:
    uid, kind, name, pathway, school, content = row
    return KeptTemplate(uid, kind, name, pathway, school, json.loads(content))


def _load(tx: Transaction, uid: str) -> Content | None:
    query = f"SELECT {_NAMES}, step FROM plan_template WHERE uid = ?"
    row = tx.connection.exec_driver_sql(query, (uid,)).first()
    return None if row is None else dict(zip((*_COLUMNS, "step"), row, strict=True))


def _store(tx: Transaction, uid: str, content: Content | None) -> None:
    tx.connection.exec_driver_sql("DELETE FROM plan_template WHERE uid = ?", (uid,))
    if content is None:
        return
    names = (*_COLUMNS, "step")
    marks = ", ".join("?" * (len(names) + 2))
    tx.connection.exec_driver_sql(
        f'INSERT INTO plan_template ("key", uid, {_NAMES}, step) VALUES ({marks})',
        (next_key(tx, "plan_template"), uid, *(content[name] for name in names)),
    )


NOUN = Noun("plan_template", _load, _store)
