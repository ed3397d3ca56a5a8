"""Profiles are saved, removed, written for a colleague and read, each as one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.services import history, profiles
from cte_desktop.services.desk import Desk
from cte_desktop.services.profiles import ColumnRule, Profile, TableShape
from cte_desktop.system.errors import KnownError, WrongCall

SHAPE = TableShape(
    "tests",
    marks=(("pid",), ("exam",)),
    columns=(
        ColumnRule("student_id", ("pid",)),
        ColumnRule("test", ("exam",)),
        ColumnRule("score", ("points",)),
    ),
)
MINE = Profile("mine", "Scores of our testing center", (SHAPE,))


def names(desk: Desk) -> list[str]:
    return [line.name for line in profiles.list_profiles(desk) if not line.shipped]


def test_a_saved_profile_is_listed_with_its_kinds(desk: Desk) -> None:
    changes = profiles.save_profile(desk, MINE)

    assert changes.step is not None
    (line,) = [line for line in profiles.list_profiles(desk) if not line.shipped]
    assert (line.name, line.title, line.kinds, line.problem) == ("mine", MINE.title, ("tests",), "")
    assert profiles.saved_profiles(desk) == (MINE,)
    assert profiles.profile_named(desk, "mine") == MINE


def test_saving_it_as_it_is_changes_nothing(desk: Desk) -> None:
    profiles.save_profile(desk, MINE)

    assert profiles.save_profile(desk, MINE).step is None


def test_saving_and_removing_can_be_undone(desk: Desk) -> None:
    saved = profiles.save_profile(desk, MINE)
    removed = profiles.remove_profile(desk, "mine")
    assert names(desk) == []

    history.undo(desk, removed.step)
    assert names(desk) == ["mine"]
    history.undo(desk, saved.step)
    assert names(desk) == []


def test_a_profile_goes_to_a_colleague_as_a_file(desk: Desk, tmp_path: Path) -> None:
    profiles.save_profile(desk, MINE)
    file = tmp_path / "mine.toml"
    profiles.write_profile_file(desk, "mine", file)
    profiles.remove_profile(desk, "mine")

    changes = profiles.read_profile_file(desk, file)

    assert changes.step is not None
    assert profiles.saved_profiles(desk) == (MINE,)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"profile = ", "can't be used as a profile"),
        (b'profile = "mine"\n', "1 to 100 tables"),
        (b"\xff\xfe", "can't be used as a profile"),
        (b"a" * 1_000_001, "too large"),
    ],
)
def test_a_file_that_is_no_profile_is_refused_in_words(
    desk: Desk, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(content)

    with pytest.raises(KnownError) as error:
        profiles.read_profile_file(desk, file)

    assert error.value.code == "bad_profile"
    assert said in str(error.value)
    assert names(desk) == []


def test_what_the_grammar_does_not_allow_is_not_saved(desk: Desk) -> None:
    with pytest.raises(WrongCall):
        profiles.save_profile(desk, Profile("plain", "", (SHAPE,)))
    with pytest.raises(WrongCall):
        profiles.remove_profile(desk, "aeries")
    with pytest.raises(WrongCall):
        profiles.profile_named(desk, "nobody")

    assert names(desk) == []
