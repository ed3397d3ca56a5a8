"""What must never be written: rows of a database that was closed, and rows without their owner."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from cte_desktop.storage import rekeying
from cte_desktop.storage.check import check_database
from cte_desktop.storage.database import Database
from cte_desktop.storage.facts import read_facts, write_fact
from cte_desktop.storage.key_file import keys_path
from cte_desktop.storage.nouns import NOUNS
from cte_desktop.storage.restore import restore_backup
from cte_desktop.storage.restore_swap import UNFINISHED
from cte_desktop.storage.undo import refusal, step_to_undo, undo
from cte_desktop.system.errors import KnownError
from tests.storage.bringing import a_file, a_semester, a_student, bring, everything

pytestmark = pytest.mark.usefixtures("quick_keys")


def _mark(database: Database, value: str) -> None:
    with database.writing() as tx:
        write_fact(tx.connection, "mark", value)


def _code_of_marking(database: Database) -> str:
    with pytest.raises(KnownError) as caught:
        _mark(database, "too late")
    return caught.value.code


def test_a_closed_database_takes_nothing_more(database: Database, path: Path) -> None:
    _mark(database, "in time")
    database.close()
    assert _code_of_marking(database) == "closed"
    keys = keys_path(path).read_bytes()
    for deed in (
        lambda: database.back_up("manual"),
        lambda: database.apart(lambda *_: None),
        lambda: database.alone(lambda *_: None),
        lambda: database.change_passphrase("four words of Núñez"),
        database.replace_recovery_code,
        lambda: database.add_person_key("1", "A. Lee", "four words of Núñez"),
    ):
        with pytest.raises(KnownError) as caught:
            deed()
        assert caught.value.code == "closed"
    assert keys_path(path).read_bytes() == keys
    with Database.open(path, writable=True) as again, again.reading() as tx:
        assert read_facts(tx.connection)["mark"] == "in time"


def test_who_waits_while_a_backup_takes_the_place_writes_nothing_into_it(
    database: Database, path: Path, tmp_path: Path
) -> None:
    _mark(database, "then")
    kept = database.back_up("manual")
    _mark(database, "now")
    said: list[str] = []
    waiting = threading.Thread(target=lambda: said.append(_code_of_marking(database)))

    def put(file: Path, key: bytes) -> bytes:
        waiting.start()
        return restore_backup(file, key, kept.path, None, database.clock).key

    database.exchange_file(put, closing=True)
    waiting.join()
    assert said == ["closed"]
    with Database.open(path, writable=True) as again, again.reading() as tx:
        assert read_facts(tx.connection)["mark"] == "then"


def test_a_restore_that_could_not_be_ended_leaves_the_database_closed(database: Database) -> None:
    def put(_file: Path, _key: bytes) -> bytes:
        raise KnownError(UNFINISHED, "It has its place.")

    with pytest.raises(KnownError):
        database.exchange_file(put, closing=True)
    assert _code_of_marking(database) == "closed"


def _write_a_plan_of_nobody(database: Database) -> None:
    with database.writing() as tx:
        run = tx.connection.exec_driver_sql
        run("PRAGMA defer_foreign_keys = ON")
        run("INSERT INTO plan (uid, student, name, status, step) VALUES ('u', 99, 'A', '', 0)")


def test_after_a_commit_that_fails_the_next_change_goes_at_once(database: Database) -> None:
    with pytest.raises(IntegrityError):
        _write_a_plan_of_nobody(database)
    _mark(database, "goes on")
    with database.reading() as tx:
        assert read_facts(tx.connection)["mark"] == "goes on"


def test_what_is_told_after_the_new_file_has_its_place_never_brings_the_old_key_back(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mark(database, "before")
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        done = real(self, target)
        if ".rekeying" in self.name:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        rekeying.give_passphrase(database, "four words of Núñez")
    monkeypatch.undo()
    database.close()
    with Database.open(path, "four words of Núñez", writable=True) as again, again.reading() as tx:
        assert read_facts(tx.connection)["mark"] == "before"


@pytest.mark.parametrize("checked", [True, False])
def test_an_import_is_not_taken_back_when_what_comes_back_would_belong_to_nobody(
    database: Database, path: Path, checked: bool
) -> None:
    students = [a_student("1"), a_student("2", "Silva")]
    semesters = [a_semester("1"), a_semester("1", "ALG1"), a_semester("2")]
    bring(database, a_file("students", *students), a_file("record", *semesters))
    bring(database, a_file("record", semesters[2]), replace=True)
    bring(database, a_file("students", students[1]), replace=True)
    before = everything(database)
    with database.reading() as tx:
        number = 2
        told = refusal(tx, NOUNS, step_to_undo(tx, number))
    assert told is not None
    assert told.code == "changed_since"
    with pytest.raises(KnownError) as caught, database.writing(checked=checked) as tx:
        undo(tx, NOUNS, number)
    assert caught.value.code == "changed_since"
    assert everything(database) == before
    database.close()
    assert check_database(path) == ()


def test_imports_are_taken_back_newest_first(database: Database) -> None:
    students = [a_student("1"), a_student("2", "Silva")]
    semesters = [a_semester("1"), a_semester("1", "ALG1"), a_semester("2")]
    bring(database, a_file("students", *students), a_file("record", *semesters))
    whole = everything(database)
    bring(database, a_file("record", semesters[2]), replace=True)
    bring(database, a_file("students", students[1]), replace=True)
    for number in (3, 2):
        with database.reading() as tx:
            assert refusal(tx, NOUNS, step_to_undo(tx, number)) is None
        with database.writing(checked=False) as tx:
            undo(tx, NOUNS, number)
    assert everything(database) == whole


@pytest.mark.parametrize("checked", [True, False])
def test_what_a_person_wrote_since_is_named_before_and_when_an_import_is_taken_back(
    database: Database, checked: bool
) -> None:
    bring(database, a_file("students", a_student("1"), a_student("2", "Silva")))
    bring(database, a_file("record", a_semester("2")))
    before = everything(database)
    with database.reading() as tx:
        told = refusal(tx, NOUNS, step_to_undo(tx, 1))
    assert told is not None
    assert told.values["later"] == 2
    with pytest.raises(KnownError) as caught, database.writing(checked=checked) as tx:
        undo(tx, NOUNS, 1)
    assert caught.value.values["later"] == 2
    assert everything(database) == before
    with database.writing(checked=checked) as tx:
        undo(tx, NOUNS, 2)
    with database.writing(checked=checked) as tx:
        undo(tx, NOUNS, 1)
