"""Wrong passphrases: five are free, then guessing gets slower, whatever is done to the clock."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.storage import tries
from cte_desktop.storage.tries import FREE_TRIES, LONGEST_WAIT, Tries, seconds_to_wait, tries_path
from cte_desktop.system import clock
from cte_desktop.system.errors import KnownError


class _Watch:
    """Both clocks of the machine: the one that people set, and the one that only runs."""

    def __init__(self) -> None:
        self.wall = 1_800_000_000.0
        self.running = 500.0

    def wait(self, seconds: float) -> None:
        self.wall += seconds
        self.running += seconds


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Watch]:
    made = _Watch()
    monkeypatch.setattr(clock, "seconds", lambda: made.wall)
    monkeypatch.setattr(time, "monotonic", lambda: made.running)
    yield made
    _start_the_program_again()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "district.cte"


def _start_the_program_again() -> None:
    tries._here.clear()


def _guess(file: Path, times: int = 1) -> None:
    for _ in range(times):
        Tries(file).wrong()


def test_five_wrong_tries_are_free_and_then_each_wait_is_twice_as_long(
    file: Path, watch: _Watch
) -> None:
    _guess(file, FREE_TRIES - 1)
    assert seconds_to_wait(file) == 0
    waits = []
    for _ in range(10):
        _guess(file)
        waits.append(seconds_to_wait(file))
        watch.wait(waits[-1])
        assert seconds_to_wait(file) == 0
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, LONGEST_WAIT, LONGEST_WAIT]


def test_too_early_is_said_with_the_seconds_and_the_right_one_begins_anew(
    file: Path, watch: _Watch
) -> None:
    _guess(file, FREE_TRIES + 2)
    with pytest.raises(KnownError) as caught, tries.counted(file):
        pass
    assert caught.value.code == "too_many_tries"
    assert caught.value.values["seconds"] == 8
    watch.wait(8)
    with tries.counted(file) as counting:
        counting.right()
    assert not tries_path(file).exists()
    _guess(file, FREE_TRIES - 1)
    assert seconds_to_wait(file) == 0


def test_starting_the_program_again_or_removing_the_file_does_not_help(
    file: Path, watch: _Watch
) -> None:
    _guess(file, FREE_TRIES + 3)
    _start_the_program_again()
    assert seconds_to_wait(file) == 16
    _guess(file)
    tries_path(file).unlink()
    assert seconds_to_wait(file) == 32
    watch.wait(31)
    assert seconds_to_wait(file) == 1


def test_a_clock_set_back_begins_the_wait_anew_and_never_makes_it_endless(
    file: Path, watch: _Watch
) -> None:
    _guess(file, FREE_TRIES + 2)
    watch.wait(7)
    _start_the_program_again()
    watch.wall -= 86_400
    assert seconds_to_wait(file) == 8
    watch.wait(8)
    assert seconds_to_wait(file) == 0


def test_a_clock_set_forward_shortens_nothing_while_the_program_runs(
    file: Path, watch: _Watch
) -> None:
    _guess(file, FREE_TRIES + 2)
    watch.wall += 86_400
    assert seconds_to_wait(file) == 8


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff",
        b"[]",
        b"[" * 4000,
        b'{"wrong": 0, "at": 0.0, "sha256": ""}',
        b'{"wrong": 1e999, "at": NaN}',
        b"9" * 5000,
    ],
)
def test_a_damaged_file_counts_as_five_wrong_tries_just_now(
    file: Path, watch: _Watch, content: bytes
) -> None:
    tries_path(file).write_bytes(content)
    assert seconds_to_wait(file) == 2
    watch.wait(2)
    assert seconds_to_wait(file) == 0


def test_every_flipped_bit_of_the_file_is_noticed(file: Path, watch: _Watch) -> None:
    _guess(file)
    whole = tries_path(file).read_bytes()
    for place in range(0, 8 * len(whole), 5):
        spoiled = bytearray(whole)
        spoiled[place // 8] ^= 1 << (place % 8)
        tries_path(file).write_bytes(spoiled)
        _start_the_program_again()
        meant = json.loads(whole)
        try:
            same = json.loads(spoiled) == meant
        except ValueError:
            same = False
        assert same or seconds_to_wait(file) == 2
    assert watch.wall


def test_in_a_folder_that_cant_be_written_this_process_counts(
    file: Path, watch: _Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise KnownError("read_only", "")

    monkeypatch.setattr(tries, "write_file", refuse)
    _guess(file, FREE_TRIES)
    assert not tries_path(file).exists()
    assert seconds_to_wait(file) == 2
    watch.wait(2)
    assert seconds_to_wait(file) == 0


@pytest.mark.parametrize("spoiled", ["damaged", "from the future"])
def test_a_spoiled_file_that_cant_be_put_right_locks_nobody_out(
    file: Path, watch: _Watch, monkeypatch: pytest.MonkeyPatch, spoiled: str
) -> None:
    if spoiled == "damaged":
        tries_path(file).write_bytes(b"{}")
    else:
        _guess(file, FREE_TRIES + 4)
        _start_the_program_again()
        watch.wall -= 1e6
    monkeypatch.setattr(tries, "_write", lambda *_: False)
    assert seconds_to_wait(file) == 0


@given(
    wrong=st.integers(0, 10**12),
    at=st.floats(allow_nan=False, allow_infinity=False),
    now=st.floats(0, 1e11),
)
def test_no_wait_is_ever_longer_than_five_minutes(wrong: int, at: float, now: float) -> None:
    left = tries._left(tries._Kept(wrong, min(at, now)), now)
    assert 0 <= left <= LONGEST_WAIT
    assert left == 0 or wrong >= FREE_TRIES
