"""Blocks are worked through by children, and by this process when there are none."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

import pytest

from cte_desktop.services import crew
from cte_desktop.services.crew import Broken, _serve, hands, work_through


def adding(addend: int) -> Callable[[int], int]:
    return lambda block: block + addend


def telling_where(_setup: None) -> Callable[[int], int]:
    return lambda _block: os.getpid()


def dying(deadly: int) -> Callable[[int], int]:
    """A job whose child dies of one block; this process survives it."""

    def answer(block: int) -> int:
        if block == deadly and multiprocessing.parent_process() is not None:
            os._exit(1)
        return block

    return answer


def unable(_setup: None) -> Callable[[int], int]:
    """A job for which no child gets ready."""
    if multiprocessing.parent_process() is not None:
        os._exit(1)
    return lambda block: block


def failing(_setup: None) -> Callable[[int], int]:
    return lambda block: block // 0


def slow(seconds: float) -> Callable[[int], int]:
    def answer(block: int) -> int:
        time.sleep(seconds)
        return block

    return answer


def hanging(_pipe: Connection) -> None:
    """What a child does that never says that it is up."""
    time.sleep(600)


def hanging_every_other(pipe: Connection) -> None:
    """Hang in one child of two; their names are numbered."""
    if int(multiprocessing.current_process().name.rpartition("-")[2]) % 2:
        hanging(pipe)
    _serve(pipe)


@pytest.mark.parametrize("most", [0, 1, 2])
def test_every_block_is_answered_once(most: int) -> None:
    assert sorted(work_through(adding, 100, range(40), most=most)) == [*range(100, 140)]


def test_children_do_the_work() -> None:
    places = set(work_through(telling_where, None, range(20), most=2))
    assert os.getpid() not in places
    assert 1 <= len(places) <= 2


def test_a_child_that_dies_is_done_without() -> None:
    assert sorted(work_through(dying, 7, range(30), most=2)) == [*range(30)]


def test_children_that_never_get_ready_are_done_without() -> None:
    assert sorted(work_through(unable, None, range(5), most=2)) == [*range(5)]


@pytest.mark.parametrize("most", [0, 1])
def test_an_error_of_the_job_is_raised(most: int) -> None:
    with pytest.raises((Broken, ZeroDivisionError), match=r"ZeroDivision|division"):
        list(work_through(failing, None, range(3), most=most))


def test_cancelling_ends_the_children_at_once() -> None:
    given: list[int] = []

    def blocks() -> Iterator[int]:
        for number in range(1000):
            given.append(number)
            yield number

    answers = [*work_through(slow, 600, blocks(), most=2, cancelled=lambda: bool(given))]
    assert answers == []
    assert 0 < len(given) <= 4
    assert multiprocessing.active_children() == []


def test_nobody_waits_for_a_child_that_hangs_when_the_others_have_done_it_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crew, "_serve", hanging_every_other)
    monkeypatch.setattr(crew, "START_SECONDS", 600)
    assert sorted(work_through(adding, 1, range(20), most=2)) == [*range(1, 21)]
    assert multiprocessing.active_children() == []


def test_children_that_hang_at_their_start_are_done_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crew, "_serve", hanging)
    monkeypatch.setattr(crew, "START_SECONDS", 0.1)
    places = set(work_through(telling_where, None, range(5), most=2))
    assert places == {os.getpid()}
    assert multiprocessing.active_children() == []


def test_who_asks_no_further_leaves_no_child_behind() -> None:
    answers = work_through(slow, 0.05, range(1000), most=2)
    next(answers)
    answers.close()
    assert multiprocessing.active_children() == []


def test_blocks_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def blocks() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    answers = work_through(adding, 0, blocks(), most=2)
    next(answers)
    answers.close()
    assert len(taken) < 20


def test_there_are_at_most_two_hands() -> None:
    assert 1 <= hands() <= 2
