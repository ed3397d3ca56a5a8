"""Work for many tells how far it is, ends with what is done when it is stopped, or unheard."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from cte_desktop.ui.students.many.work import ManyWork
from cte_desktop.ui.tasks import Progress, Tasks

if TYPE_CHECKING:
    from cte_desktop.ui.students.many.work import Stop, Told

MOST_WAIT_S = 0.2


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


def counting(begun: threading.Event) -> Callable[[Told, Stop], int]:
    """Work without an end that counts until it is stopped."""

    def work(told: Told, stop: Stop) -> int:
        done = 0
        while not stop():
            done += 1
            told(done, 1000)
            begun.set()
            time.sleep(0.001)
        told(done, 1000)
        return done

    return work


def test_what_is_done_by_then_is_found_at_once_when_it_is_stopped(
    tasks: Tasks, owner: QObject, qtbot: QtBot
) -> None:
    work, begun = ManyWork(tasks, owner), threading.Event()
    found: list[int] = []
    heard: list[Progress] = []
    work.found.connect(found.append)
    work.progressed.connect(heard.append)
    work.begin(counting(begun), "Counting")
    qtbot.waitUntil(begun.is_set)
    qtbot.waitUntil(lambda: bool(heard))
    start = time.monotonic()
    work.stop()
    qtbot.waitUntil(lambda: bool(found))
    assert time.monotonic() - start < MOST_WAIT_S
    assert found[0] >= heard[-1].done > 0
    assert not work.is_running()


def test_nothing_is_heard_of_work_that_is_given_up(
    tasks: Tasks, owner: QObject, qtbot: QtBot
) -> None:
    work, begun = ManyWork(tasks, owner), threading.Event()
    found: list[int] = []
    ended: list[bool] = []
    work.found.connect(found.append)
    work.ended.connect(lambda: ended.append(True))
    work.begin(counting(begun), "Counting")
    qtbot.waitUntil(begun.is_set)
    work.give_up()
    qtbot.waitUntil(tasks.is_idle)
    assert (found, ended) == ([], [])


def test_work_that_fails_ends_and_the_failure_is_told(
    tasks: Tasks, owner: QObject, qtbot: QtBot
) -> None:
    work = ManyWork(tasks, owner)
    failures: list[Exception] = []
    tasks.failed.connect(failures.append)

    def broken(_told: Told, _stop: Stop) -> int:
        raise LookupError("gone")

    with qtbot.waitSignal(work.ended):
        work.begin(broken, "Failing")
    assert [str(one) for one in failures] == ["gone"]
    assert not work.is_running()
