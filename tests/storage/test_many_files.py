"""Many files come to be together, or none of them."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import pytest

from cte_desktop.storage.many_files import files_ready
from cte_desktop.system.errors import KnownError

FILES = [("a.pdf", b"A"), ("b.pdf", b"B"), ("c.pdf", b"C")]


def test_all_stand_in_their_places_at_the_end_and_none_before(tmp_path: Path) -> None:
    told: list[int] = []
    with files_ready(tmp_path, FILES, told.append) as ready:
        assert [place.name for place in ready.places] == ["a.pdf", "b.pdf", "c.pdf"]
        assert not any(place.exists() for place in ready.places)
        ready.put()
    assert [place.read_bytes() for place in ready.places] == [b"A", b"B", b"C"]
    assert told == [1, 2, 3]
    assert len(list(tmp_path.iterdir())) == len(FILES)


def test_giving_up_in_the_middle_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"former")

    def stop(number: int) -> None:
        if number == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError), files_ready(tmp_path, FILES, stop):
        pytest.fail("the block must not be entered")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.pdf", b"former")]


def test_a_block_that_fails_puts_nothing_in_place(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), files_ready(tmp_path, FILES):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_block_that_fails_after_all_were_put_takes_them_back(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"former")
    with contextlib.suppress(RuntimeError), files_ready(tmp_path, FILES) as ready:
        ready.put()
        raise RuntimeError
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("b.pdf", b"former")]


def test_a_place_that_cannot_be_taken_leaves_every_other_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"former")
    refused = []
    with contextlib.suppress(KnownError), files_ready(tmp_path, FILES) as ready:
        (tmp_path / "c.pdf").mkdir()
        ready._former("c.pdf").mkdir()
        (ready._former("c.pdf") / "x").write_bytes(b"")
        refused.append("c.pdf")
        ready.put()
        refused.clear()
    assert refused
    assert (tmp_path / "a.pdf").read_bytes() == b"former"
    assert not (tmp_path / "b.pdf").exists()


def test_a_folder_that_is_gone_is_told_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(KnownError), files_ready(tmp_path / "gone", FILES):
        pytest.fail("the block must not be entered")


@pytest.mark.parametrize(("age", "is_left"), [(2 * 3600, False), (60, True)])
def test_what_a_program_that_was_ended_left_is_tidied_after_an_hour(
    tmp_path: Path, age: float, *, is_left: bool
) -> None:
    left = tmp_path / ".0a1b2c3d.new"
    left.mkdir()
    (left / "a.pdf").write_bytes(b"half")
    (left / "d.pdf.former").write_bytes(b"set aside")
    (left / "b.pdf.former").write_bytes(b"older")
    (tmp_path / "b.pdf").write_bytes(b"newer")
    other = tmp_path / ".draft.new"
    other.mkdir()
    then = time.time() - age
    for folder in (left, other):
        os.utime(folder, (then, then))
    with files_ready(tmp_path, [("c.pdf", b"C")]) as ready:
        ready.put()
    assert left.exists() == is_left
    assert other.exists()
    assert (tmp_path / "d.pdf").exists() != is_left
    assert (tmp_path / "b.pdf").read_bytes() == b"newer"
    assert (tmp_path / "c.pdf").read_bytes() == b"C"
