"""The database as a file: made, opened, read beside a writer, refused when it must be."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from cte_desktop.storage import creation
from cte_desktop.storage.backup import backup_folder, verify_backup
from cte_desktop.storage.check import check_database
from cte_desktop.storage.connection import Access, connect
from cte_desktop.storage.database import Database
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.key_file import keys_path
from cte_desktop.storage.keys import unlock, unlock_with_recovery
from cte_desktop.storage.lock import lock_path
from cte_desktop.storage.settings import save_setting
from cte_desktop.storage.transaction import Transaction
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.storage.actions import in_child, now_set, set_to

NOBODY = 65534
posix = pytest.mark.skipif(sys.platform == "win32", reason="forks")


def _code_of(action: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as caught:
        action()
    assert caught.value.text
    return caught.value.code


def _read(path: Path, passphrase: str | None = None) -> Database:
    return Database.open(path, passphrase, writable=False)


def _write(path: Path, passphrase: str | None = None) -> Database:
    return Database.open(path, passphrase, writable=True)


def test_a_database_opens_by_passphrase_or_recovery_code_and_hides_everything(path: Path) -> None:
    with Database.create(path, "correct horse") as made:
        with made.writing() as tx:
            begin_step(tx, "change_setting", {"note": "Zweiundvierzig"})
            save_setting(tx, "travel_margin_minutes", 42)
        code = made.recovery_code
    assert code is not None
    assert b"Zweiundvierzig" not in path.read_bytes()
    assert b"SQLite format" not in path.read_bytes()
    with _read(path, "correct horse") as opened:
        assert opened.recovery_code is None
    assert _code_of(lambda: _write(path, "wrong")) == "wrong_passphrase"
    assert _code_of(lambda: _read(path)) == "passphrase_needed"
    assert not lock_path(path).exists()
    key = unlock_with_recovery(path, code)
    with Database.open(path, key=key, writable=True) as opened:
        opened.change_passphrase("battery staple")
        assert opened.replace_recovery_code() != code
    _read(path, "battery staple").close()


def test_the_pragmas_that_safety_rests_on_are_set(database: Database) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
    }
    with database.writing() as tx:
        found = {
            name: tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected
        }
    assert found == expected


def test_references_are_left_unchecked_only_where_that_is_asked(database: Database) -> None:
    found = []
    for checked in (True, False, True):
        with database.writing(checked=checked) as tx:
            found.append(tx.connection.exec_driver_sql("PRAGMA foreign_keys").scalar())
    assert found == [1, 0, 1]


def test_a_new_database_never_takes_the_place_of_a_file(closed: Path) -> None:
    before = closed.read_bytes()
    assert _code_of(lambda: Database.create(closed, None)) == "exists"
    assert closed.read_bytes() == before
    assert not lock_path(closed).exists()


def test_an_interrupted_creation_leaves_nothing_and_can_be_repeated(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(creation, "write_schema", interrupt)
    with pytest.raises(KeyboardInterrupt):
        Database.create(path, None)
    assert list(path.parent.iterdir()) == []
    monkeypatch.undo()
    Database.create(path, None).close()
    assert {file.name for file in path.parent.iterdir()} == {path.name, keys_path(path).name}


@posix
def test_a_creation_killed_just_before_its_end_can_be_repeated(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(creation, "flush_file", lambda _: os._exit(0))
    in_child(lambda: Database.create(path, None).close())
    monkeypatch.undo()
    assert not path.exists()
    Database.create(path, None).close()
    assert {file.name for file in path.parent.iterdir()} == {path.name, keys_path(path).name}


def test_a_key_file_without_its_database_is_kept_aside(path: Path) -> None:
    keys_path(path).write_text("the way into a database that was moved", encoding="utf-8")
    Database.create(path, None).close()
    kept = path.with_name(keys_path(path).name + ".old1")
    assert kept.read_text(encoding="utf-8") == "the way into a database that was moved"


def test_places_and_files_that_are_none_get_a_sentence(tmp_path: Path) -> None:
    missing = tmp_path / "none" / "a.cte"
    assert _code_of(lambda: Database.create(missing, None)) == "no_folder"
    assert _code_of(lambda: Database.create(tmp_path / "Dropbox" / "a", None)) == "synced_folder"
    assert _code_of(lambda: _read(missing)) == "missing"
    assert _code_of(lambda: _read(tmp_path)) == "not_a_database"
    (tmp_path / "a.cte").write_text("a text", encoding="utf-8")
    assert _code_of(lambda: _read(tmp_path / "a.cte")) == "keys_missing"


@pytest.mark.parametrize("content", [b"", b"x" * 8192])
def test_a_file_that_is_no_database_is_refused_untouched(closed: Path, content: bytes) -> None:
    closed.write_bytes(content)
    assert _code_of(lambda: _write(closed)) == "not_a_database"
    assert _code_of(lambda: _read(closed)) == "not_a_database"
    assert _code_of(lambda: check_database(closed)) == "not_a_database"
    assert closed.read_bytes() == content


def test_the_key_of_another_database_is_refused(closed: Path) -> None:
    other = closed.with_name("other.cte")
    Database.create(other, None).close()
    shutil.copyfile(keys_path(other), keys_path(closed))
    for look in (_read, check_database):
        with pytest.raises(KnownError, match="wrong passphrase or damaged file") as caught:
            look(closed)
        assert caught.value.exit_status == 3


def test_a_database_of_a_newer_version_is_refused_untouched(closed: Path) -> None:
    key = unlock(closed, None)
    connection = connect(closed, key, Access.WRITE)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = closed.read_bytes()
    assert _code_of(lambda: _write(closed)) == "newer_version"
    assert _code_of(lambda: _read(closed)) == "newer_version"
    assert closed.read_bytes() == before


def test_readers_work_beside_a_writer_and_see_one_state(database: Database, path: Path) -> None:
    assert _code_of(lambda: _write(path)) == "locked"
    with _read(path) as reader, reader.reading() as tx:
        query = text("SELECT count(*) FROM step")
        assert tx.connection.scalar(query) == 0
        set_to(database, 12)
        assert tx.connection.scalar(query) == 0
    with _read(path) as reader:
        assert now_set(reader) == 12


def test_a_reader_cannot_write(database: Database, path: Path) -> None:
    with _read(path) as reader, pytest.raises(RuntimeError), reader.writing():
        pass
    change = text("INSERT INTO setting VALUES ('x', 'y')")
    with pytest.raises(KnownError) as caught, database.reading() as tx:
        tx.connection.execute(change)
    assert caught.value.code == "read_only"


def _write_much(tx: Transaction) -> None:
    tx.connection.execute(text("UPDATE setting SET value = '13'"))
    for number in range(100):
        row = f"INSERT INTO setting SELECT 'x{number}', hex(randomblob(20000))"
        tx.connection.execute(text(row))


def test_a_full_database_tells_so_and_keeps_all_before(database: Database, path: Path) -> None:
    set_to(database, 12)

    def write_too_much() -> None:
        with database.writing() as tx:
            pages = tx.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            tx.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
            _write_much(tx)

    with pytest.raises(KnownError) as caught:
        write_too_much()
    assert caught.value.code == "disk_full"
    assert "not saved" in caught.value.kept
    assert now_set(database) == 12
    assert check_database(path) == ()


@posix
def test_a_disk_that_takes_no_more_leaves_all_before(closed: Path) -> None:
    import resource

    def write_too_much() -> None:
        with _write(closed) as database:
            set_to(database, 12)
            limit = closed.stat().st_size + 100_000  # what is in the file may be written anew
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            with pytest.raises(KnownError) as caught, database.writing() as tx:
                _write_much(tx)
            assert caught.value.code in ("disk_full", "disk_error")
            assert now_set(database) == 12

    in_child(write_too_much)
    assert check_database(closed) == ()
    with _read(closed) as database:
        assert now_set(database) == 12


@pytest.fixture
def read_only_folder(closed: Path) -> Iterator[Path]:
    """The database in a folder where nobody may write; outside of root's own temporary folder."""
    folder = Path(tempfile.mkdtemp())
    for file in closed.parent.iterdir():
        shutil.copyfile(file, folder / file.name)
    yield folder / closed.name
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _as_nobody(action: Callable[[], None]) -> None:
    def drop_rights_and_act() -> None:
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        action()

    in_child(drop_rights_and_act)


@posix
def test_a_read_only_folder_can_be_read_and_not_written(read_only_folder: Path) -> None:
    read_only_folder.parent.chmod(0o555)

    def look() -> None:
        with _read(read_only_folder) as database:
            assert now_set(database) == 10
        assert check_database(read_only_folder) == ()
        assert _code_of(lambda: _write(read_only_folder)) == "read_only"
        with pytest.raises(KnownError) as caught:
            _write(read_only_folder)
        assert "noted in the database" in caught.value.do
        beside = read_only_folder.with_name("b.cte")
        assert _code_of(lambda: Database.create(beside, None)) == "read_only"

    _as_nobody(look)
    assert len(list(read_only_folder.parent.iterdir())) == 2


@posix
def test_a_database_in_a_read_only_folder_is_backed_up_elsewhere(read_only_folder: Path) -> None:
    elsewhere = Path(tempfile.mkdtemp())
    elsewhere.chmod(0o777)
    read_only_folder.parent.chmod(0o555)

    def back_up() -> None:
        with _read(read_only_folder) as database:
            verify_backup(database.back_up("manual", elsewhere), unlock(read_only_folder, None))
            with pytest.raises(KnownError) as caught:
                database.back_up("manual")
        assert caught.value.code == "read_only"
        assert str(backup_folder(read_only_folder)) in caught.value.text

    try:
        _as_nobody(back_up)
    finally:
        shutil.rmtree(elsewhere)


@posix
def test_on_a_full_disk_reading_works_and_writing_is_refused(closed: Path) -> None:
    import resource

    def look() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        with _read(closed) as database:
            assert now_set(database) == 10
        assert check_database(closed) == ()
        assert _code_of(lambda: _write(closed)) == "disk_full"
        beside = closed.with_name("b.cte")
        assert _code_of(lambda: Database.create(beside, None)) == "disk_full"
        assert not list(closed.parent.glob("*.lock"))

    in_child(look)


@posix
def test_what_a_full_disk_hides_from_reading_is_told_as_that(closed: Path) -> None:
    import resource

    def leave_a_log() -> None:
        set_to(_write(closed), 12)
        os._exit(0)

    in_child(leave_a_log)
    closed.with_name(closed.name + "-shm").unlink()

    def look() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        for action in (lambda: _read(closed), lambda: check_database(closed)):
            with pytest.raises(KnownError) as caught:
                action()
            assert caught.value.code in ("disk_full", "disk_error")
            assert caught.value.kept == "It was not touched."

    in_child(look)


@posix
def test_a_log_with_changes_in_a_read_only_folder_is_not_overlooked(read_only_folder: Path) -> None:
    def leave_a_log() -> None:
        set_to(_write(read_only_folder), 12)
        os._exit(0)

    in_child(leave_a_log)
    log = read_only_folder.with_name(read_only_folder.name + "-wal")
    assert log.stat().st_size > 0
    for ending in ("-shm", ".lock"):
        read_only_folder.with_name(read_only_folder.name + ending).unlink()
    log.chmod(0o644)
    read_only_folder.parent.chmod(0o555)
    _as_nobody(lambda: _assert_refused(read_only_folder))
    read_only_folder.parent.chmod(0o755)
    with _read(read_only_folder) as database:
        assert now_set(database) == 12


def _assert_refused(path: Path) -> None:
    assert _code_of(lambda: _read(path)) == "read_only"


@posix
def test_a_read_only_file_is_not_opened_for_writing(read_only_folder: Path) -> None:
    read_only_folder.chmod(0o444)
    read_only_folder.parent.chmod(0o777)
    _as_nobody(lambda: _assert_not_written(read_only_folder))


def _assert_not_written(path: Path) -> None:
    assert _code_of(lambda: _write(path)) == "read_only"


def test_a_database_in_memory_is_like_any_other(memory: Database, clock: Clock) -> None:
    set_to(memory, 12)
    assert now_set(memory) == 12
    assert memory.path is None
    with Database.in_memory(clock=clock) as other:
        assert now_set(other) == 10
        assert other.actor
