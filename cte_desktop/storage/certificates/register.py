"""The register of awards: appending entries with their serials, and reading them.

Entries are never changed and never removed; where each serial stands by them is kept beside
(`awards.py`). A serial is given once: the next number of a year and laptop follows the highest one
that any entry has.
"""
# ruff: noqa: S608 - statements are put together from our own columns alone

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.completion.certificates.serial import (
    MOST_NUMBER,
    Serial,
    laptop_of_serial,
    parse_serial,
)
from cte_desktop.domain.completion.register.entries import (
    START,
    Entry,
    Kind,
    entry_digest,
)
from cte_desktop.storage.certificates.entry_day import days_of_issue, issue_day, require_day
from cte_desktop.storage.certificates.laptop import make_sure_of_laptop, note_laptop
from cte_desktop.storage.facts import read_facts, write_fact
from cte_desktop.storage.fetching import fetch
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cte_desktop.storage.transaction import Transaction

HEAD = "register_head"
"""The fact that holds number and digest of the last entry: an end cut off shows too."""
NO_HEAD = f"0:{START}"

_COLUMNS = tuple(field.name for field in fields(Entry))
_READ = f"SELECT {', '.join(_COLUMNS)} FROM register_entry"
_WRITE = (
    f"INSERT INTO register_entry ({', '.join(_COLUMNS)}) "
    f"VALUES ({', '.join('?' for _ in _COLUMNS)})"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be entered; the register adds number, serial, day, who and where."""

    kind: Kind
    student_uid: str
    pathway: str
    serial: str = ""  # of the award that it ends; a new one is given to what awards
    refers_to: str = ""
    reason: str = ""
    content: str = ""
    completed_in: int | None = None  # of what awards: its serial carries the year


def append(tx: Transaction, drafts: Sequence[Draft], step: int | None) -> tuple[Entry, ...]:
    """Enter what was decided, in order, as part of a step (None for what can't be undone).

    Known errors, and nothing is written: serials_used_up, when this laptop has none left for a
    year; clock_set_back or clock_wrong, when the clock can't be right (`entry_day.py`).
    """
    require_day(tx, max((draft.completed_in or 0 for draft in drafts), default=0))
    make_sure_of_laptop(tx, register_head(tx))
    number, previous = _head(tx)
    day, at = issue_day(tx), tx.clock.now().isoformat()
    ends_after = days_of_issue(tx, [draft.serial for draft in drafts])
    serials = _Serials(tx)
    made: list[Entry] = []
    for place, draft in enumerate(drafts, number + 1):
        serial = draft.serial if draft.completed_in is None else serials.next(draft.completed_in)
        entry = Entry(
            place,
            draft.kind,
            serial,
            max(day, ends_after.get(draft.serial, day)),
            draft.student_uid,
            draft.pathway,
            draft.refers_to,
            draft.reason,
            draft.content,
            tx.actor,
            tx.laptop_id,
            step,
            at,
        )
        previous = entry_digest(entry, previous)
        made.append(replace(entry, digest=previous))
    if made:
        tx.connection.exec_driver_sql(_WRITE, [_row(entry) for entry in made])
        head = f"{made[-1].number}:{previous}"
        write_fact(tx.connection, HEAD, head)
        note_laptop(tx, head)
    return tuple(made)


def load_entries(tx: Transaction) -> tuple[Entry, ...]:
    """Return the whole register, oldest first."""
    return tuple(_entry(row) for row in fetch(tx, f"{_READ} ORDER BY number"))


def entries_numbered(tx: Transaction, numbers: Collection[int]) -> dict[int, Entry]:
    """Return some entries under their numbers."""
    wanted = (json.dumps(sorted(numbers)),)
    query = f"{_READ} WHERE number IN (SELECT value FROM json_each(?))"
    return {row[0]: _entry(row) for row in fetch(tx, query, wanted)}


def entries_of_step(tx: Transaction, step: int) -> tuple[Entry, ...]:
    """Return what a step of the history entered, oldest first."""
    rows = fetch(tx, f"{_READ} WHERE step = ? ORDER BY number", (step,))
    return tuple(_entry(row) for row in rows)


def entries_of_serial(tx: Transaction, serial: str) -> tuple[Entry, ...]:
    """Return every entry that gives, ends or replaces a serial, oldest first."""
    query = f"{_READ} WHERE serial = ? OR refers_to = ? ORDER BY number"
    return tuple(_entry(row) for row in fetch(tx, query, (serial, serial)))


def steps_about(tx: Transaction, student_uid: str) -> set[int]:
    """Return the steps of the history that awarded a student something, or took it back."""
    query = "SELECT DISTINCT step FROM register_entry WHERE student_uid = ? AND step IS NOT NULL"
    return {row[0] for row in fetch(tx, query, (student_uid,))}


def register_head(tx: Transaction) -> str:
    """Return number and digest of the last entry, as it was noted when it was written."""
    return read_facts(tx.connection).get(HEAD, NO_HEAD)


def register_broken() -> KnownError:
    """Return the error that the register is not as it was written, and what helps."""
    return KnownError(
        "register_broken",
        "The register of certificates was changed from outside.",
        kept="Nothing was awarded, printed or published.",
        do="Check the database to learn what is wrong. Then go back to the last backup from "
        "before, and join your last published list of keys, so that no revocation is lost.",
    )


class _Serials:
    """Gives out the serials of this laptop, one after the other."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._laptop = laptop_of_serial(tx.laptop_id)
        self._last: dict[int, int] = {}

    def next(self, completed_in: int) -> str:
        """Return the next serial for a school year of completion."""
        year = completed_in + 1
        if year not in self._last:
            self._last[year] = self._given(year)
        number = self._last[year]
        if number >= MOST_NUMBER:
            raise KnownError(
                "serials_used_up",
                "This laptop has given out all {most} serial numbers of {year}.",
                kept="Nothing was awarded.",
                do="Award on another laptop, or on a copy of the database made from a backup.",
                most=f"{MOST_NUMBER:,}",
                year=year,
            )
        self._last[year] = number + 1
        return Serial(year, self._laptop, number + 1).text

    def _given(self, year: int) -> int:
        """Return the highest number that was given out; the texts of a year and laptop sort so."""
        begin = f"{year}-{self._laptop}-"
        query = "SELECT max(serial) FROM register_entry WHERE serial >= ? AND serial < ?"
        found = fetch(self._tx, query, (begin, begin + "~"))[0][0]
        parsed = parse_serial(found) if found else None
        return parsed.number if parsed is not None else 0


def _head(tx: Transaction) -> tuple[int, str]:
    found = fetch(tx, "SELECT number, digest FROM register_entry ORDER BY number DESC LIMIT 1")
    return (int(found[0][0]), str(found[0][1])) if found else (0, START)


def _row(entry: Entry) -> tuple[Any, ...]:
    number, kind, serial, day, *rest = (getattr(entry, name) for name in _COLUMNS)
    return (number, kind.value, serial, day.isoformat(), *rest)


def _entry(row: tuple[Any, ...]) -> Entry:
    """Return an entry; register_broken for one that the program can't have written."""
    texts = (row[2], *row[4:11], row[12], row[13])
    if not all(isinstance(text, str) for text in texts):
        raise register_broken()
    try:
        return Entry(row[0], Kind(row[1]), row[2], _day(row[3]), *row[4:])
    except ValueError:
        raise register_broken() from None


def _day(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise register_broken() from None
