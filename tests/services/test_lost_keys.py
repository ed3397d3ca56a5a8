"""A missing or damaged key file: that of a backup is put back, and no record is touched."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.services.lost_keys import LOST, newest_kept_keys, put_back_keys
from cte_desktop.storage.database import Database
from cte_desktop.storage.key_file import keys_path
from cte_desktop.storage.lock import WriterLock
from cte_desktop.storage.rekeying import give_passphrase
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError

pytestmark = pytest.mark.usefixtures("quick_keys")

CLOCK = Clock(date(2026, 11, 22))
OLD, NEW = "maple river eleven boats", "seven quiet doors"


def _made(tmp_path: Path, passphrase: str | None) -> Path:
    file = tmp_path / "district.cte"
    with Database.create(file, passphrase, clock=CLOCK) as database:
        database.back_up("manual")
    return file


@pytest.mark.parametrize("passphrase", [None, OLD])
@pytest.mark.parametrize("lost", ["missing", "flipped", "empty"])
def test_the_key_file_of_the_newest_backup_opens_it_again(
    tmp_path: Path, passphrase: str | None, lost: str
) -> None:
    file = _made(tmp_path, passphrase)
    before = file.read_bytes()
    whole = keys_path(file).read_bytes()
    if lost == "missing":
        keys_path(file).unlink()
    else:
        spoiled = whole.replace(b'"sha256": "', b'"sha256": "f') if lost == "flipped" else b""
        keys_path(file).write_bytes(spoiled)
    with pytest.raises(KnownError) as caught:
        Database.open(file, passphrase, writable=False)
    assert caught.value.code in LOST
    kept = newest_kept_keys(file)
    assert kept is not None
    aside = put_back_keys(file, kept, CLOCK)
    assert (aside is None) == (lost == "missing")
    assert keys_path(file).read_bytes() == whole
    assert file.read_bytes() == before
    Database.open(file, passphrase, writable=True).close()
    with pytest.raises(KnownError) as caught:
        put_back_keys(file, kept, CLOCK, passphrase)
    assert caught.value.code == "keys_are_sound"
    assert keys_path(file).read_bytes() == whole


def test_a_damaged_one_and_one_of_before_the_passphrase_are_passed_over(tmp_path: Path) -> None:
    file = _made(tmp_path, None)
    with Database.open(file, writable=True, clock=CLOCK) as database:
        give_passphrase(database, NEW)
        good = database.back_up("manual").path
    with Database.open(file, NEW, writable=True, clock=Clock(date(2026, 11, 23))) as database:
        newest = database.back_up("manual").path
    keys_path(newest).write_bytes(keys_path(newest).read_bytes()[:-9])
    keys_path(file).unlink()
    kept = newest_kept_keys(file)
    assert kept is not None
    assert kept.backup == good
    shutil.rmtree(good.parent)
    assert newest_kept_keys(file) is None
    assert newest_kept_keys(tmp_path / "nothing.cte") is None


def test_while_somebody_has_it_open_nothing_is_put_back(tmp_path: Path) -> None:
    file = _made(tmp_path, OLD)
    kept = newest_kept_keys(file)
    assert kept is not None
    lock = WriterLock(file)
    with pytest.raises(KnownError) as caught:
        put_back_keys(file, kept, CLOCK)
    lock.release()
    assert caught.value.code == "locked"
