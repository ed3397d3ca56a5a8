"""Which laptop gives out serials: the one that gave out the last, as a note beside it says.

A serial must never be given twice, also not by a copy, or by a backup from before the last award.
So the register's last entry is noted in a small file beside the database, which no backup carries,
with the number that the disk gave to the database: a folder that was copied whole, note and all,
has another. Where the note is missing or speaks of another entry or file, the database is not the
one that awarded here last: it gets a new laptop id before it gives out a serial. The note is
written before the transaction ends; one of an award that came to nothing costs a new id too, and
no more.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.serial import laptop_of_serial
from cte_desktop.storage.facts import LAPTOP_ID, read_facts, write_fact
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.files import write_file
from cte_desktop.storage.identity import new_laptop_id

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction

ENDING = ".serials"


def note_path(database: Path) -> Path:
    """Return where the note of a database lies."""
    return database.with_name(database.name + ENDING)


def make_sure_of_laptop(tx: Transaction, head: str) -> None:
    """Give the database a new laptop id unless it is the one that gave out the last serial here."""
    tx.laptop_id = read_facts(tx.connection)[LAPTOP_ID]
    path = _path(tx)
    if path is None or _read_note(path) == _note(tx, path, head):
        return
    used = {row[0] for row in fetch(tx, "SELECT DISTINCT substr(serial, 6, 4) FROM register_entry")}
    fresh = new_laptop_id()
    while laptop_of_serial(fresh) in used:
        fresh = new_laptop_id()
    write_fact(tx.connection, LAPTOP_ID, fresh)
    tx.laptop_id = fresh


def note_laptop(tx: Transaction, head: str) -> None:
    """Note that this database on this laptop wrote the last entry of the register."""
    path = _path(tx)
    if path is not None:
        write_file(note_path(path), (json.dumps(_note(tx, path, head)) + "\n").encode())


def _note(tx: Transaction, path: Path, head: str) -> dict[str, str]:
    return {"laptop": tx.laptop_id, "register": head, "file": str(path.stat().st_ino)}


def _read_note(database: Path) -> object:
    try:
        return json.loads(note_path(database).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _path(tx: Transaction) -> Path | None:
    """Return the file of the database, None in memory."""
    file = fetch(tx, "PRAGMA database_list")[0][2]
    return Path(file) if file else None
