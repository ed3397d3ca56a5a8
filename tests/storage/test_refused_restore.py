"""A disk that refuses a step of a restore: all as it was, or restored and finished later."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from cte_desktop.storage import files, restore_swap
from cte_desktop.storage.database import Database
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.lock import WriterLock
from cte_desktop.storage.restore import restore_backup
from cte_desktop.storage.restore_swap import fresh_path, swap_path
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.storage.actions import now_set, set_to

THEN, NOW = 12, 13


@pytest.fixture
def backup(path: Path, clock: Clock) -> Path:
    """A backup, and a database that was changed since."""
    with Database.create(path, None, clock=clock, actor="A. Lee") as made:
        set_to(made, THEN)
        backup = made.back_up("daily")
        set_to(made, NOW)
    return backup.path


def refuse(monkeypatch: pytest.MonkeyPatch, *numbers: int) -> list[int]:
    """Let the flushes of these numbers fail, counted from the note that a restore begins."""
    done: list[int] = []
    flush = files.flush_folder

    def flushed(folder: Path) -> None:
        if any(folder.glob("*.cte.restore")):
            done.append(len(done) + 1)
            if done[-1] in numbers:
                raise OSError(errno.EIO, "Input/output error")
        flush(folder)

    monkeypatch.setattr(files, "flush_folder", flushed)
    monkeypatch.setattr(restore_swap, "flush_folder", flushed)
    return done


def restored(path: Path, backup: Path, clock: Clock) -> str:
    """Restore; returns the code of the error, or nothing."""
    lock = WriterLock(path)
    try:
        restore_backup(path, unlock(path, None), backup, None, clock)
    except KnownError as error:
        return error.code
    finally:
        lock.release()
    return ""


def value(path: Path) -> object:
    with Database.open(path, writable=True) as opened:
        return now_set(opened)


@pytest.mark.parametrize(("numbers", "code"), [((1, 2), "not_made_sure"), ((2,), "not_written")])
def test_what_is_refused_before_the_database_has_its_place_leaves_all_as_it_was(
    path: Path,
    backup: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    numbers: tuple[int, ...],
    code: str,
) -> None:
    refuse(monkeypatch, *numbers)
    assert restored(path, backup, clock) == code
    assert not swap_path(path).exists()
    assert not fresh_path(path).exists()
    assert value(path) == NOW
    assert restored(path, backup, clock) == ""
    assert value(path) == THEN


def test_what_is_refused_afterwards_is_done_once_more(
    path: Path, backup: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = refuse(monkeypatch, 3)
    assert restored(path, backup, clock) == ""
    assert 3 in done
    assert not swap_path(path).exists()
    assert value(path) == THEN


def test_what_is_refused_for_good_is_done_at_the_next_opening(
    path: Path, backup: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, 3)
    monkeypatch.setattr(restore_swap, "_finish", refusing_twice(restore_swap._finish))
    assert restored(path, backup, clock) == "restore_unfinished"
    assert value(path) == THEN
    assert not swap_path(path).exists()


def refusing_twice(finish: Callable[..., None]) -> Callable[..., None]:
    """Let the second call fail as the first does."""
    calls: list[int] = []

    def refusing(*values: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise KnownError("not_written", "no")
        finish(*values)

    return refusing
