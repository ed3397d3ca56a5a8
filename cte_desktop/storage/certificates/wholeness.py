"""Whether the register, the awards and the revocations still say the same, as they were written.

The entries of the register hold each other by their digests. Where a serial stands, and what is
published of it, are kept beside them for speed: both are held against the entries here, row by row.
Nothing is awarded, printed, signed or published on a register that is not whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.register.entries import (
    START,
    Entry,
    Kind,
    broken_entries,
    states,
)
from cte_desktop.domain.completion.register.sheet import RegisterCheck
from cte_desktop.storage.certificates.register import (
    NO_HEAD,
    load_entries,
    register_broken,
    register_head,
)
from cte_desktop.storage.certificates.revocations import UNDONE
from cte_desktop.storage.fetching import fetch
from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cte_desktop.storage.transaction import Transaction

_NAMED = 5
_ONE_DAY = timedelta(days=1)  # between the day here and the moment in UTC
_AWARDS = "SELECT serial, entry, first_serial, student_uid, pathway, completed_in, state FROM award"
_REVOCATIONS = "SELECT serial, revoked_on, reason FROM certificate_revocation"


@dataclass(frozen=True, slots=True)
class _Given:
    """What the table of awards has to say of a serial."""

    entry: int
    first_serial: str
    student_uid: str
    pathway: str
    completed_in: int
    state: str


def require_whole(tx: Transaction) -> None:
    """Raise register_broken unless register, awards and revocations are as they were written."""
    if not register_check(tx).is_whole:
        raise register_broken()


def register_check(tx: Transaction, entries: Sequence[Entry] | None = None) -> RegisterCheck:
    """Return whether all is as it was written; `entries` are all of them where they are at hand.

    Known error: register_broken, when an entry can't be read at all.
    """
    every = load_entries(tx) if entries is None else entries
    last = f"{every[-1].number}:{every[-1].digest}" if every else NO_HEAD
    return RegisterCheck(
        len(every),
        broken_entries(every),
        register_head(tx) != last,
        _awards_told(every) != _awards_kept(tx),
        every[-1].digest if every else START,
        not _revocations_agree(tx, every),
    )


def register_faults(tx: Transaction) -> tuple[str, ...]:
    """Return what is wrong in plain sentences; nothing when all is whole. Never raises."""
    try:
        check = register_check(tx)
    except KnownError as error:
        if error.code != "register_broken":
            raise
        return ("Entries of the register of certificates can't be read any more.",)
    return tuple(_faults(check))


def _faults(check: RegisterCheck) -> Iterator[str]:
    if check.broken:
        named = ", ".join(map(str, check.broken[:_NAMED]))
        yield (
            f"{len(check.broken)} entries of the register of certificates are not as they were "
            f"written: {named}."
        )
    if check.end_missing:
        yield "Entries are missing at the end of the register of certificates."
    if check.awards_differ:
        yield "The awards are not what the register of certificates says."
    if check.revocations_differ:
        yield "The revoked certificates are not those that the register of certificates names."


def _awards_told(entries: Sequence[Entry]) -> dict[object, _Given | None]:
    """Return what the table of awards has to say by the entries; None for an entry that can't be.

    The year of completion stands in the serial, so no decision has to be read.
    """
    stands = states(entries)
    told: dict[object, _Given | None] = {}
    first: dict[str, str] = {}
    for entry in entries:
        if entry.kind not in {Kind.AWARD, Kind.REISSUE}:
            continue
        first[entry.serial] = first.get(entry.refers_to, entry.serial)
        year = entry.serial[:4]
        told[entry.serial] = (
            _Given(
                entry.number,
                first[entry.serial],
                entry.student_uid,
                entry.pathway,
                int(year) - 1,
                stands[entry.serial].value,
            )
            if year.isdecimal()
            else None
        )
    for serial in stands.keys() - told.keys():  # it is ended, and was never given
        told[serial] = None
    return told


def _awards_kept(tx: Transaction) -> dict[object, _Given | None]:
    return {serial: _Given(*rest) for serial, *rest in fetch(tx, _AWARDS)}


def _revocations_agree(tx: Transaction, entries: Sequence[Entry]) -> bool:
    """Tell whether exactly those serials are published that an entry ended, as it ended them."""
    ending: dict[object, Entry] = {}
    for entry in entries:
        if entry.kind in {Kind.WITHDRAWAL, Kind.REVOCATION}:
            ending.setdefault(entry.serial, entry)
        elif entry.kind is Kind.REISSUE:
            ending.setdefault(entry.refers_to, entry)
    kept = {serial: (day, reason) for serial, day, reason in fetch(tx, _REVOCATIONS)}
    return kept.keys() == ending.keys() and all(
        _says(entry, *kept[serial]) for serial, entry in ending.items()
    )


def _says(entry: Entry, day: object, reason: object) -> bool:
    """Tell whether a revocation is published as the entry has it: its reason and its day."""
    if not (isinstance(day, str) and isinstance(reason, str) and _is_day(entry, day)):
        return False
    match entry.kind:
        case Kind.REVOCATION:
            return reason == entry.reason.strip()
        case Kind.REISSUE:
            return entry.serial in reason
        case _:
            return reason == UNDONE


def _is_day(entry: Entry, text: str) -> bool:
    """Tell whether it is the day of the entry, or that of its moment, which was once taken."""
    try:
        day = date.fromisoformat(text)
        written = datetime.fromisoformat(entry.at).date()
    except ValueError:
        return False
    return day == entry.issued_on or abs(day - written) <= _ONE_DAY
