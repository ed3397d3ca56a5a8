"""Blocks are worked through by children, and by this process when there are none."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator

import pytest

from cte_desktop.services.crew import Broken, hands, work_through


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
    begun = [0.0]

    def blocks() -> Iterator[int]:
        for number in range(1000):
            given.append(number)
            yield number

    def cancelled() -> bool:
        if given and not begun[0]:
            begun[0] = time.perf_counter()
        return bool(given)

    answers = [*work_through(slow, 0.5, blocks(), most=2, cancelled=cancelled)]
    assert time.perf_counter() - begun[0] < 0.25
    assert answers == []
    assert given
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
