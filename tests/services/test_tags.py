"""Tags are given to many and taken from many, each as one step that is taken back whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.people.roles import Role
from cte_desktop.services import history
from cte_desktop.services.desk import Desk
from cte_desktop.services.standings import count_stale
from cte_desktop.services.students import list_students
from cte_desktop.services.tags import (
    LONGEST_TAG,
    count_tagged,
    every_tag,
    sound_tag,
    tag_many,
    tags_of,
    untag_many,
)
from cte_desktop.system.errors import KnownError, WrongCall
from tests.ui.seats import seat


def _uids(desk: Desk, count: int = 3) -> tuple[str, ...]:
    return tuple(line.uid for line in list_students(desk)[:count])


def test_a_tag_is_given_to_many_and_taken_back_by_one_undo(desk: Desk) -> None:
    one, two, three = _uids(desk)
    stale = count_stale(desk)
    done = tag_many(desk, (one, two), " robotics   club ")
    assert done.nouns == {"tags", "history"}
    assert done.students == {one, two}
    assert tag_many(desk, (one, two, three, "gone"), "Robotics Club").students == {three}
    assert every_tag(desk) == (("robotics club", 3),)
    assert tag_many(desk, (one,), "robotics club").step is None
    assert history.undo(desk).text == "Give 1 students the tag “robotics club”"
    undone = history.undo(desk)
    assert "tags" in undone.changes.nouns
    assert tags_of(desk, one) == ()
    assert count_stale(desk) == stale  # no audit reads a tag


def test_a_tag_is_taken_from_those_who_have_it(desk: Desk) -> None:
    one, two, three = _uids(desk)
    tag_many(desk, (one, two), "AP")
    tag_many(desk, (one,), "athlete")
    assert tags_of(desk, one) == ("AP", "athlete")
    assert count_tagged(desk, (one, three)) == {"AP": 1, "athlete": 1}
    assert untag_many(desk, (one, three), "AP").students == {one}
    assert every_tag(desk) == (("AP", 1), ("athlete", 1))
    assert untag_many(desk, (three,), "AP").step is None
    history.undo(desk)
    assert tags_of(desk, one) == ("AP", "athlete")


def test_a_counselor_tags_the_own_caseload_alone(desk: Desk) -> None:
    lines = list_students(desk)
    mine = lines[0].counselor
    other = next(line for line in lines if line.counselor not in {"", mine})
    seat(desk, Role.COUNSELOR, mine)
    assert tag_many(desk, (lines[0].uid,), "AP").step is not None
    for deed in (tag_many, untag_many):
        with pytest.raises(KnownError) as refused:
            deed(desk, (lines[0].uid, other.uid), "AP")
        assert refused.value.code == "not_allowed"
    assert every_tag(desk) == (("AP", 1),)


def test_an_empty_or_long_tag_is_refused(desk: Desk) -> None:
    unseen = [(tag, "no_tag") for tag in ("  ", "\0", "\u200b", "\ud800")]
    for tag, code in (*unseen, ("x" * (LONGEST_TAG + 1), "tag_too_long")):
        with pytest.raises(WrongCall) as refused:
            tag_many(desk, _uids(desk), tag)
        assert refused.value.code == code
    assert every_tag(desk) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=LONGEST_TAG))
def test_a_sound_tag_is_sound_again(text: str) -> None:
    if any(character.isalnum() for character in text):
        tag = sound_tag(text)
        assert sound_tag(tag) == tag
        assert tag == " ".join(tag.split())


def test_letters_that_look_alike_are_one_tag(desk: Desk) -> None:
    one, two, _three = _uids(desk)
    tag_many(desk, (one,), "caf\u00e9")
    tag_many(desk, (two,), "cafe\u0301")
    assert every_tag(desk) == (("caf\u00e9", 2),)
