"""Who is signed in stands at the foot of the window once there are people."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from cte_desktop.domain.people.roles import Role
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.signed_in import SignedIn
from cte_desktop.ui.window_memory import WindowMemory
from tests.ui.seats import seat


def test_it_names_the_person_and_the_role_as_soon_as_there_is_somebody(
    empty_desk: Desk, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(bench, (), WindowMemory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    SignedIn(bench, empty_desk, window)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert window.status.person() == ""
    seat(empty_desk, Role.COUNSELOR, "B. Cruz")
    bench.refresh.tell(Changes(frozenset({"people"})))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert window.status.person() == "Sam Seated, counselor"


def test_the_owner_is_called_so(
    empty_desk: Desk, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(bench, (), WindowMemory(tmp_path / "window.json"))
    qtbot.addWidget(window)
    person, guard = empty_desk.database.person_uid, empty_desk.database.guard
    seat(empty_desk, Role.READER)
    empty_desk.database.person_uid, empty_desk.database.guard = person, guard
    empty_desk.database.actor = "A. Lee"
    empty_desk.see_person()
    SignedIn(bench, empty_desk, window)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert window.status.person() == "A. Lee, owner"
