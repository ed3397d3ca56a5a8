"""Backups are whole, carry their key, are verified, and are thinned only then."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cte_desktop.storage.backup import (
    Backup,
    backup_folder,
    kept_backups,
    list_backups,
    make_backup,
    thin_backups,
    verify_backup,
)
from cte_desktop.storage.database import Database
from cte_desktop.storage.key_file import keys_path
from cte_desktop.storage.keys import unlock
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.storage.actions import now_set, set_to


def test_a_backup_of_an_open_database_holds_everything_saved(
    database: Database, path: Path, clock: Clock
) -> None:
    set_to(database, 12)
    backup = database.back_up("daily")
    set_to(database, 13)
    assert backup.path.parent == backup_folder(path)
    verify_backup(backup, unlock(backup.path, None))
    with Database.open(backup.path, writable=False) as opened:
        assert now_set(opened) == 12
    assert list_backups(backup_folder(path)) == (backup,)
    assert database.back_up("daily").path != backup.path
    assert {file.suffix for file in backup.path.parent.iterdir()} == {".cte", ".keys", ".json"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_the_key_of_a_backup_is_for_its_owner_alone(database: Database, path: Path) -> None:
    backup = database.back_up("daily")
    assert keys_path(path).stat().st_mode & 0o777 == 0o600
    assert keys_path(backup.path).stat().st_mode & 0o777 == 0o600
    assert keys_path(backup.path).read_bytes() == keys_path(path).read_bytes()


def test_a_spoiled_backup_is_noticed(database: Database, path: Path) -> None:
    backup = database.back_up("daily")
    content = bytearray(backup.path.read_bytes())
    content[-100] ^= 1
    backup.path.write_bytes(content)
    with pytest.raises(KnownError) as caught:
        verify_backup(backup)
    assert caught.value.code == "backup_damaged"


def test_a_backup_into_a_place_that_is_none_gets_a_sentence_and_leaves_no_trace(
    database: Database, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KnownError):
        database.back_up("daily", tmp_path / "file" / "folder")
    assert now_set(database) == 10


def test_what_is_no_manifest_is_left_out(database: Database, path: Path) -> None:
    backup = database.back_up("daily")
    (backup.path.parent / "x.manifest.json").write_text("[]", encoding="utf-8")
    assert list_backups(backup_folder(path)) == (backup,)
    assert list_backups(path.parent / "none") == ()


def test_older_backups_go_only_after_the_newest_was_read_back(
    database: Database, path: Path
) -> None:
    key = unlock(path, None)
    folder = backup_folder(path)
    for day in range(1, 13):
        make_backup(path, key, folder, "daily", Clock(date(2026, 3, day)))
    newest = list_backups(folder)[0]
    content = newest.path.read_bytes()
    newest.path.write_bytes(content[:-1] + b"?")
    today = Clock(date(2026, 3, 12))
    with pytest.raises(KnownError):
        thin_backups(folder, key, today)
    assert len(list_backups(folder)) == 12
    newest.path.write_bytes(content)
    removed = thin_backups(folder, key, today)
    assert [path.name[9:17] for path in removed] == ["20260302"]
    assert not keys_path(removed[0]).exists()
    assert len(list_backups(folder)) == 11


def test_ten_days_eight_weeks_and_twelve_months_are_kept() -> None:
    last = datetime(2027, 2, 1, 12, tzinfo=UTC)
    backups = [
        Backup(Path(f"{day:04}-{hour}"), last - timedelta(days=day, hours=hour), "daily", "", "")
        for day in range(500)
        for hour in (0, 1)
    ]
    kept = sorted(path.name for path in kept_backups(backups, last.date()))
    assert {"0000-0", "0000-1"} <= set(kept)
    assert all(name.endswith("-0") for name in kept if name != "0000-1")
    days = [int(name[:4]) for name in kept]
    assert set(range(10)) <= set(days)
    assert 300 < max(days) < 366
    assert len(kept) <= 1 + 10 + 8 + 12
