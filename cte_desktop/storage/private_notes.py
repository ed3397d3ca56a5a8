"""A counselor's private notes: kept beside the records, never part of them.

What is in the sole possession of its maker, used as a memory aid and shown to nobody else, is no
education record (34 CFR 99.3). So each note is read by its author alone, no change history tells of
it, and nothing that prints, exports or packages reads this table. The author is known by the uid of
the person, which nobody gets again, and by "" whoever opens the database by its own passphrase:
that is one person, whatever they call themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from cte_desktop.storage.tables.privacy import PrivateNoteRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from cte_desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PrivateNote:
    """One note about a student, known by our own ids; moments are in UTC."""

    uid: str
    student_uid: str
    written_at: datetime
    changed_at: datetime
    text: str


def list_private_notes(tx: Transaction, student_uid: str, person: str) -> tuple[PrivateNote, ...]:
    """Return the notes about a student that belong to a person's uid, last changed first."""
    query = (
        select(PrivateNoteRow)
        .where(PrivateNoteRow.student_id == student_uid, _own(person))
        .order_by(PrivateNoteRow.changed_at.desc(), PrivateNoteRow.id.desc())
    )
    return tuple(
        PrivateNote(row.id, row.student_id, row.written_at, row.changed_at, row.text)
        for row in tx.session.scalars(query)
    )


def save_private_note(tx: Transaction, student_uid: str, uid: str, text: str, person: str) -> None:
    """Write the note of an id, new or known; one that was taken away meanwhile is there again.

    An id that is somebody else's note is a `LookupError`.
    """
    at = tx.clock.now()
    change = update(PrivateNoteRow).where(_is(uid, student_uid), _own(person))
    if tx.connection.execute(change.values(text=text, changed_at=at)).rowcount:
        return
    if tx.session.get(PrivateNoteRow, uid) is not None:
        raise LookupError(uid)
    row = insert(PrivateNoteRow).values(
        id=uid,
        student_id=student_uid,
        author=person,
        written_at=at,
        changed_at=at,
        text=text,
    )
    tx.connection.execute(row)


def delete_private_note(tx: Transaction, student_uid: str, uid: str, person: str) -> None:
    """Take an own note away for good; none of that id is well too."""
    tx.connection.execute(delete(PrivateNoteRow).where(_is(uid, student_uid), _own(person)))


def _is(uid: str, student_uid: str) -> ColumnElement[bool]:
    return (PrivateNoteRow.id == uid) & (PrivateNoteRow.student_id == student_uid)


def _own(person: str) -> ColumnElement[bool]:
    return PrivateNoteRow.author == person
