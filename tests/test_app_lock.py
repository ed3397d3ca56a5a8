"""The lock of the running program: when it falls, and what is done once it is lifted."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services.checking import is_check_due
from tests.test_app import Begin, begin, sample_file, students
from tests.ui.districts import copied

__all__ = ("begin", "sample_file")


def test_what_became_due_while_it_was_locked_is_done_when_it_is_unlocked(
    begin: Begin, tmp_path: Path, sample_file: Path, qtbot: QtBot
) -> None:
    program = begin(copied(sample_file, tmp_path))
    students(program, qtbot)
    desk, locker = program.desk, program.locker
    assert desk is not None
    assert locker is not None
    qtbot.waitUntil(lambda: program.keeper is not None)
    assert is_check_due(desk)
    locker.unlocked.emit()
    qtbot.waitUntil(lambda: not is_check_due(desk), timeout=15_000)  # sooner than by itself


def test_the_minutes_until_the_lock_follow_the_setting_at_once(
    begin: Begin, tmp_path: Path, sample_file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = begin(copied(sample_file, tmp_path))
    students(program, qtbot)
    locker = program.locker
    assert locker is not None
    seconds = [0.0]
    monkeypatch.setattr(locker.idle, "_moment", lambda: (seconds[0], seconds[0]))
    locker.idle.start()
    locks: list[str] = []
    locker.idle.lock_wanted.connect(locks.append)
    program._settings["lock_after_minutes"] = 5
    while seconds[0] < 5 * 60:
        seconds[0] += 5
        locker.idle.tick()
    assert locks == ["idle"]
    assert locker.is_locked()
