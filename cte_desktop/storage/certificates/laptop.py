"""Which laptop gives out serials: the one that gave out the last, as a note beside it says.

A serial must never be given twice, also not by a copy, or by a backup from before the last award.
So the register's last entry is noted in a small file beside the database, which no backup carries,
with the number that the disk gave to the database: a folder that was copied whole, note and all,
has another. Where the note is missing or speaks of another entry or file, the database is not the
one that awarded here last: it gets a new laptop id before it gives out a serial.

Files that are copied back over those that are there keep that number. So a second note lies apart
from the data, in a folder of the person who awards: the last entry that a laptop id ever wrote
here. A database that is behind it, or has another entry in that place, gets a new laptop id too. On
a machine without that second note the first one decides. It also tells how many certificates that
laptop id ended, so that a database from before can say that it doesn't know of all of them.

Notes are written before the transaction ends; those of an award that came to nothing cost a new id,
and no more.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.serial import laptop_of_serial
from cte_desktop.storage.facts import DATABASE_ID, LAPTOP_ID, read_facts, write_fact
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.files import file_errors, make_folder, write_file
from cte_desktop.storage.identity import new_laptop_id
from cte_desktop.system.paths import serial_notes_folder

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction

ENDING = ".serials"
ENDED = "ended"
_ENDED = (
    "SELECT count(DISTINCT CASE kind WHEN 'reissue' THEN refers_to ELSE serial END) "
    "FROM register_entry WHERE kind <> 'award' AND laptop_id = ?"
)


def note_path(database: Path) -> Path:
    """Return where the note of a database lies."""
    return database.with_name(database.name + ENDING)


def make_sure_of_laptop(tx: Transaction, head: str) -> None:
    """Give the database a new laptop id unless it is the one that gave out the last serial here."""
    tx.laptop_id = read_facts(tx.connection)[LAPTOP_ID]
    path = _path(tx)
    if path is None or (_read(note_path(path)) == _note(tx, path, head) and _is_last(tx, head)):
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
    if path is None:
        return
    write_file(note_path(path), _text(_note(tx, path, head)))
    apart = _note_apart(tx, tx.laptop_id)
    with file_errors(apart):
        make_folder(apart.parent)
    write_file(apart, _text({**_last(tx, head), ENDED: str(ended_by(tx, tx.laptop_id))}))


def ended_by(tx: Transaction, laptop_id: str) -> int:
    """Return how many certificates the entries of a laptop id ended."""
    return int(fetch(tx, _ENDED, (laptop_id,))[0][0])


def ended_as_noted(tx: Transaction, laptop_id: str) -> int:
    """Return how many a laptop id ended on this machine by its note; 0 where there is none."""
    there = _read(_note_apart(tx, laptop_id))
    noted = there.get(ENDED) if isinstance(there, dict) else None
    return int(noted) if isinstance(noted, str) and noted.isdecimal() else 0


def _is_last(tx: Transaction, head: str) -> bool:
    """Tell whether nothing was given out here after the register's last entry."""
    there = _read(_note_apart(tx, tx.laptop_id))
    if not isinstance(there, dict) or not isinstance(there.get("register"), str):
        return True
    last = there["register"]
    return last == head or _number(last) < _number(head)


def _number(head: str) -> int:
    number = head.partition(":")[0]
    return int(number) if number.isdecimal() else 0


def _note(tx: Transaction, path: Path, head: str) -> dict[str, str]:
    return {**_last(tx, head), "file": str(path.stat().st_ino)}


def _last(tx: Transaction, head: str) -> dict[str, str]:
    return {"laptop": tx.laptop_id, "register": head}


def _note_apart(tx: Transaction, laptop_id: str) -> Path:
    """Return where the note apart from the data lies; each database and laptop id has its own."""
    named = f"{read_facts(tx.connection)[DATABASE_ID]} {laptop_id}"
    return serial_notes_folder() / f"{hashlib.sha256(named.encode()).hexdigest()[:32]}.json"


def _text(note: dict[str, str]) -> bytes:
    return (json.dumps(note) + "\n").encode()


def _read(note: Path) -> object:
    try:
        return json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _path(tx: Transaction) -> Path | None:
    """Return the file of the database, None in memory."""
    file = fetch(tx, "PRAGMA database_list")[0][2]
    return Path(file) if file else None
