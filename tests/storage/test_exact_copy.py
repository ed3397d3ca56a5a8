"""A copy page by page holds all that was saved, or is not made; writers go on meanwhile."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from cte_desktop.storage import exact_copy
from cte_desktop.storage.backup import (
    backup_folder,
    kept_backups,
    list_backups,
    make_backup,
    thin_backups,
    verify_backup,
)
from cte_desktop.storage.database import Database
from cte_desktop.storage.exact_copy import copy_exactly
from cte_desktop.storage.files import digest_of
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.settings import save_setting
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.storage.actions import now_set, set_to


def test_what_lies_in_the_log_is_in_the_copy(database: Database, path: Path) -> None:
    for value in range(20):
        set_to(database, value)
    part = path.with_name("part.cte")
    digest = copy_exactly(path, part, unlock(path, None))
    assert digest == digest_of(part)
    path.with_name("part.cte.keys").write_bytes(path.with_name("district.cte.keys").read_bytes())
    with Database.open(part, writable=False) as copied:
        assert now_set(copied) == 19
    set_to(database, 20)
    assert now_set(database) == 20


def test_beside_a_writer_at_work_another_copy_is_made(database: Database, path: Path) -> None:
    set_to(database, 12)
    with database.writing() as tx:
        begin_step(tx, "change_setting", {"name": "travel_margin_minutes"})
        save_setting(tx, "travel_margin_minutes", 13)
        tx.session.flush()
        assert copy_exactly(path, path.with_name("part.cte"), unlock(path, None)) is None
        backup = database.back_up("before-import")
    assert now_set(database) == 13
    verify_backup(backup, unlock(backup.path, None))
    with Database.open(backup.path, writable=False) as copied:
        assert now_set(copied) == 12


def test_while_a_reader_holds_an_older_state_another_copy_is_made(
    database: Database, path: Path
) -> None:
    with database.reading() as tx:
        tx.connection.exec_driver_sql("SELECT count(*) FROM setting").all()
        set_to(database, 12)
        assert copy_exactly(path, path.with_name("part.cte"), unlock(path, None)) is None
        backup = database.back_up("daily")
    with Database.open(backup.path, writable=False) as copied:
        assert now_set(copied) == 12


def test_a_disk_that_reads_back_other_bytes_is_noticed(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_to(database, 12)

    def spoil(part: Path) -> None:
        content = part.read_bytes()
        part.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    monkeypatch.setattr(exact_copy, "flush_file", spoil)
    with pytest.raises(KnownError) as caught:
        database.back_up("daily")
    assert caught.value.code == "write_not_verified"
    assert list_backups(backup_folder(path)) == ()
    assert list(backup_folder(path).iterdir()) == []


def test_what_a_restore_replaced_and_what_was_made_by_hand_stay_for_a_month(
    path: Path, database: Database
) -> None:
    key, folder, first = unlock(path, None), backup_folder(path), date(2027, 3, 1)
    assert now_set(database) == 10
    for reason in ("before-restore", "manual", "manual", "daily"):
        make_backup(path, key, folder, reason, Clock(first))
    for days in (29, 31):
        kept = kept_backups(list_backups(folder), first + timedelta(days=days))
        reasons = [one.reason for one in list_backups(folder) if one.path in kept]
        wanted = ["before-restore", "manual", "manual"] if days < 30 else ["manual"]
        assert sorted(reasons) == wanted  # of a day the last one stays anyway


def test_copies_that_were_never_finished_go_after_a_day(database: Database, path: Path) -> None:
    folder = database.back_up("daily").path.parent
    part = folder / ".district-20270101-120000-daily.cte.part"
    part.write_bytes(b"half")
    key = unlock(path, None)
    thin_backups(folder, key, Clock(date(2000, 1, 1)))
    assert part.exists()
    thin_backups(folder, key, Clock(date(2100, 1, 1)))
    assert not part.exists()
