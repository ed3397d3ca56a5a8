"""Private notes belong to whoever wrote them, and nothing else in the store tells of them."""

from __future__ import annotations

import pytest

from cte_desktop.storage.database import Database
from cte_desktop.storage.history import begin_step, list_steps, step_number
from cte_desktop.storage.private_notes import (
    delete_private_note,
    list_private_notes,
    save_private_note,
)

PERSON = (
    "INSERT INTO person (uid, name, role, counselor, active, step) "
    "VALUES (?, ?, 'counselor', '', 1, ?)"
)


def _as(memory: Database, actor: str) -> Database:
    memory.actor = actor
    return memory


def _sign_up(memory: Database, *names: str) -> None:
    with memory.writing() as tx:
        begin_step(tx, "add_person")
        for name in names:
            tx.connection.exec_driver_sql(PERSON, (f"uid-{name}", name, step_number(tx)))


def test_a_note_is_written_changed_and_taken_away(memory: Database) -> None:
    first, second = "first", "second"
    with memory.writing() as tx:
        save_private_note(tx, "ana", first, "Likes cars.")
        save_private_note(tx, "ana", second, "Afraid of tests.")
        save_private_note(tx, "ben", "third", "Another student's.")
        save_private_note(tx, "ana", first, "Likes cars and boats.")
    with memory.reading() as tx:
        texts = {note.uid: note.text for note in list_private_notes(tx, "ana")}
    assert texts == {first: "Likes cars and boats.", second: "Afraid of tests."}
    with memory.writing() as tx:
        delete_private_note(tx, "ben", first)  # of another student: nothing happens
        delete_private_note(tx, "ana", second)
    with memory.reading() as tx:
        assert [note.uid for note in list_private_notes(tx, "ana")] == [first]


def test_nobody_reads_changes_or_takes_away_the_note_of_another(memory: Database) -> None:
    note = "a note"
    _sign_up(memory, "A. Lee", "M. Ortiz")
    with memory.writing() as tx:
        save_private_note(tx, "ana", note, "Told me in confidence.", "A. Lee")
    for other in ("M. Ortiz", ""):  # somebody else, and who has the database's own passphrase
        with _as(memory, "A. Lee").writing() as tx:  # whatever they call themselves
            assert list_private_notes(tx, "ana", other) == ()
            delete_private_note(tx, "ana", note, other)
            with pytest.raises(LookupError):
                save_private_note(tx, "ana", note, "Overwritten.", other)
    with memory.reading() as tx:
        (kept,) = list_private_notes(tx, "ana", "A. Lee")
    assert kept.text == "Told me in confidence."


def test_who_opens_by_the_database_s_own_passphrase_is_one_person(memory: Database) -> None:
    with _as(memory, "kim").writing() as tx:
        save_private_note(tx, "ana", "a note", "From the old computer.")
    _sign_up(memory, "A. Lee")
    with _as(memory, "A. Lee").writing() as tx:
        save_private_note(tx, "ana", "another", "Under somebody's name.")
    with _as(memory, "Kim Park").reading() as tx:
        assert len(list_private_notes(tx, "ana")) == 2
        assert list_private_notes(tx, "ana", "A. Lee") == ()


def test_a_note_is_no_step_of_the_history(memory: Database) -> None:
    with memory.reading() as tx:
        before = list_steps(tx)
    with memory.writing() as tx:
        save_private_note(tx, "ana", "a note", "Nothing tells of this.")
        delete_private_note(tx, "ana", "a note")
    with memory.reading() as tx:
        assert list_steps(tx) == before
