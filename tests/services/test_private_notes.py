"""Private notes at the desk: kept as typed, empty ones not at all, too long ones refused."""

from __future__ import annotations

import pytest

from cte_desktop.services.desk import Desk
from cte_desktop.services.private_notes import (
    MOST_LETTERS,
    delete_private_note,
    list_private_notes,
    save_private_note,
)
from cte_desktop.services.students import list_students
from cte_desktop.system.errors import KnownError


@pytest.fixture
def uid(desk: Desk) -> str:
    """Some student of the sample."""
    return list_students(desk)[0].uid


def test_a_note_is_kept_as_typed_and_an_emptied_one_goes(desk: Desk, uid: str) -> None:
    text = "José:\n\t=1+1  <b>Núñez</b> \N{GRINNING FACE}\n"
    note = save_private_note(desk, uid, text)
    assert [one.text for one in list_private_notes(desk, uid)] == [text]
    assert save_private_note(desk, uid, " \n", note) == ""
    assert list_private_notes(desk, uid) == ()
    assert save_private_note(desk, uid, "  ") == ""
    assert list_private_notes(desk, uid) == ()


def test_a_note_that_is_too_long_is_refused_and_stays_as_it_was(desk: Desk, uid: str) -> None:
    note = save_private_note(desk, uid, "short")
    with pytest.raises(KnownError) as refused:
        save_private_note(desk, uid, "x" * (MOST_LETTERS + 1), note)
    assert refused.value.code == "note_too_long"
    assert [one.text for one in list_private_notes(desk, uid)] == ["short"]


def test_writing_into_a_note_that_was_taken_away_says_so(desk: Desk, uid: str) -> None:
    note = save_private_note(desk, uid, "short")
    delete_private_note(desk, uid, note)
    with pytest.raises(KnownError) as refused:
        save_private_note(desk, uid, "typed meanwhile", note)
    assert refused.value.code == "note_gone"
