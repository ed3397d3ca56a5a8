"""The judgement on calls that fail: a deed goes well, or is told and can be done again."""

from __future__ import annotations

import random
import shutil
import sys

import pytest

from tests.faults.child import CRASHED, DONE, FAILED, WILL, Message
from tests.faults.injected import AGAIN, STATE, Done, Point, _spread, one_point
from tests.faults.places import Place
from tests.faults.running import CannotMeasure

traced = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("strace") is None,
    reason="strace is not on this machine",
)


def faults_of(*words: str, status: int = 0, skipped: bool = False) -> list[str]:
    told = tuple(Message(*word.split(" ", 1)) for word in words)
    return list(Done(status, told, ()).faults("a", skipped=skipped))


def test_what_goes_well_leaves_what_was_told() -> None:
    assert faults_of(f"{WILL} b", f"{DONE} {{}}", f"{STATE} b") == []
    assert faults_of(f"{WILL} b", f"{DONE} {{}}", f"{STATE} a") != []
    assert faults_of(f"{WILL} b", f"{DONE} {{}}", f"{STATE} a", skipped=True) == []


def test_what_is_told_leaves_all_as_it_was_and_works_when_done_again() -> None:
    again = (f"{DONE} {{}}", f"{STATE} b", f"{AGAIN} ")
    assert faults_of(f"{STATE} a", f"{FAILED} disk_full 3", *again) == []
    assert "not as it was" in faults_of(f"{STATE} b", f"{FAILED} disk_full 3", *again)[0]
    twice = (f"{STATE} a", f"{FAILED} disk_full 3") * 2
    assert "done again it does not work" in faults_of(*twice)[0]


def test_what_is_no_known_error_is_a_fault() -> None:
    assert "OSError" in faults_of(f"{CRASHED} OSError: no", status=1)[0]
    assert faults_of(status=-11)


def test_points_are_spread_from_the_first_to_the_last() -> None:
    chance = random.Random(1)
    assert list(_spread([3, 5, 8], 3, chance)) == [3, 5, 8]
    assert list(_spread(list(range(100)), 3, chance)) == [0, 50, 99]
    assert list(_spread([], 1, chance)) == []


@traced
def test_a_sync_that_fails_is_told_and_the_deed_done_again(place: Place) -> None:
    try:
        ended, faults = one_point(place, Point("set_setting", "fsync", 1, "EIO"))
    except CannotMeasure as lacking:  # some containers forbid to follow a process
        pytest.skip(str(lacking))
    assert ended in ("told", "went well")
    assert faults == []
