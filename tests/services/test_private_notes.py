"""Private notes at the desk: kept as typed, empty ones not at all, too long ones refused."""

from __future__ import annotations

import pytest

from cte_desktop.services.desk import Desk
from cte_desktop.services.private_notes import (
    MOST_LETTERS,
    delete_private_note,
    list_private_notes,
    new_note,
    save_private_note,
)
from cte_desktop.services.students import list_students
from cte_desktop.system.errors import KnownError


@pytest.fixture
def uid(desk: Desk) -> str:
    """Some student of the sample."""
    return list_students(desk)[0].uid


def test_a_note_is_kept_as_typed_and_an_emptied_one_goes(desk: Desk, uid: str) -> None:
    text, note = "José:\n\t=1+1  <b>Núñez</b> \N{GRINNING FACE}\n", new_note(desk)
    save_private_note(desk, uid, note, text)
    assert [one.text for one in list_private_notes(desk, uid)] == [text]
    save_private_note(desk, uid, note, " \n")
    assert list_private_notes(desk, uid) == ()
    save_private_note(desk, uid, new_note(desk), "  ")
    assert list_private_notes(desk, uid) == ()


def test_a_note_that_is_too_long_is_refused_and_stays_as_it_was(desk: Desk, uid: str) -> None:
    note = new_note(desk)
    save_private_note(desk, uid, note, "short")
    with pytest.raises(KnownError) as refused:
        save_private_note(desk, uid, note, "x" * (MOST_LETTERS + 1))
    assert refused.value.code == "note_too_long"
    assert [one.text for one in list_private_notes(desk, uid)] == ["short"]


def test_what_is_typed_into_a_note_that_was_taken_away_is_not_lost(desk: Desk, uid: str) -> None:
    note = new_note(desk)
    save_private_note(desk, uid, note, "short")
    delete_private_note(desk, uid, note)
    save_private_note(desk, uid, note, "typed meanwhile")
    assert [one.text for one in list_private_notes(desk, uid)] == ["typed meanwhile"]
