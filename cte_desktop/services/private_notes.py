"""A counselor's private notes about a student: read, written and taken away, never sent anywhere.

They are no step of the history, so no undo brings one back and nobody else learns of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.storage import private_notes as note_store
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
    "save_private_note",
]

MOST_LETTERS = 20_000
"""Letters of one note; longer ones are refused, never cut."""


def list_private_notes(desk: Desk, student_uid: str) -> tuple[PrivateNote, ...]:
    """Return one's own notes about a student, last changed first."""
    with desk.database.reading() as tx:
        return note_store.list_private_notes(tx, student_uid)


def save_private_note(desk: Desk, student_uid: str, text: str, uid: str = "") -> str:
    """Keep a new note, or another text of the note `uid`; return its id.

    A note without a word is not kept: a new one is "" then, an old one goes. Raises `KnownError`:
    note_too_long, note_gone.
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
        if not text.strip():
            if uid:
                note_store.delete_private_note(tx, student_uid, uid)
            return ""
        try:
            return note_store.save_private_note(tx, student_uid, text, uid)
        except LookupError:
            raise KnownError(
                "note_gone",
                noop("This note is no longer there."),
                do=noop("Copy its text and begin a new note."),
            ) from None


def delete_private_note(desk: Desk, student_uid: str, uid: str) -> None:
    """Take one of one's own notes away for good."""
    with desk.database.writing() as tx:
        note_store.delete_private_note(tx, student_uid, uid)
