"""Work on the two threads, and its answers."""

from __future__ import annotations

import threading
import time

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.ui.tasks import Progress, Reporter, Tasks
from cte_desktop.wording.translate import current_language, language


def test_work_runs_elsewhere_and_its_answer_arrives_here(tasks: Tasks, qtbot: QtBot) -> None:
    threads: list[int] = []
    with qtbot.waitSignal(tasks.idle):
        tasks.read(
            threading.get_ident, lambda there: threads.extend([there, threading.get_ident()])
        )
    assert threads[0] != threads[1] == threading.get_ident()


def test_writes_run_in_the_order_of_asking(tasks: Tasks, qtbot: QtBot) -> None:
    written: list[int] = []
    for number in range(50):
        tasks.write(lambda number=number: written.append(number))  # type: ignore[misc]
    qtbot.waitUntil(tasks.is_idle)
    assert written == list(range(50))


def test_only_the_newest_answer_of_a_channel_arrives(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[str] = []

    def slow() -> str:
        gate.wait(5)
        return "old"

    tasks.read(slow, answers.append, channel="audit")
    tasks.read(lambda: "between", answers.append, channel="audit")
    tasks.read(lambda: "new", answers.append, channel="audit")
    gate.set()
    qtbot.waitUntil(tasks.is_idle)
    assert answers == ["new"]


def test_a_failure_goes_to_the_asker_or_is_told_to_all(tasks: Tasks, qtbot: QtBot) -> None:
    caught: list[Exception] = []

    def fail() -> None:
        raise OSError("disk")

    with qtbot.waitSignal(tasks.idle):
        tasks.read(fail, failed=caught.append)
    assert isinstance(caught[0], OSError)
    with qtbot.waitSignals([tasks.failed, tasks.write_failed]):
        tasks.write(fail)


def test_long_work_reports_and_stops_when_cancelled(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[Progress] = []
    answers: list[str] = []
    tasks.progressed.connect(seen.append)

    def work(report: Reporter) -> str:
        for step in range(1000):
            report(step, 1000)
            time.sleep(0.002)
        return "all"

    number = tasks.long(work, answers.append, text="Importing")
    qtbot.waitUntil(lambda: len(seen) > 2)
    tasks.cancel(number)
    qtbot.waitUntil(tasks.is_idle)
    assert answers == []
    assert (seen[1].text, seen[1].total, seen[1].cancellable) == ("Importing", 1000, True)
    assert len(seen) < 1000


def test_closing_waits_for_every_write_and_delivers_its_answer(qapp: QApplication) -> None:
    tasks = Tasks()
    saved: list[str] = []
    for number in range(5):
        tasks.write(lambda number=number: f"saved {number}", saved.append)  # type: ignore[misc]
    tasks.finish()
    assert saved == [f"saved {number}" for number in range(5)]
    assert tasks.write(lambda: None) == 0


def test_saving_is_told_from_the_first_write_to_the_last(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[bool] = []
    tasks.saving.connect(told.append)
    tasks.write(lambda: None)
    tasks.write(lambda: None)
    qtbot.waitUntil(tasks.is_idle)
    assert told[0] is True
    assert told[-1] is False


def test_work_speaks_the_language_of_the_asker(tasks: Tasks, qtbot: QtBot) -> None:
    spoken: list[str] = []
    with qtbot.waitSignal(tasks.idle), language("es"):
        tasks.read(current_language, spoken.append)
    assert spoken == ["es"]


def test_a_long_question_keeps_no_other_question_waiting(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[str] = []

    def long(report: Reporter) -> str:
        gate.wait(5)
        report(1, 1)
        return "long"

    tasks.long(long, answers.append, text="Looking", writes=False)
    tasks.read(lambda: "short", answers.append)
    qtbot.waitUntil(lambda: answers == ["short"])
    gate.set()
    qtbot.waitUntil(tasks.is_idle)
    assert answers == ["short", "long"]
