"""Figures become right by themselves: after opening, after each change, and never in one's way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.domain.audit import standing
from cte_desktop.domain.audit.standing import Standing
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.services import history, standing_work, standings
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.planning import new_plan, save_plan
from cte_desktop.services.settings import change_setting
from cte_desktop.services.standings import count_stale, figures
from cte_desktop.services.students import list_students
from cte_desktop.system.clock import Clock
from cte_desktop.ui import figure_keeper
from cte_desktop.ui.figure_keeper import FigureKeeper
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.tasks import Progress
from tests.services.standing_districts import ask_more_history, counted, kept

PATIENCE = 15_000


@pytest.fixture
def heard(bench: Workbench) -> list[Changes]:
    """What the pages hear of."""
    told: list[Changes] = []
    bench.refresh.changed.connect(told.append)
    return told


@pytest.fixture
def make(bench: Workbench, desk: Desk, heard: list[Changes]) -> Iterator[Callable[[], None]]:
    """Make a keeper; it is stopped at the end."""
    made: list[FigureKeeper] = []
    yield lambda: made.append(FigureKeeper(desk, bench))
    for keeper in made:
        keeper.stop()
    bench.tasks.finish()


@pytest.fixture
def keeper(make: Callable[[], None]) -> None:
    """A keeper that has just been made."""
    make()


def all_right(desk: Desk, bench: Workbench) -> bool:
    return bench.tasks.is_idle() and count_stale(desk) == 0


@pytest.mark.usefixtures("keeper")
def test_after_opening_everyone_is_worked_out_and_the_pages_hear_of_it(
    desk: Desk, bench: Workbench, heard: list[Changes], qtbot: QtBot
) -> None:
    assert figures(desk).stale > 0
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)
    assert [change.nouns for change in heard] == [{"standings"}]
    assert figures(desk).lines


@pytest.mark.usefixtures("keeper")
def test_a_change_is_followed_by_the_figures_of_whom_it_touched(
    desk: Desk, bench: Workbench, heard: list[Changes], qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)
    heard.clear()
    uid = list_students(desk)[0].uid
    bench.refresh.tell(save_plan(desk, new_plan(desk, uid, "Another"), "edit_plan"))
    assert count_stale(desk) == 1
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)
    assert heard[1:] == [Changes(frozenset({"standings"}), frozenset({uid}))]


@pytest.mark.usefixtures("keeper")
def test_a_change_while_it_works_is_worked_out_too(
    desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    bench.refresh.tell(change_setting(desk, "capstone_minimum", "A"))
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)
    bench.refresh.tell(change_setting(desk, "capstone_minimum", "B"))
    bench.refresh.tell(change_setting(desk, "capstone_minimum", "C"))
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)


@pytest.mark.usefixtures("keeper")
def test_published_rules_and_taking_them_back_are_worked_out(
    desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)
    before = kept(desk)
    bench.refresh.tell(ask_more_history(desk))
    assert count_stale(desk) == figures(desk).students
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)
    assert kept(desk) == counted(desk) != before
    bench.refresh.tell(history.undo(desk).changes)
    assert count_stale(desk) == figures(desk).students
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)
    assert kept(desk) == counted(desk) == before


@pytest.mark.usefixtures("keeper")
def test_a_change_of_nothing_but_the_figures_is_no_work(
    desk: Desk, bench: Workbench, heard: list[Changes], qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)
    begun: list[Progress] = []
    bench.tasks.started.connect(begun.append)
    bench.refresh.tell(heard[0])
    assert begun == []


def test_it_stands_back_while_the_persons_own_work_runs(
    desk: Desk, bench: Workbench, qtbot: QtBot, make: Callable[[], None]
) -> None:
    gate = threading.Event()
    bench.tasks.read(lambda: None)
    make()
    bench.tasks.read(lambda: gate.wait(10))
    everyone = figures(desk).students
    qtbot.wait(400)
    assert count_stale(desk) == everyone
    gate.set()
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)


def test_cancel_keeps_what_is_done_and_the_next_change_goes_on(
    desk: Desk,
    bench: Workbench,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[], None],
) -> None:
    monkeypatch.setattr(standings, "BLOCK", 2)
    told: list[Progress] = []
    bench.tasks.progressed.connect(told.append)
    bench.tasks.progressed.connect(lambda progress: bench.tasks.cancel(progress.number))
    make()
    qtbot.waitUntil(bench.tasks.is_idle, timeout=PATIENCE)
    assert told[0].text == "Working out where everyone stands"
    assert told[0].cancellable
    assert 0 < count_stale(desk) < figures(desk).students
    bench.tasks.progressed.disconnect()
    bench.refresh.tell(change_setting(desk, "capstone_minimum", "A"))
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)


@pytest.fixture
def cancelled(
    desk: Desk, bench: Workbench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], list[Progress]]:
    """Cancel the keeper at its first report; returns what begins from then on."""
    monkeypatch.setattr(standings, "BLOCK", 2)
    monkeypatch.setattr(figure_keeper, "LOOK_AGAIN_MS", 50)

    def cancel(progress: Progress) -> None:
        bench.tasks.cancel(progress.number)

    def wait() -> list[Progress]:
        bench.tasks.progressed.connect(cancel)
        qtbot.waitUntil(bench.tasks.is_idle, timeout=PATIENCE)
        bench.tasks.progressed.disconnect(cancel)
        assert count_stale(desk) > 0
        begun: list[Progress] = []
        bench.tasks.started.connect(begun.append)
        return begun

    return wait


@pytest.mark.usefixtures("heard")
def test_once_cancelled_it_is_not_begun_again_by_the_clock(
    cancelled: Callable[[], list[Progress]],
    make: Callable[[], None],
    desk: Desk,
    bench: Workbench,
    qtbot: QtBot,
) -> None:
    make()
    begun = cancelled()
    qtbot.wait(300)
    assert begun == []
    bench.refresh.tell(change_setting(desk, "capstone_minimum", "A"))
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)


def test_nor_by_what_was_changed_before_it_was_cancelled(
    cancelled: Callable[[], list[Progress]],
    make: Callable[[], None],
    desk: Desk,
    bench: Workbench,
    qtbot: QtBot,
) -> None:
    make()
    bench.refresh.tell(change_setting(desk, "capstone_minimum", "A"))
    begun = cancelled()
    qtbot.wait(300)
    assert begun == []


def test_a_change_after_cancel_begins_it_even_before_it_has_ended(
    make: Callable[[], None],
    desk: Desk,
    bench: Workbench,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(standings, "BLOCK", 2)
    changes = iter([change_setting(desk, "capstone_minimum", "A")])

    def cancel(progress: Progress) -> None:
        for change in changes:
            bench.tasks.cancel(progress.number)
            bench.refresh.tell(change)

    bench.tasks.progressed.connect(cancel)
    make()
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)


def test_the_clock_begins_it_when_a_term_has_turned(
    make: Callable[[], None],
    desk: Desk,
    bench: Workbench,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(figure_keeper, "LOOK_AGAIN_MS", 50)
    make()
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)
    desk.clock = Clock(date(2027, 1, 1))
    assert count_stale(desk) > 0
    qtbot.waitUntil(lambda: all_right(desk, bench), timeout=PATIENCE)


@pytest.mark.expects_log
def test_students_who_cannot_be_worked_out_are_told_once_and_by_count(
    make: Callable[[], None],
    desk: Desk,
    bench: Workbench,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unlucky = list_students(desk)[0].uid

    def failing(file: StudentFile, *of: Any) -> tuple[Standing, ...]:
        if file.student.uid == unlucky:
            raise ZeroDivisionError
        return standing.standings(file, *of)

    monkeypatch.setattr(standing_work, "standings", failing)
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    make()
    for _ in range(2):
        qtbot.waitUntil(lambda: bench.tasks.is_idle() and count_stale(desk) == 1, timeout=PATIENCE)
        bench.refresh.tell(change_setting(desk, "district_name", f"District {len(said)}"))
    qtbot.waitUntil(lambda: bench.tasks.is_idle() and count_stale(desk) == 1, timeout=PATIENCE)
    assert [one.text for one in said] == [
        "1 student can't be worked out: something went wrong in the program itself."
    ]


def test_closing_ends_it_at_once(
    desk: Desk,
    bench: Workbench,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[], None],
) -> None:
    monkeypatch.setattr(standings, "BLOCK", 2)
    make()
    with qtbot.waitSignal(bench.tasks.progressed, timeout=PATIENCE):
        pass
    bench.tasks.finish()
    assert 0 < count_stale(desk) < figures(desk).students
