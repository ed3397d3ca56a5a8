"""A counselor's private notes about a student: read, written and taken away, never sent anywhere.

They are no step of the history, so no undo brings one back and nobody else learns of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.storage import private_notes as note_store
from cte_desktop.storage.identity import new_id
from cte_desktop.storage.private_notes import PrivateNote
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk

__all__ = [
    "MOST_LETTERS",
    "PrivateNote",
    "delete_private_note",
    "list_private_notes",
    "new_note",
    "save_private_note",
]

MOST_LETTERS = 20_000
"""Letters of one note; longer ones are refused, never cut."""


def list_private_notes(desk: Desk, student_uid: str) -> tuple[PrivateNote, ...]:
    """Return one's own notes about a student, last changed first."""
    with desk.database.reading() as tx:
        return note_store.list_private_notes(tx, student_uid, desk.person.uid)


def new_note(desk: Desk) -> str:
    """Return the id of a note that is about to be begun."""
    return new_id(desk.clock.now())


def save_private_note(desk: Desk, student_uid: str, uid: str, text: str) -> None:
    """Keep the text of a note; one without a word is taken away.

    Raises `KnownError` (note_too_long), LookupError for a note of somebody else.
    """
    if len(text) > MOST_LETTERS:
        raise KnownError(
            "note_too_long",
            noop("The note has {count} letters; {most} fit."),
            kept=noop("The note is as it was saved last."),
            do=noop("Begin a second note."),
            count=f"{len(text):,}",
            most=f"{MOST_LETTERS:,}",
        )
    with desk.database.writing() as tx:
        if text.strip():
            note_store.save_private_note(tx, student_uid, uid, text, desk.person.uid)
        else:
            note_store.delete_private_note(tx, student_uid, uid, desk.person.uid)


def delete_private_note(desk: Desk, student_uid: str, uid: str) -> None:
    """Take one of one's own notes away for good."""
    with desk.database.writing() as tx:
        note_store.delete_private_note(tx, student_uid, uid, desk.person.uid)
