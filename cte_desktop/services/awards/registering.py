"""Reading the register: what was awarded, taken back and replaced, and what the record says now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.register.entries import (
    AwardState,
    Frozen,
    Kind,
    differences,
    states,
)
from cte_desktop.domain.students.student import folded
from cte_desktop.storage.certificates import awards as award_store
from cte_desktop.storage.certificates import candidates
from cte_desktop.storage.certificates.register import load_entries
from cte_desktop.storage.pathway_files import pathway_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cte_desktop.domain.completion.register.entries import Entry
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

GONE = "gone"  # the student is no longer in the database


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One entry in full. `state` is where its serial stands now, `student_uid` whose it is now.

    `differs` tells how the record says otherwise by now (name, student_id, record, gone); only of
    what is in force.
    """

    number: int
    kind: Kind
    serial: str
    issued_on: date
    student_uid: str
    decided: Frozen  # of the award that the entry gives or ends
    refers_to: str
    reason: str
    actor: str
    state: AwardState
    withheld: bool
    printed_on: date | None
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted: empty fields let everything through."""

    school_year: int | None = None  # of completion
    state: AwardState | None = None
    kind: Kind | None = None
    pathway: str = ""
    words: str = ""  # found in name, id or serial, without accents
    student_uid: str = ""
    serials: frozenset[str] = frozenset()


def register(desk: Desk, wanted: Wanted | None = None) -> tuple[RegisterLine, ...]:
    """Return the entries of the register, oldest first."""
    with desk.database.reading() as tx:
        return lines_of(desk, tx, load_entries(tx), wanted or Wanted())


def lines_of(
    desk: Desk, tx: Transaction, entries: Iterable[Entry], wanted: Wanted
) -> tuple[RegisterLine, ...]:
    """Return those entries that are wanted, in full; with an entry come all about its serial."""
    lines = [line for line in _lines(tx, entries, wanted.school_year) if _fits(line, wanted)]
    uids = {line.student_uid for line in lines if line.state is AwardState.IN_FORCE}
    keys = candidates.keys_of(tx, uids)
    catalog = desk.district().catalog
    files = dict(pathway_files(tx, tuple(keys.values()), catalog, experiences=False))
    by_uid = {uid: files[key] for uid, key in keys.items() if key in files}
    return tuple(_compared(line, by_uid) for line in lines)


def _lines(
    tx: Transaction, entries: Iterable[Entry], school_year: int | None
) -> Iterable[RegisterLine]:
    """Yield each entry in full; those about completions of another year than asked for are not
    even read, as far as their awards tell.
    """
    every = tuple(entries)
    awards = award_store.awards_of_serials(tx, {entry.serial for entry in every})
    told = states(every)
    decided: dict[str, Frozen] = {}
    for entry in every:
        award = awards.get(entry.serial)  # None only where the database was tampered with
        if award is not None and school_year not in {None, award.completed_in}:
            continue
        if entry.content:
            decided[entry.serial] = _decided(entry)
        yield RegisterLine(
            entry.number,
            entry.kind,
            entry.serial,
            entry.issued_on,
            award.student_uid if award is not None else entry.student_uid,
            decided.get(entry.serial) or _undecided(entry),
            entry.refers_to,
            entry.reason,
            entry.actor,
            award.state if award is not None else told[entry.serial],
            award is not None and award.withheld,
            award.printed_on if award is not None else None,
        )


def _decided(entry: Entry) -> Frozen:
    """Return what was decided; nothing of it where the entry is not as it was written."""
    try:
        return entry.frozen
    except (ValueError, TypeError, KeyError):
        return _undecided(entry)


def _undecided(entry: Entry) -> Frozen:
    return Frozen("", "", "", entry.pathway, "", 0, (), {})


def _fits(line: RegisterLine, asked: Wanted) -> bool:
    frozen = line.decided
    text = folded(f"{frozen.legal_name} {frozen.student_id} {line.serial}")
    return (
        (asked.school_year in {None, frozen.completed_in} or not frozen.completed_in)
        and asked.state in {None, line.state}
        and asked.kind in {None, line.kind}
        and asked.pathway in {"", frozen.pathway}
        and asked.student_uid in {"", line.student_uid}
        and (not asked.serials or line.serial in asked.serials)
        and all(folded(word) in text for word in asked.words.split())
    )


def _compared(line: RegisterLine, files: dict[str, StudentFile]) -> RegisterLine:
    if line.state is not AwardState.IN_FORCE:
        return line
    file = files.get(line.student_uid)
    return replace(line, differs=(GONE,) if file is None else differences(line.decided, file))
