"""A backup takes the place of the database whole or not at all, and what was there is kept."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.storage import restore as restoring
from cte_desktop.storage.backup import (
    Backup,
    backup_folder,
    list_backups,
    make_backup,
    remove_backup,
)
from cte_desktop.storage.backup_manifest import manifest_path, manifest_text
from cte_desktop.storage.connection import Access, connect
from cte_desktop.storage.damaged import newest_good_backup
from cte_desktop.storage.database import Database
from cte_desktop.storage.facts import EARLIER_LAPTOPS, LAPTOP_ID, RESTORED_AT
from cte_desktop.storage.files import digest_of
from cte_desktop.storage.key_file import keys_path
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.lock import WriterLock
from cte_desktop.storage.restore import Restored, open_backup, restore_backup
from cte_desktop.storage.restore_swap import fresh_path
from cte_desktop.storage.tries import FREE_TRIES, seconds_to_wait, tries_path
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.storage.actions import now_set, set_to

THEN, NOW = 12, 13


@pytest.fixture
def backed_up(path: Path, clock: Clock) -> Backup:
    """A database at `path` that nobody has open, and a backup of what it was before."""
    with Database.create(path, None, clock=clock, actor="A. Lee") as made:
        set_to(made, THEN)
        backup = made.back_up("daily")
        set_to(made, NOW)
    return backup


def restored(path: Path, source: Path, clock: Clock, key: bytes | None = None) -> Restored:
    """Restore with the lock, as a caller does."""
    lock = WriterLock(path)
    try:
        known = unlock(path, None) if key is None else key
        return restore_backup(path, known, source, None, clock)
    finally:
        lock.release()


def value(path: Path) -> object:
    """The setting of the database at `path`, opened as the window does."""
    with Database.open(path, writable=True) as opened:
        return now_set(opened)


def forged(backup: Backup) -> None:
    """Write a manifest that fits the files as they are now."""
    digests = digest_of(backup.path), digest_of(keys_path(backup.path))
    told = Backup(backup.path, backup.made_at, backup.reason, *digests, backup.database_id)
    manifest_path(backup.path).write_bytes(manifest_text(told))


def test_a_restored_database_is_that_of_the_backup_and_the_one_before_is_kept(
    path: Path, backed_up: Backup, clock: Clock
) -> None:
    with Database.open(path, writable=False) as before:
        laptop = before.facts[LAPTOP_ID]
    done = restored(path, backed_up.path, clock)
    assert done.contents.counts["step"] == 1
    with Database.open(path, writable=True) as opened:
        assert now_set(opened) == THEN
        assert opened.facts[LAPTOP_ID] != laptop
        assert opened.facts[EARLIER_LAPTOPS] == laptop
        assert opened.facts[RESTORED_AT].startswith("2027-02-01")
        set_to(opened, 20)  # the history goes on
    assert done.before is not None
    kept = {one.reason: one.path for one in list_backups(backup_folder(path))}
    assert kept == {"daily": backed_up.path, "before-restore": done.before}
    restored(path, done.before, clock)
    assert value(path) == NOW
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "district.cte",
        "district.cte.backups",
        "district.cte.keys",
    ]


def test_whoever_may_open_the_database_now_may_afterwards_and_nobody_else(
    path: Path, backed_up: Backup, clock: Clock
) -> None:
    present = keys_path(path).read_bytes()
    keys_path(path).write_bytes(present + b"\n")
    restored(path, backed_up.path, clock)
    assert keys_path(path).read_bytes() == present + b"\n"


def test_a_backup_of_another_database_comes_with_its_own_key(
    path: Path, backed_up: Backup, clock: Clock, tmp_path: Path
) -> None:
    other = tmp_path / "other.cte"
    Database.create(other, None, clock=clock).close()
    assert not open_backup(backed_up.path, other, unlock(other, None)).is_own
    restored(other, backed_up.path, clock)
    assert value(other) == THEN
    assert unlock(other, None) == unlock(path, None)


@pytest.mark.usefixtures("quick_keys")
def test_guesses_at_the_passphrases_of_backups_are_counted_at_the_database_they_are_for(
    path: Path, clock: Clock, tmp_path: Path
) -> None:
    with Database.create(path, "kiln orbit velvet", clock=clock, actor="A. Lee") as made:
        found = [made.back_up("daily").path for _ in range(2)]
    asking = tmp_path / "asking.cte"
    for guess in range(FREE_TRIES):
        assert code_of(found[guess % 2], asking, "a guess") == "wrong_passphrase"
        if guess < FREE_TRIES - 1:  # who knows one of then does not begin anew by it
            open_backup(found[0], asking, None, "kiln orbit velvet")
    assert {code_of(backup, asking, "a guess") for backup in found} == {"too_many_tries"}
    assert not any(tries_path(backup).exists() for backup in found)
    assert seconds_to_wait(path) == 0


def test_what_was_counted_beside_a_backup_goes_with_it(backed_up: Backup) -> None:
    tries_path(backed_up.path).write_text("of an earlier version")
    remove_backup(backed_up.path)
    assert list(backed_up.path.parent.iterdir()) == []


def code_of(backup: Path, database: Path, passphrase: str) -> str:
    with pytest.raises(KnownError) as caught:
        open_backup(backup, database, None, passphrase)
    return caught.value.code


def test_nothing_is_restored_into_a_folder_that_other_computers_see(
    backed_up: Backup, clock: Clock, tmp_path: Path
) -> None:
    synced = tmp_path / "Dropbox" / "district.cte"
    synced.parent.mkdir()
    with pytest.raises(KnownError) as caught:
        restore_backup(synced, None, backed_up.path, None, clock)
    assert caught.value.code == "synced_folder"
    assert list(synced.parent.iterdir()) == []


def test_the_laptop_id_in_force_is_remembered_though_it_gave_out_no_serial_yet(
    path: Path, backed_up: Backup, clock: Clock
) -> None:
    present = set[str]()
    for _time in range(2):
        with Database.open(path, writable=True) as opened:
            present.add(opened.facts[LAPTOP_ID])
        restored(path, backed_up.path, clock)
    with Database.open(path, writable=True) as opened:
        assert set(opened.facts[EARLIER_LAPTOPS].split()) == present
        assert opened.facts[LAPTOP_ID] not in present
    assert len(present) == 2


def test_a_backup_is_restored_where_no_database_lies(
    backed_up: Backup, clock: Clock, tmp_path: Path
) -> None:
    place = tmp_path / "new.cte"
    assert restore_backup(place, None, backed_up.path, None, clock).before is None
    assert value(place) == THEN


def test_a_database_that_cannot_be_read_is_kept_beside(
    path: Path, backed_up: Backup, clock: Clock
) -> None:
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)
    done = restored(path, backed_up.path, clock)
    assert done.before is not None
    assert done.before.name.startswith("district.cte.damaged-20270201-")
    assert done.before.read_bytes() == content
    assert keys_path(done.before).read_bytes() == keys_path(path).read_bytes()
    assert value(path) == THEN
    assert [one.reason for one in list_backups(backup_folder(path))] == ["daily"]


def test_an_older_backup_is_brought_up_to_date_before_it_takes_the_place(
    path: Path, backed_up: Backup, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = unlock(path, None)
    upgraded: list[str] = []
    monkeypatch.setattr(restoring, "HEAD", "later")
    monkeypatch.setattr(
        restoring,
        "upgrade_database",
        lambda file, _key, revision: upgraded.append(f"{file.name} {revision}"),
    )
    restored(path, backed_up.path, clock, key)
    assert upgraded == [".district.cte.restoring later"]


def test_a_backup_of_a_newer_version_is_refused(
    path: Path, backed_up: Backup, clock: Clock
) -> None:
    with contextlib.closing(
        connect(backed_up.path, unlock(path, None), Access.WRITE)
    ) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("PRAGMA journal_mode = DELETE")
    forged(backed_up)
    with pytest.raises(KnownError) as caught:
        restored(path, backed_up.path, clock)
    assert caught.value.code == "newer_version"
    assert value(path) == NOW


def _spoil_page(backup: Backup) -> None:
    content = bytearray(backup.path.read_bytes())
    content[-100] ^= 1
    backup.path.write_bytes(content)


def _spoil_page_and_manifest(backup: Backup) -> None:
    _spoil_page(backup)
    forged(backup)


def _put_a_pipe(backup: Backup) -> None:
    manifest_path(backup.path).unlink()
    os.mkfifo(manifest_path(backup.path))


def _halve(backup: Backup) -> None:
    os.truncate(backup.path, 50_000)


def _empty(backup: Backup) -> None:
    os.truncate(backup.path, 0)
    forged(backup)


def _take_other_keys(backup: Backup) -> None:
    other = backup.path.with_name("other.cte")
    Database.create(other, None).close()
    shutil.copy(keys_path(other), keys_path(backup.path))


def _tell(**told: object) -> Callable[[Backup], None]:
    def spoil(backup: Backup) -> None:
        manifest = manifest_path(backup.path)
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | told))

    return spoil


SPOILS: dict[str, tuple[Callable[[Backup], object], str]] = {
    "a page": (_spoil_page, "backup_damaged"),
    "a page and the manifest": (_spoil_page_and_manifest, "damaged"),
    "the key file of another": (_take_other_keys, "backup_damaged"),
    "another digest": (_tell(sha256={"district.cte": "0" * 64}), "backup_damaged"),
    "another file": (_tell(sha256={"../../district.cte": "0" * 64}), "backup_damaged"),
    "no moment": (_tell(made_at="2027-02-01T12:00:00"), "backup_damaged"),
    "a moment that never was": (_tell(made_at="0001-01-01T00:00:00+14:00"), "backup_damaged"),
    "a reason with a path": (_tell(reason="../x"), "backup_damaged"),
    "a list for the digests": (_tell(sha256=[]), "backup_damaged"),
    "a manifest that is huge": (
        lambda one: manifest_path(one.path).write_bytes(b"[" * 10_000_000),
        "backup_damaged",
    ),
    "a manifest without end": (
        lambda one: manifest_path(one.path).write_bytes(b"[" * 60_000),
        "backup_damaged",
    ),
    "no manifest": (lambda one: manifest_path(one.path).unlink(), "backup_unfinished"),
    "a pipe for a manifest": (
        _put_a_pipe,
        "backup_unfinished",
    ),
    "no key file": (lambda one: keys_path(one.path).unlink(), "backup_unfinished"),
    "no copy": (lambda one: one.path.unlink(), "missing"),
    "half a copy": (_halve, "backup_damaged"),
    "no bytes": (_empty, "not_a_database"),
}


@pytest.mark.parametrize("what", SPOILS)
def test_a_backup_that_is_not_what_was_written_is_refused(
    path: Path, backed_up: Backup, clock: Clock, what: str
) -> None:
    spoil, code = SPOILS[what]
    spoil(backed_up)
    list_backups(backed_up.path.parent)
    present = unlock(path, None)
    with pytest.raises(KnownError) as caught:
        restored(path, backed_up.path, clock, present)
    assert caught.value.code in (code, "backup_damaged")
    assert caught.value.text
    assert value(path) == NOW
    assert not fresh_path(path).exists()


def test_commands_in_a_backup_are_never_carried_out(
    path: Path, backed_up: Backup, clock: Clock
) -> None:
    with contextlib.closing(
        connect(backed_up.path, unlock(path, None), Access.WRITE)
    ) as connection:
        connection.execute(
            "CREATE TRIGGER gone AFTER INSERT ON database_fact BEGIN DELETE FROM setting; END"
        )
        connection.execute("PRAGMA journal_mode = DELETE")
    forged(backed_up)
    with pytest.raises(KnownError) as caught:
        restored(path, backed_up.path, clock)
    assert caught.value.code == "foreign_schema"
    assert value(path) == NOW


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE setting SET value = x'00ff'",
        "UPDATE step SET action = 7.5",
        "UPDATE step SET action = CAST(x'43ff' AS TEXT)",
        "UPDATE change SET step = 4000",
    ],
)
def test_values_that_no_program_of_ours_writes_are_damage(
    path: Path, backed_up: Backup, clock: Clock, change: str
) -> None:
    key = unlock(path, None)
    with contextlib.closing(
        connect(backed_up.path, key, Access.WRITE, foreign_keys=False)
    ) as connection:
        connection.execute(change)
        connection.execute("PRAGMA journal_mode = DELETE")
    forged(backed_up)
    if "7.5" in change:  # a text column turns a number into a text: nothing is wrong then
        restored(path, backed_up.path, clock)
        return
    with pytest.raises(KnownError) as caught:
        restored(path, backed_up.path, clock)
    assert caught.value.code == "damaged"
    assert value(path) == NOW


def test_while_another_program_reads_nothing_is_replaced(
    path: Path, backed_up: Backup, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cte_desktop.storage.connection.BUSY_MILLISECONDS", 50)
    with (
        Database.open(path, writable=False) as reader,
        reader.reading(),
        pytest.raises(KnownError) as caught,
    ):
        restored(path, backed_up.path, clock)
    assert caught.value.code == "locked"
    assert value(path) == NOW
    assert [one.reason for one in list_backups(backup_folder(path))] == ["daily"]


def test_while_another_program_writes_nothing_is_replaced(
    path: Path, backed_up: Backup, clock: Clock
) -> None:
    with Database.open(path, writable=True), pytest.raises(KnownError) as caught:
        restored(path, backed_up.path, clock)
    assert caught.value.code == "locked"


def test_the_newest_backup_that_is_good_is_offered(path: Path, backed_up: Backup) -> None:
    key = unlock(path, None)
    later = make_backup(path, key, backup_folder(path), "daily", Clock(date(2027, 2, 2)))
    assert newest_good_backup(path) == later
    later.path.write_bytes(b"spoiled")
    assert newest_good_backup(path) == backed_up
    assert newest_good_backup(path.with_name("other.cte")) is None
    assert newest_good_backup(path.with_name("other.cte"), [later.path.parent]) == backed_up
