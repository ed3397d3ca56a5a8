"""Requests of families to inspect the records that are not answered yet.

While one is open nothing about that student may be destroyed (34 CFR 99.10(e)). Kept among the
facts of the database: students by uid, with the day of the request.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from cte_desktop.storage.facts import OPEN_REQUESTS, read_facts, write_fact
from cte_desktop.storage.history import record_change
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction


def open_requests(tx: Transaction) -> dict[str, date]:
    """Return the uids of the students with an open request, each with its day."""
    return {uid: date.fromisoformat(day) for uid, day in _read(tx).items()}


def note_request(tx: Transaction, uid: str, day: date | None) -> bool:
    """Note a request, or with None that it is answered, as part of the transaction's step.

    Returns False if it was so already.
    """
    before = _load(tx, uid)
    after: Content | None = None if day is None else {"on": day.isoformat()}
    if before is not None and after is not None:
        return False
    _store(tx, uid, after)
    return record_change(tx, NOUN.name, uid, before, after, student_id=uid)


def _load(tx: Transaction, uid: str) -> Content | None:
    day = _read(tx).get(uid)
    return None if day is None else {"on": day}


def _store(tx: Transaction, uid: str, content: Content | None) -> None:
    found = _read(tx)
    found.pop(uid, None)
    if content is not None:
        found[uid] = str(content["on"])
    write_fact(tx.connection, OPEN_REQUESTS, json.dumps(found, sort_keys=True))


def _read(tx: Transaction) -> dict[str, str]:
    kept: dict[str, str] = json.loads(read_facts(tx.connection).get(OPEN_REQUESTS, "{}"))
    return kept


NOUN = Noun("open_request", _load, _store)
