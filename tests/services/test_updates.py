"""Updating from a file: what suits, the backup first, and nothing half."""

from __future__ import annotations

import atexit
import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cte_desktop import __version__
from cte_desktop.services import updates
from cte_desktop.services.backups import back_up, list_backups
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.updates import look_at, prepare
from cte_desktop.storage.upgrade import HEAD
from cte_desktop.system import paths
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from cte_desktop.system.updates import (
    _command,
    _without_bundle,
    install_when_ended,
    is_newer,
    is_version,
    platform_name,
)
from tests.exchange.updates.signed import KEY, SCRIPT, archive, update

CLOCK = Clock(date(2026, 11, 22))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_district(tmp_path / "a.cte", None, CLOCK, actor="A. Lee")
    yield made
    made.close()


def test_the_database_is_backed_up_before_anything_is_unpacked(desk: Desk, tmp_path: Path) -> None:
    seen: list[int] = []
    found = look_at(update(tmp_path / "u.cte-update"), key=KEY, present="1.0")
    assert (found.version, found.present, found.size) == ("9.1", "1.0", 5002)
    assert not updates.updates_folder().exists()
    done = prepare(desk, found, lambda _done, _of: seen.append(len(list_backups(desk))))
    assert seen
    assert set(seen) == {1}
    (kept,) = list_backups(desk)
    assert kept.reason == "before-update"
    assert done.backup is not None
    assert done.backup.path == kept.path
    assert done.installer == paths.data_folder() / "updates" / "9.1" / "setup.exe"
    assert done.installer.is_file()


def test_without_a_database_nothing_is_backed_up(tmp_path: Path) -> None:
    done = prepare(None, look_at(update(tmp_path / "u.cte-update"), key=KEY, present="1.0"))
    assert done.backup is None
    assert done.installer.is_file()


def test_an_installer_that_was_wanted_twice_is_started_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[tuple[object, list[str]]] = []

    def forget(start: object) -> None:
        waiting[:] = [told for told in waiting if told[0] is not start]

    monkeypatch.setattr(atexit, "register", lambda start, told: waiting.append((start, told)))
    monkeypatch.setattr(atexit, "unregister", forget)
    for name in ("first", "second"):
        install_when_ended(tmp_path / name, tmp_path / "log")
    ((_, command),) = waiting
    assert str(tmp_path / "second") in command


def test_what_older_updates_left_goes(desk: Desk, tmp_path: Path) -> None:
    for version in ("9.1", "9.2"):
        path = update(tmp_path / version, version=version)
        prepare(desk, look_at(path, key=KEY, present="1.0"))
    assert [one.name for one in updates.updates_folder().iterdir()] == ["9.2"]
    updates.remove_unpacked()
    assert not updates.updates_folder().exists()


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"version": "1.0"}, "update_not_newer"),
        ({"version": "0.9"}, "update_not_newer"),
        ({"version": "1.0.0"}, "update_not_newer"),
        ({"platform": "amiga-m68k"}, "update_other_platform"),
        ({"least_schema": f"{int(HEAD) + 1:04}"}, "update_needs_step"),
    ],
)
def test_what_does_not_suit_this_computer_is_refused_with_a_sentence(
    other: dict[str, str], code: str, tmp_path: Path
) -> None:
    path = update(tmp_path / "u", None, **other)
    with pytest.raises(KnownError) as refused:
        look_at(path, key=KEY, present="1.0")
    assert refused.value.code == code
    assert refused.value.kept == "Nothing was changed."
    assert refused.value.do


def test_the_shipped_key_is_the_one_that_is_asked(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        look_at(update(tmp_path / "u"))
    assert refused.value.code == "update_not_genuine"


def test_a_backup_that_fails_keeps_everything_as_it_was(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = look_at(update(tmp_path / "u"), key=KEY, present="1.0")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnownError) as refused:
        prepare(desk, found)
    assert refused.value.code == "disk_full"
    assert list_backups(desk) == ()
    assert not updates.updates_folder().exists()


def test_a_disk_that_fills_up_while_unpacking_leaves_no_backup_and_nothing_else(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = look_at(update(tmp_path / "u"), key=KEY, present="1.0")

    def full(*_all: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    back_up(desk)
    with pytest.raises(KnownError) as refused:
        prepare(desk, found, full)
    assert refused.value.code == "update_no_room"
    assert [one.reason for one in list_backups(desk)] == ["manual"]
    assert list(updates.updates_folder().iterdir()) == []
    desk.close()
    open_desk(tmp_path / "a.cte", None, CLOCK, actor="", writable=True).close()


def test_a_database_that_another_program_has_open_is_not_updated_under_it(
    desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(KnownError) as refused:
        open_desk(tmp_path / "a.cte", None, CLOCK, actor="", writable=True)
    assert refused.value.code == "locked"
    assert not updates.updates_folder().exists()


def test_versions_are_compared_by_their_numbers() -> None:
    assert is_newer("1.10", "1.9")
    assert is_newer("1.0.1", "1.0")
    assert not is_newer("1.0.0", "1.0")
    assert not is_newer("0.9.9", "1.0")
    assert is_version(__version__)
    assert not any(map(is_version, ("", "1", "1.", "1.0a", "1.0.0.0.0", "１.０", "-1.0")))


@pytest.mark.skipif(sys.platform != "linux", reason="the installer of Linux")
def test_the_installer_waits_for_the_end_of_the_program_and_then_starts_the_new_one(
    desk: Desk, tmp_path: Path, home: Path
) -> None:
    program = home / ".local" / "lib" / "cte-desktop" / "cte-desktop"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho started >> '{tmp_path}/done'\n", encoding="utf-8")
    program.chmod(0o755)
    script = SCRIPT + f"echo installed >> '{tmp_path}/done'\n".encode()
    path = update(tmp_path / "u", {"App.tar.gz": archive({"App/install.sh": script})})
    done = prepare(desk, look_at(path, key=KEY, present="1.0"))
    log = updates.updates_folder() / "installing.txt"
    command = _command(done.installer, log)
    open_program = subprocess.Popen(["/bin/sleep", "0.4"])
    command[command.index(str(os.getpid()))] = str(open_program.pid)
    installing = subprocess.Popen(command, env={"HOME": str(home), "PATH": os.environ["PATH"]})
    time.sleep(0.1)
    assert not (tmp_path / "done").exists()
    open_program.wait()
    assert installing.wait(10) == 0
    assert (tmp_path / "done").read_text(encoding="utf-8") == "installed\nstarted\n"
    assert updates.said_by_installer() == "installed"


def test_the_installer_is_not_led_to_the_libraries_that_it_replaces() -> None:
    frozen = {"HOME": "/h", "LD_LIBRARY_PATH": "/old", "_PYI_APPLICATION_HOME_DIR": "/old"}
    assert _without_bundle(frozen) == {"HOME": "/h"}
    own = {"LD_LIBRARY_PATH": "/old", "LD_LIBRARY_PATH_ORIG": "/mine"}
    assert _without_bundle(own) == {"LD_LIBRARY_PATH": "/mine"}


def test_this_computer_has_a_name_that_updates_can_carry() -> None:
    system, _, machine = platform_name().partition("-")
    assert system in ("linux", "windows", "macos")
    assert machine == machine.lower()
