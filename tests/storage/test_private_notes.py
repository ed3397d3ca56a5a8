"""Private notes belong to whoever wrote them, and nothing else in the store tells of them."""

from __future__ import annotations

import pytest

from cte_desktop.storage.database import Database
from cte_desktop.storage.history import list_steps
from cte_desktop.storage.private_notes import (
    delete_private_note,
    list_private_notes,
    save_private_note,
)


def test_a_note_is_written_changed_and_taken_away(memory: Database) -> None:
    first, second = "first", "second"
    with memory.writing() as tx:
        save_private_note(tx, "ana", first, "Likes cars.", "")
        save_private_note(tx, "ana", second, "Afraid of tests.", "")
        save_private_note(tx, "ben", "third", "Another student's.", "")
        save_private_note(tx, "ana", first, "Likes cars and boats.", "")
    with memory.reading() as tx:
        texts = {note.uid: note.text for note in list_private_notes(tx, "ana", "")}
    assert texts == {first: "Likes cars and boats.", second: "Afraid of tests."}
    with memory.writing() as tx:
        delete_private_note(tx, "ben", first, "")  # of another student: nothing happens
        delete_private_note(tx, "ana", second, "")
    with memory.reading() as tx:
        assert [note.uid for note in list_private_notes(tx, "ana", "")] == [first]


def test_nobody_reads_changes_or_takes_away_the_note_of_another(memory: Database) -> None:
    note = "a note"
    with memory.writing() as tx:
        save_private_note(tx, "ana", note, "Told me in confidence.", "uid of Lee")
    memory.actor = "uid of Lee"  # whatever somebody calls themselves
    for other in ("uid of Ortiz", ""):  # "": who has the database's own passphrase
        with memory.writing() as tx:
            assert list_private_notes(tx, "ana", other) == ()
            delete_private_note(tx, "ana", note, other)
            with pytest.raises(LookupError):
                save_private_note(tx, "ana", note, "Overwritten.", other)
    with memory.reading() as tx:
        (kept,) = list_private_notes(tx, "ana", "uid of Lee")
    assert kept.text == "Told me in confidence."


def test_who_opens_by_the_database_s_own_passphrase_is_one_person(memory: Database) -> None:
    for actor in ("kim", "A. Lee"):
        memory.actor = actor
        with memory.writing() as tx:
            save_private_note(tx, "ana", f"a note of {actor}", "Mine.", "")
    memory.actor = "Kim Park"
    with memory.reading() as tx:
        assert len(list_private_notes(tx, "ana", "")) == 2
        assert list_private_notes(tx, "ana", "uid of Lee") == ()


def test_a_note_is_no_step_of_the_history(memory: Database) -> None:
    with memory.reading() as tx:
        before = list_steps(tx)
    with memory.writing() as tx:
        save_private_note(tx, "ana", "a note", "Nothing tells of this.", "")
        delete_private_note(tx, "ana", "a note", "")
    with memory.reading() as tx:
        assert list_steps(tx) == before
