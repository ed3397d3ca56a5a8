"""Notes about a student that everybody reads who opens the database."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from cte_desktop.domain.students.caseload import SharedNote
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.owned_rows import OwnedRows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.transaction import Transaction

ROWS = OwnedRows("shared_note", ("author", "on", "grade_level", "term", "said", "for_family"))
NOUN = ROWS.noun
_FOR_FAMILY = (
    'SELECT s.uid, n.uid, n.author, n."on", n.grade_level, n.term, n.said FROM shared_note n '
    'JOIN student s ON s."key" = n.student '
    "WHERE n.for_family = 1 AND s.uid IN (SELECT value FROM json_each(?)) ORDER BY n.uid"
)


def list_notes(tx: Transaction, student_uid: str) -> tuple[SharedNote, ...]:
    """Return a student's shared notes, the newest first."""
    notes = [
        SharedNote(uid, author, date.fromisoformat(on), said, grade, term, bool(for_family))
        for uid, author, on, grade, term, said, for_family in ROWS.of_student(tx, student_uid)
    ]
    return tuple(sorted(notes, key=lambda note: (note.on, note.uid), reverse=True))


def family_notes_of(
    tx: Transaction, student_uids: Iterable[str]
) -> dict[str, tuple[SharedNote, ...]]:
    """Return the notes for the families of many students, oldest first; most have none."""
    found: dict[str, tuple[SharedNote, ...]] = {}
    for student, uid, author, on, grade, term, said in fetch(
        tx, _FOR_FAMILY, (json.dumps(list(student_uids)),)
    ):
        note = SharedNote(uid, author, date.fromisoformat(on), said, grade, term, for_family=True)
        found[student] = (*found.get(student, ()), note)
    return found


def add_note(tx: Transaction, student_uid: str, note: SharedNote) -> str:
    """Keep a new note as part of the transaction's step; returns its uid."""
    return ROWS.add(tx, student_uid, (note.author, note.on.isoformat(), *_said(note).values()))


def change_note(tx: Transaction, note: SharedNote) -> bool:
    """Change what a note says as part of the step, not who wrote it and when; False if it was so.

    Raises `LookupError` for one that is gone.
    """
    return ROWS.change(tx, note.uid, _said(note))


def remove_note(tx: Transaction, uid: str) -> bool:
    """Remove a note as part of the transaction's step; False if there is none."""
    return ROWS.remove(tx, uid)


def _said(note: SharedNote) -> dict[str, str | int | None]:
    return {
        "grade_level": note.grade_level,
        "term": note.term,
        "said": note.said,
        "for_family": int(note.for_family),
    }
