"""Shared notes are kept, changed and undone; each says who wrote it and what it is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.students.caseload import LONGEST_NOTE
from cte_desktop.services import history
from cte_desktop.services.desk import Desk
from cte_desktop.services.history_details import step_told
from cte_desktop.services.shared_notes import new_note, notes_of, remove_note, save_note
from cte_desktop.services.students import list_students
from cte_desktop.system.errors import KnownError, WrongCall


@pytest.fixture
def uid(desk: Desk) -> str:
    return list_students(desk)[0].uid


def test_a_note_is_written_changed_removed_and_each_step_is_undone(desk: Desk, uid: str) -> None:
    changes = save_note(desk, uid, new_note(desk, "  Mother works nights. \n\n"))
    assert changes.nouns == {"notes", "history"}
    assert changes.students == {uid}
    (note,) = notes_of(desk, uid)
    assert (note.said, note.author, note.on) == ("Mother works nights.", "A. Lee", desk.today())
    assert save_note(desk, uid, note).step is None
    about = replace(note, said="Retake Algebra.", grade_level=11, term="fall", for_family=True)
    save_note(desk, uid, about)
    assert notes_of(desk, uid) == (about,)
    remove_note(desk, uid, note.uid)
    assert notes_of(desk, uid) == ()
    texts = ("Remove a shared note", "Change a shared note", "Add a shared note")
    left = []
    for text in texts:
        undone = history.undo(desk)
        assert undone.text == text
        assert "notes" in undone.changes.nouns
        left.append(notes_of(desk, uid))
    assert left == [(about,), (note,), ()]


def test_the_newest_stands_first_and_the_history_says_what_a_note_said(
    desk: Desk, uid: str
) -> None:
    for said in ("First.", "Second."):
        save_note(desk, uid, new_note(desk, said))
    assert [note.said for note in notes_of(desk, uid)] == ["Second.", "First."]
    newest = history.list_history(desk)[0]
    (told,) = step_told(desk, newest.number).told
    assert told.kind == "Shared note"
    assert "Second." in [field.after for field in told.fields]


def test_what_can_t_be_kept_is_refused_in_a_sentence(desk: Desk, uid: str) -> None:
    note = new_note(desk)
    for said, code in ((" \n ", "note_empty"), ("x" * (LONGEST_NOTE + 1), "note_too_long")):
        with pytest.raises(KnownError) as refused:
            save_note(desk, uid, replace(note, said=said))
        assert refused.value.code == code
    with pytest.raises(WrongCall):
        save_note(desk, uid, replace(note, said="Late.", grade_level=11, term="autumn"))
    with pytest.raises(KnownError) as gone:
        save_note(desk, uid, replace(note, uid="none", said="Late."))
    assert gone.value.code == "note_gone"
    with pytest.raises(KnownError) as gone:
        save_note(desk, "nobody", replace(note, said="Late."))
    assert gone.value.code == "student_gone"
    assert notes_of(desk, uid) == ()


def test_a_note_that_no_paper_shows_is_refused_while_it_is_written(desk: Desk, uid: str) -> None:
    note = new_note(desk, "Well done \N{THUMBS UP SIGN}")
    with pytest.raises(KnownError) as refused:
        save_note(desk, uid, replace(note, for_family=True))
    assert refused.value.code == "note_unprintable"
    assert "U+1F44D" in refused.value.text
    assert notes_of(desk, uid) == ()
    save_note(desk, uid, note)  # stays on the screen
    (kept,) = notes_of(desk, uid)
    with pytest.raises(KnownError):
        save_note(desk, uid, replace(kept, for_family=True))
    assert notes_of(desk, uid) == (kept,)


def test_a_term_without_a_grade_is_about_the_student_as_such(desk: Desk, uid: str) -> None:
    save_note(desk, uid, replace(new_note(desk, "Likes mornings."), term="fall"))
    (note,) = notes_of(desk, uid)
    assert (note.grade_level, note.term) == (None, "")
