"""A restore that is interrupted leaves the whole old database or the whole new one."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cte_desktop.storage import restore_swap
from cte_desktop.storage.backup import Backup
from cte_desktop.storage.database import Database
from cte_desktop.storage.files import digest_of, flush_folder
from cte_desktop.storage.key_file import keys_path
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.restore import restore_backup
from cte_desktop.storage.restore_swap import fresh_path, settle_restore, swap_path
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.storage.actions import set_to
from tests.storage.test_restore import NOW, THEN, backed_up, restored, value

__all__ = ("backed_up",)


class PowerCutError(BaseException):
    """The program ends here."""


@contextlib.contextmanager
def _power_cut_at(count: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """End the program before the `count`-th change of a name in the folder."""
    done = [0]

    def counted(work: Callable[..., object]) -> Callable[..., object]:
        def ended(*values: object, **named: object) -> object:
            done[0] += 1
            if done[0] >= count:
                raise PowerCutError
            return work(*values, **named)

        return ended

    with monkeypatch.context() as then:
        for name in ("replace", "rename", "unlink"):
            then.setattr(Path, name, counted(getattr(Path, name)))
        then.setattr(restore_swap, "flush_folder", counted(flush_folder))
        yield done


@pytest.mark.parametrize(
    ("damaged", "every"),
    [
        (False, 4),
        (True, 4),
        pytest.param(False, 1, marks=pytest.mark.slow),
        pytest.param(True, 1, marks=pytest.mark.slow),
    ],
)
def test_a_power_cut_at_any_step_leaves_the_whole_old_or_the_whole_new(
    path: Path,
    backed_up: Backup,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    *,
    damaged: bool,
    every: int,
) -> None:
    if damaged:
        with path.open("r+b") as file:
            file.seek(20_000)
            file.write(b"spoiled")
    start = tmp_path / "start"
    shutil.copytree(path.parent, start)
    old = digest_of(path)
    found: set[object] = set()
    for count in range(1, 100, every):
        shutil.rmtree(path.parent)
        shutil.copytree(start, path.parent)
        key = unlock(path, None)
        with _power_cut_at(count, monkeypatch), contextlib.suppress(PowerCutError):
            restore_backup(path, key, backed_up.path, None, clock)
            break
        settle_restore(path)
        assert not swap_path(path).exists()
        if damaged and digest_of(path) == old:
            found.add("old")
            continue
        found.add(value(path))
    assert found == ({"old", THEN} if damaged else {NOW, THEN})
    assert 10 < count < 90


@pytest.mark.parametrize("spoiled", ["copy", "keys"])
def test_a_copy_that_was_spoiled_while_the_power_was_off_does_not_take_the_place(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, spoiled: str
) -> None:
    other = tmp_path / "other" / "other.cte"
    other.parent.mkdir()
    with Database.create(other, None, clock=clock) as made:
        set_to(made, THEN)
        source = made.back_up("daily").path
    with Database.create(path, None, clock=clock) as made:
        set_to(made, NOW)
    with monkeypatch.context() as cut:
        cut.setattr(restore_swap, "_finish", _power_cut)
        with pytest.raises(PowerCutError):
            restore_backup(path, unlock(path, None), source, None, clock)
    ready = fresh_path(path) if spoiled == "copy" else keys_path(fresh_path(path))
    assert swap_path(path).exists()
    ready.write_bytes(ready.read_bytes()[:-1] + b"?")
    assert value(path) == NOW
    assert not ready.exists()
    assert not swap_path(path).exists()


def _power_cut(*_: object) -> None:
    raise PowerCutError


def test_a_full_disk_leaves_all_as_it_was(
    path: Path, backed_up: Backup, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_values: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(KnownError) as caught:
        restored(path, backed_up.path, clock)
    assert caught.value.code == "disk_full"
    assert value(path) == NOW
    assert not fresh_path(path).exists()


def test_a_half_written_note_of_a_restore_changes_nothing(path: Path, backed_up: Backup) -> None:
    assert backed_up.path.exists()
    for words in ("", "[]", '{"format": "cte-desktop restore"}'):
        swap_path(path).write_text(words)
        fresh_path(path).write_bytes(b"x")
        assert value(path) == NOW
        assert not fresh_path(path).exists()
    told = {"format": "cte-desktop restore", "database": "0", "keys": "", "aside": "../../x"}
    swap_path(path).write_text(json.dumps(told))
    fresh_path(path).write_bytes(b"x")
    assert value(path) == NOW
