"""A database without a passphrase gets one: all or nothing, wherever it is interrupted."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.storage import backup, rekeying
from cte_desktop.storage.database import Database
from cte_desktop.storage.facts import read_facts, write_fact
from cte_desktop.storage.key_file import keys_path, read_key_file
from cte_desktop.storage.keys import unlock_with_recovery
from cte_desktop.storage.rekeying import give_passphrase
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError

pytestmark = pytest.mark.usefixtures("quick_keys")

PASSPHRASE = "four words of Núñez"


def _mark(database: Database, value: str) -> None:
    with database.writing() as tx:
        write_fact(tx.connection, "mark", value)


def _marked(database: Database) -> str:
    with database.reading() as tx:
        return read_facts(tx.connection)["mark"]


def _code_of(action: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as caught:
        action()
    return caught.value.code


def test_everything_is_there_under_the_new_key_and_the_old_one_opens_nothing(
    database: Database, path: Path
) -> None:
    _mark(database, "before")
    old = read_key_file(path).open_key
    heard: list[tuple[int, int]] = []
    code = give_passphrase(database, PASSPHRASE, progress=lambda *far: heard.append(far))
    assert heard[-1][0] == heard[-1][1] > 0
    assert _marked(database) == "before"
    _mark(database, "after")
    assert not database.is_open_to_all
    database.close()
    assert _code_of(lambda: Database.open(path, writable=True)) == "passphrase_needed"
    assert _code_of(lambda: Database.open(path, writable=True, key=old)) == "not_a_database"
    assert b"former" not in keys_path(path).read_bytes()
    for key in (None, unlock_with_recovery(path, code)):
        with Database.open(path, PASSPHRASE, key=key, writable=True) as opened:
            assert _marked(opened) == "after"
    beside = {one.name for one in path.parent.iterdir()}
    assert beside == {path.name, keys_path(path).name}


def test_who_has_a_passphrase_changes_it_instead(path: Path, clock: Clock) -> None:
    with Database.create(path, PASSPHRASE, clock=clock) as database:
        assert _code_of(lambda: give_passphrase(database, "another one")) == "has_passphrase"


def test_a_backup_made_before_opens_without_a_passphrase_as_before(
    database: Database, path: Path
) -> None:
    _mark(database, "before")
    earlier = database.back_up("manual")
    give_passphrase(database, PASSPHRASE)
    with Database.open(earlier.path, writable=False) as opened:
        assert _marked(opened) == "before"
    later = database.back_up("manual")
    assert _code_of(lambda: Database.open(later.path, writable=False)) == "passphrase_needed"


def test_a_backup_that_another_program_was_making_meanwhile_opens(
    database: Database, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mark(database, "before")
    key = read_key_file(path).open_key
    assert key is not None
    whole = backup._copy_database

    def then_protected(*args: Any, **named: Any) -> str:
        digest = whole(*args, **named)
        give_passphrase(database, PASSPHRASE)
        return digest

    monkeypatch.setattr(backup, "_copy_database", then_protected)
    made = backup.make_backup(path, key, path.parent / "backups", "manual", clock)
    with Database.open(made.path, writable=False) as opened:
        assert _marked(opened) == "before"


def test_while_another_program_reads_nothing_is_changed(database: Database, path: Path) -> None:
    _mark(database, "before")
    with Database.open(path, writable=False) as other, other.reading() as tx:
        assert read_facts(tx.connection)["mark"] == "before"
        assert _code_of(lambda: give_passphrase(database, PASSPHRASE)) == "in_use"
        assert database.is_open_to_all
        _mark(database, "still open")
    give_passphrase(database, PASSPHRASE)
    assert _marked(database) == "still open"


def test_who_reads_or_writes_in_this_program_waits(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mark(database, "0")
    begun, seen = threading.Event(), list[str]()
    whole = rekeying._write_copy

    def slowly(*args: Any) -> None:
        begun.set()
        whole(*args)

    def others() -> None:
        begun.wait(5)
        for number in range(20):
            _mark(database, str(number))
            seen.append(_marked(database))

    monkeypatch.setattr(rekeying, "_write_copy", slowly)
    thread = threading.Thread(target=others)
    thread.start()
    give_passphrase(database, PASSPHRASE)
    thread.join(10)
    assert seen == [str(number) for number in range(20)]
    assert _marked(database) == "19"


STEPS = ("_empty_log", "_write_copy", "_require_whole", "flush_file", "write_key_file")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_failure_at_any_step_leaves_it_as_it_was(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch, step: str, when: str
) -> None:
    _mark(database, "before")
    whole = getattr(rekeying, step)
    failed: list[str] = []

    def failing(*args: Any, **named: Any) -> object:
        if failed:
            return whole(*args, **named)
        failed.append(step)
        if when == "after":
            whole(*args, **named)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rekeying, step, failing)
    with pytest.raises((KnownError, OSError)):
        give_passphrase(database, PASSPHRASE)
    assert failed == [step]
    _mark(database, "goes on")
    database.close()
    with Database.open(path, writable=True) as opened:
        assert _marked(opened) == "goes on"
        assert opened.is_open_to_all
    assert read_key_file(path).open_key is not None
    assert not list(path.parent.glob(".*"))


def test_giving_it_up_on_the_way_leaves_it_as_it_was(database: Database, path: Path) -> None:
    _mark(database, "before")

    def enough(_done: int, _of: int) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        give_passphrase(database, PASSPHRASE, progress=enough)
    assert _marked(database) == "before"
    assert database.is_open_to_all
    assert not list(path.parent.glob(".*"))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_to_the_file_stays_a_link(database: Database, path: Path, tmp_path: Path) -> None:
    _mark(database, "before")
    database.close()
    link = tmp_path / "elsewhere.cte"
    link.symlink_to(path)
    keys_path(link).write_bytes(keys_path(path).read_bytes())
    with Database.open(link, writable=True) as opened:
        give_passphrase(opened, PASSPHRASE)
        assert _marked(opened) == "before"
    assert link.is_symlink()
    with Database.open(link, PASSPHRASE, writable=False) as opened:
        assert _marked(opened) == "before"


def test_when_the_file_cant_be_exchanged_the_key_file_is_put_back(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mark(database, "before")
    before = keys_path(path).read_bytes()
    whole = Path.replace

    def held_open(self: Path, target: Path) -> Path:
        if self.name.endswith(".rekeying"):
            raise PermissionError(13, "in use")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", held_open)
    assert _code_of(lambda: give_passphrase(database, PASSPHRASE)) == "read_only"
    assert keys_path(path).read_bytes() == before
    assert _marked(database) == "before"


def _snapshots(database: Database, into: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Give a passphrase; return what a kill at each step would have left, in order."""
    taken: list[Path] = []

    def take() -> None:
        assert database.path is not None
        taken.append(into / f"{len(taken):02}" / "kept")
        shutil.copytree(database.path.parent, taken[-1])

    def watched(whole: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            take()
            answer = whole(*args, **named)
            take()
            return answer

        return call

    for step in STEPS:
        monkeypatch.setattr(rekeying, step, watched(getattr(rekeying, step)))
    monkeypatch.setattr(Path, "replace", watched(Path.replace))
    give_passphrase(database, PASSPHRASE, progress=lambda _done, _all: take())
    monkeypatch.undo()
    return taken


def test_what_a_kill_leaves_at_any_step_opens_and_is_settled(
    database: Database, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mark(database, "kept")
    taken = _snapshots(database, tmp_path / "taken", monkeypatch)
    protected = []
    for folder in taken:
        left = folder / path.name
        left.with_name(left.name + ".lock").unlink(missing_ok=True)
        for _twice in range(2):
            with Database.open(left, PASSPHRASE, writable=True) as opened:
                assert _marked(opened) == "kept"
                _mark(opened, "kept")
        keys = read_key_file(left)
        assert keys.former is None
        assert not list(folder.glob(".*"))
        protected.append(keys.needs_passphrase)
    assert len(taken) > 12
    assert protected == sorted(protected)
    assert {False, True} == set(protected)


def test_reading_what_was_left_half_done_changes_nothing(
    database: Database, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mark(database, "kept")
    halves = [
        folder / path.name
        for folder in _snapshots(database, tmp_path / "taken", monkeypatch)
        if read_key_file(folder / path.name).former is not None
    ]
    assert halves
    for left in halves:
        before = keys_path(left).read_bytes()
        with Database.open(left, PASSPHRASE, writable=False) as opened:
            assert _marked(opened) == "kept"
        assert keys_path(left).read_bytes() == before


def test_a_child_that_dies_in_the_middle_leaves_a_database_that_opens(closed: Path) -> None:
    code = f"""
import os
from pathlib import Path
from cte_desktop.storage import rekeying, wrapping
from cte_desktop.storage.database import Database
wrapping.ITERATIONS, wrapping.MEMORY_KIB = 1, 8
Path.replace = (lambda whole: lambda self, target:
    os._exit(9) if self.name.endswith(".rekeying") else whole(self, target))(Path.replace)
rekeying.give_passphrase(Database.open(Path({str(closed)!r}), writable=True), {PASSPHRASE!r})
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert read_key_file(closed).former is not None
    with Database.open(closed, writable=True) as opened:
        assert opened.is_open_to_all
        give_passphrase(opened, PASSPHRASE)
    assert _code_of(lambda: Database.open(closed, writable=True)) == "passphrase_needed"
