"""On which day each kind of file came last."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction

# Imports that nobody took back; what retention destroyed says nothing of its files any more.
_IMPORTS = (
    "SELECT t.at, json_extract(k.after, '$.files') FROM step t JOIN change c ON c.step = t.number "
    "JOIN change_content k ON k.change = c.number "
    "WHERE t.kind = 'import' AND c.noun = 'import' AND k.after IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM step u WHERE u.undoes = t.number) ORDER BY t.number"
)


def last_imports(tx: Transaction) -> dict[str, date]:
    """Return the day of the last import of each kind of plain file ("students", "record")."""
    found: dict[str, date] = {}
    for at, files in fetch(tx, _IMPORTS):
        on = datetime.fromisoformat(str(at)).replace(tzinfo=UTC).astimezone().date()
        found |= {str(one["kind"]): on for one in json.loads(files or "[]")}
    return found
