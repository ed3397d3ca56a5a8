"""Awards: giving, taking back and replacing them, each an entry of the register.

Where a serial stands is kept beside the register, so that one look tells what is in force. Undoing
the step of an award appends withdrawals; doing it again gives new serials. Each of them asks first
whether the register is whole: register_broken when it isn't.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.completion.register.entries import AwardState, Entry, Kind
from cte_desktop.storage.certificates.register import (
    Draft,
    append,
    entries_numbered,
    entries_of_step,
    register_broken,
)
from cte_desktop.storage.certificates.revocations import UNDONE, record_revocation
from cte_desktop.storage.certificates.wholeness import require_whole
from cte_desktop.storage.dates import day_or_none
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.undo import BulkNoun, Noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

AWARDS = "awards"
WITHHELD = "withheld"
_READ = (
    "SELECT a.serial, a.entry, a.first_serial, coalesce(s.uid, (SELECT n.uid FROM register_entry e "
    "JOIN student n ON n.student_id = json_extract(e.content, '$.student_id') "
    "WHERE e.number = a.entry), a.student_uid), a.pathway, a.completed_in, a.state, a.withheld, "
    "a.printed_on FROM award a LEFT JOIN student s ON s.uid = a.student_uid"
)
_WRITE = (
    "INSERT INTO award (serial, entry, first_serial, student_uid, pathway, completed_in, state, "
    "withheld) VALUES (?, ?, ?, ?, ?, ?, 'in_force', ?)"
)


@dataclass(frozen=True, slots=True)
class Award:
    """A serial and where it stands; `first_serial` began the line of its reissues.

    `student_uid` is that of the student as the database has them now: who was removed and imported
    anew, with another uid, is told by the district's id that the register froze.
    """

    serial: str
    entry: int
    first_serial: str
    student_uid: str
    pathway: str
    completed_in: int
    state: AwardState
    withheld: bool
    printed_on: date | None


@dataclass(frozen=True, slots=True)
class ToAward:
    """A completed pathway to be awarded, with the decision as it is kept."""

    student_uid: str
    pathway: str
    completed_in: int
    content: str
    withheld: bool = False


def give_awards(tx: Transaction, chosen: Sequence[ToAward]) -> tuple[Entry, ...]:
    """Enter awards as the transaction's step; what is in force already is passed over."""
    require_whole(tx)
    there = {(one.student_uid, one.pathway) for one in list_awards(tx, in_force=True)}
    new = [one for one in chosen if (one.student_uid, one.pathway) not in there]
    if not new:
        return ()
    step = step_number(tx)
    entries = _give(tx, new, step)
    record_change(tx, AWARDS, str(step), None, {"awards": len(entries)})
    return entries


def withdraw_award(tx: Transaction, award: Award, reason: str) -> Entry:
    """Enter that an award in force is taken back, as the transaction's step."""
    require_whole(tx)
    step = step_number(tx)
    (entry,) = _withdraw(tx, (award,), step, reason)
    record_change(tx, AWARDS, str(step), None, {"withdrawals": 1})
    return entry


def revoke_award(tx: Transaction, award: Award, reason: str) -> Entry:
    """Enter that a certificate is no longer valid; that is for good and no step of the history."""
    require_whole(tx)
    ending = Draft(Kind.REVOCATION, award.student_uid, award.pathway, award.serial, reason=reason)
    (entry,) = append(tx, (ending,), None)
    _stand(tx, (award.serial,), AwardState.REVOKED)
    record_revocation(tx, award.serial, reason, entry.issued_on)
    return entry


def reissue_award(tx: Transaction, award: Award, now: ToAward, reason: str) -> Entry:
    """Enter a certificate that takes the place of another; `reason` is published of the old one.

    In `reason` the place `{serial}` is that of the new one.
    """
    require_whole(tx)
    draft = Draft(
        Kind.REISSUE,
        now.student_uid,
        now.pathway,
        refers_to=award.serial,
        content=now.content,
        completed_in=now.completed_in,
    )
    (entry,) = append(tx, (draft,), None)
    _stand(tx, (award.serial,), AwardState.REISSUED)
    row = (entry.serial, entry.number, award.first_serial, *_what(now))
    tx.connection.exec_driver_sql(_WRITE, row)
    record_revocation(tx, award.serial, reason.format(serial=entry.serial), entry.issued_on)
    return entry


def list_awards(
    tx: Transaction, *, in_force: bool = False, completed_in: int | None = None
) -> tuple[Award, ...]:
    """Return the awards in order of their entries; of one school year alone when it is named."""
    conditions, values = ["1"], []
    if in_force:
        conditions.append("a.state = 'in_force'")
    if completed_in is not None:
        conditions.append("a.completed_in = ?")
        values.append(completed_in)
    query = f"{_READ} WHERE {' AND '.join(conditions)} ORDER BY a.entry"
    return tuple(_award(row) for row in fetch(tx, query, tuple(values)))


def find_award(tx: Transaction, serial: str) -> Award | None:
    """Return the award of a serial, or None when it was never given."""
    rows = fetch(tx, f"{_READ} WHERE a.serial = ?", (serial,))
    return _award(rows[0]) if rows else None


def awards_of_serials(tx: Transaction, serials: Iterable[str]) -> dict[str, Award]:
    """Return the awards of some serials under them; one that was never given has none."""
    query = f"{_READ} WHERE a.serial IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own
    rows = fetch(tx, query, (json.dumps(sorted(serials)),))
    return {row[0]: _award(row) for row in rows}


def mark_printed(tx: Transaction, serials: Iterable[str]) -> None:
    """Note on which day certificates were first printed: from then on a copy is a reprint."""
    day = tx.clock.today().isoformat()
    rows = [(day, serial) for serial in serials]
    if rows:
        tx.connection.exec_driver_sql(
            "UPDATE award SET printed_on = ? WHERE serial = ? AND printed_on IS NULL", rows
        )


def set_withheld(tx: Transaction, award: Award, *, withheld: bool) -> bool:
    """Keep a certificate back for now, or let it be handed out, as the transaction's step.

    False, and no step, where it was so already.
    """
    before = _load_withheld(tx, award.serial)
    after: Content | None = {"withheld": True} if withheld else None
    _store_withheld(tx, award.serial, after)
    return record_change(tx, WITHHELD, award.serial, before, after)


def _give(tx: Transaction, new: Sequence[ToAward], step: int | None) -> tuple[Entry, ...]:
    drafts = [
        Draft(
            Kind.AWARD,
            one.student_uid,
            one.pathway,
            content=one.content,
            completed_in=one.completed_in,
        )
        for one in new
    ]
    entries = append(tx, drafts, step)
    rows = [
        (entry.serial, entry.number, entry.serial, *_what(one))
        for entry, one in zip(entries, new, strict=True)
    ]
    tx.connection.exec_driver_sql(_WRITE, rows)
    return entries


def _withdraw(
    tx: Transaction, awards: Sequence[Award], step: int, reason: str = ""
) -> tuple[Entry, ...]:
    drafts = [
        Draft(Kind.WITHDRAWAL, one.student_uid, one.pathway, one.serial, reason=reason)
        for one in awards
    ]
    state = AwardState.WITHDRAWN if reason else AwardState.UNDONE
    _stand(tx, [one.serial for one in awards], state)
    entries = append(tx, drafts, step)
    for entry in entries:
        record_revocation(tx, entry.serial, UNDONE, entry.issued_on)
    return entries


def _stand(tx: Transaction, serials: Sequence[str], state: AwardState) -> None:
    if serials:
        tx.connection.exec_driver_sql(
            "UPDATE award SET state = ? WHERE serial = ?",
            [(state.value, serial) for serial in serials],
        )


def _revert(tx: Transaction, number: int, new_number: int) -> Content:
    """Take a step back: what it awarded is withdrawn, what it withdrew is awarded anew."""
    require_whole(tx)
    entries = entries_of_step(tx, number)
    given = {entry.serial for entry in entries if entry.kind is Kind.AWARD}
    in_force = list_awards(tx, in_force=True)
    ending = [one for one in in_force if one.first_serial in given]
    _withdraw(tx, ending, new_number)
    taken = {entry.serial for entry in entries if entry.kind is Kind.WITHDRAWAL}
    there = {(one.student_uid, one.pathway) for one in in_force}
    back = [
        one
        for one in list_awards(tx)
        if one.serial in taken and (one.student_uid, one.pathway) not in there
    ]
    giving = entries_numbered(tx, [one.entry for one in back])
    again = [
        ToAward(
            one.student_uid,
            one.pathway,
            one.completed_in,
            giving[one.entry].content,
            one.withheld,
        )
        for one in back
    ]
    if again:
        _give(tx, again, new_number)
    return {"withdrawals": len(ending), "awards": len(again)}


def _load_withheld(tx: Transaction, serial: str) -> Content | None:
    kept = fetch(tx, "SELECT withheld FROM award WHERE serial = ?", (serial,))
    return {"withheld": True} if kept and kept[0][0] else None


def _store_withheld(tx: Transaction, serial: str, content: Content | None) -> None:
    tx.connection.exec_driver_sql(
        "UPDATE award SET withheld = ? WHERE serial = ?", (int(content is not None), serial)
    )


def _what(one: ToAward) -> tuple[Any, ...]:
    return (one.student_uid, one.pathway, one.completed_in, int(one.withheld))


def _award(row: tuple[Any, ...]) -> Award:
    serial, entry, first, uid, pathway, year, state, withheld, printed = row
    try:
        stands, day = AwardState(state), day_or_none(printed)
    except (TypeError, ValueError):
        raise register_broken() from None
    return Award(serial, entry, first, uid, pathway, year, stands, bool(withheld), day)


NOUN = BulkNoun(AWARDS, _revert)
WITHHELD_NOUN = Noun(WITHHELD, _load_withheld, _store_withheld)
