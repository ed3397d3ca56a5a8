"""What is said after a run that ended unexpectedly, with a real database."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history
from cte_desktop.system.crash import FAULT_NAME
from cte_desktop.system.running import Run
from cte_desktop.ui.last_run import tell_of_last_run
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.wording.moments import moment_words

RUN = Run(datetime(2026, 11, 20, 8, 0, tzinfo=UTC), 0)


@pytest.fixture
def said(bench: Workbench) -> list[Notice]:
    notices: list[Notice] = []
    bench.notices.posted.connect(notices.append)
    return notices


def tell(bench: Workbench, desk: Desk, log_folder: Path, qtbot: QtBot, shown: list[str]) -> None:
    tell_of_last_run(bench, desk, RUN, log_folder, shown.append)
    qtbot.waitUntil(bench.tasks.is_idle)


def test_what_was_kept_is_said_and_then_that_the_database_is_sound(
    bench: Workbench, desk: Desk, said: list[Notice], tmp_path: Path, qtbot: QtBot
) -> None:
    tell(bench, desk, tmp_path, qtbot, [])
    first, second = said
    assert first.text == "CTE Desktop ended unexpectedly last time."
    assert moment_words(list_history(desk, limit=1)[0].at) in first.kept
    assert first.buttons == ()
    assert (second.tone, second.text) == ("met", "The database was checked and is sound.")


def test_the_report_of_the_fault_is_offered(
    bench: Workbench, desk: Desk, said: list[Notice], tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / FAULT_NAME).write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    shown: list[str] = []
    tell(bench, desk, tmp_path, qtbot, shown)
    said[0].buttons[0].press()
    assert shown == ["Fatal Python error: Segmentation fault"]


def test_damage_is_said_with_the_way_on(
    bench: Workbench, desk: Desk, said: list[Notice], tmp_path: Path, qtbot: QtBot
) -> None:
    file = desk.database.path
    assert file is not None
    with file.open("r+b") as pages:
        pages.seek(40 * 4096 + 1000)
        pages.write(bytes(100))
    tell(bench, desk, tmp_path, qtbot, [])
    damage = said[-1]
    assert damage.tone == "warning"
    assert damage.text.startswith("The database is damaged: ")
    assert "restore the newest backup" in damage.do
