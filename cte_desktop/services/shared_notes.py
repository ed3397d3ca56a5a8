"""Shared notes about a student: read by everybody who opens the database, so part of the record.

A family that asks for the records is shown them (34 CFR 99.3, 99.10); what only its author should
see is a private note (`private_notes.py`) and stays apart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.caseload import LONGEST_NOTE, SharedNote
from cte_desktop.services.changes import Changes
from cte_desktop.services.settings import require_printable
from cte_desktop.services.student_fields import clean_text
from cte_desktop.services.student_there import student_there
from cte_desktop.storage import shared_notes as store
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk

__all__ = ["LONGEST_NOTE", "NOUN", "SharedNote", "new_note", "notes_of", "remove_note", "save_note"]

NOUN = "notes"
_TERMS = frozenset({"", *(term.value for term in Term)})
_GRADES = range(7, 13)


def notes_of(desk: Desk, student_uid: str) -> tuple[SharedNote, ...]:
    """Return the shared notes about a student, the newest first."""
    with desk.database.reading() as tx:
        return store.list_notes(tx, student_uid)


def new_note(desk: Desk, said: str = "") -> SharedNote:
    """Return a note that is about to be written: of today, by who sits at the desk."""
    return SharedNote("", desk.database.actor, desk.today(), said)


def save_note(desk: Desk, student_uid: str, note: SharedNote) -> Changes:
    """Keep a note as one step that can be undone, a new one when its uid is "".

    Who wrote it and when stay as they were; the history tells who changed it. No step when nothing
    changes. Raises `KnownError`: note_empty, note_too_long, note_gone, student_gone, and
    note_unprintable for one that goes to the family, whose paper lacks a letter of it.
    """
    clean = _clean(note)
    with desk.database.writing() as tx:
        student_there(tx, student_uid)
        begin_step(tx, "change_shared_note" if note.uid else "add_shared_note")
        if note.uid:
            try:
                changed = store.change_note(tx, clean)
            except LookupError:
                raise _gone() from None
        else:
            changed = bool(store.add_note(tx, student_uid, clean))
        return _changes(student_uid, step_number(tx)) if changed else Changes()


def remove_note(desk: Desk, student_uid: str, uid: str) -> Changes:
    """Take a note away as one step that can be undone; `KnownError` (note_gone)."""
    with desk.database.writing() as tx:
        begin_step(tx, "remove_shared_note")
        if not store.remove_note(tx, uid):
            raise _gone()
        return _changes(student_uid, step_number(tx))


def _clean(note: SharedNote) -> SharedNote:
    said = clean_text(note.said, several_lines=True)
    if not said:
        raise KnownError("note_empty", noop("The note says nothing."), do=noop("Write a word."))
    if len(said) > LONGEST_NOTE:
        raise KnownError(
            "note_too_long",
            noop("The note has {count} letters; {most} fit."),
            kept=noop("The note is as it was saved last."),
            do=noop("Begin a second note."),
            count=f"{len(said):,}",
            most=f"{LONGEST_NOTE:,}",
        )
    if note.term not in _TERMS or note.grade_level not in (None, *_GRADES):
        raise WrongCall("wrong_place", noop("There is no such grade or term of a plan."))
    if note.for_family:
        _require_letters(said)
    return replace(note, said=said, term=note.term if note.grade_level else "")


def _require_letters(said: str) -> None:
    """Raise now, while somebody can mend it, what would stop a paper of hundreds."""
    try:
        require_printable(said)
    except KnownError as error:
        raise KnownError(
            "note_unprintable",
            noop("The paper for the family can't show: {letters}."),
            kept=noop("The note is as it was saved last."),
            do=noop("Leave them out, or keep the note without printing it for the family."),
            letters=error.values["letters"],
        ) from None


def _gone() -> KnownError:
    return KnownError(
        "note_gone",
        noop("This note is gone: it was removed meanwhile."),
        kept=noop("Nothing was changed."),
    )


def _changes(student_uid: str, step: int) -> Changes:
    return Changes(frozenset({NOUN, "history"}), frozenset({student_uid}), step)
