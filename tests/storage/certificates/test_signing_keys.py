"""Signing keys: one per school year and laptop, made when first needed, and never another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection

from cte_desktop.domain.completion.certificates.public_keys import key_statement
from cte_desktop.domain.completion.certificates.serial import laptop_of_serial
from cte_desktop.exchange.certificates.key_lists import KeyList, read_key_list, write_key_list
from cte_desktop.exchange.certificates.signatures import signature_holds
from cte_desktop.storage import creation, opening, upgrade
from cte_desktop.storage.backup import backup_folder
from cte_desktop.storage.certificates.revocations import load_revocations, record_revocation
from cte_desktop.storage.certificates.signing_keys import (
    newest_key,
    public_keys,
    signing_key,
)
from cte_desktop.storage.database import Database
from cte_desktop.storage.facts import DATABASE_ID, LAPTOP_ID, write_fact
from cte_desktop.storage.history import list_steps
from cte_desktop.storage.identity import new_id, new_laptop_id
from cte_desktop.storage.keys import unlock_with_recovery
from cte_desktop.system.clock import Clock

SERIAL = "2027-K7QM-00042-P"


def made(database: Database, school_year: int = 2026) -> bytes:
    with database.writing() as tx:
        return signing_key(tx, school_year).key_id


def test_the_first_use_of_a_school_year_makes_its_key_and_later_ones_find_it(
    memory: Database,
) -> None:
    with memory.reading() as tx:
        assert (newest_key(tx), public_keys(tx)) == (None, ())
    first = made(memory)
    assert made(memory) == first
    second = made(memory, 2027)
    assert second != first
    assert made(memory) == first
    with memory.reading() as tx:
        assert [key.key_id for key in public_keys(tx)] == [first, second]
        newest = newest_key(tx)
        assert newest is not None
        assert newest.key_id == second
        assert signing_key(tx, 2026).key_id == first


def test_a_key_knows_its_year_laptop_and_day_and_is_signed_by_itself_and_the_one_before(
    memory: Database,
) -> None:
    made(memory)
    made(memory, 2027)
    with memory.reading() as tx:
        first, second = public_keys(tx)
    assert (first.school_year, second.school_year) == (2026, 2027)
    assert first.laptop == laptop_of_serial(memory.facts[LAPTOP_ID])
    assert first.made_on == date(2027, 2, 1)
    assert (first.previous_id, first.previous_signature) == (b"", b"")
    assert second.previous_id == first.key_id
    statement = key_statement(second)
    assert signature_holds(second.public, second.own_signature, statement)
    assert signature_holds(first.public, second.previous_signature, statement)


def test_a_signature_holds_for_what_was_signed_alone(memory: Database) -> None:
    with memory.writing() as tx:
        key = signing_key(tx, 2026)
    signature = key.sign(b"a record")
    assert signature_holds(key.public.public, signature, b"a record")
    assert not signature_holds(key.public.public, signature, b"a recorD")


def test_the_private_half_is_not_shown(memory: Database) -> None:
    with memory.writing() as tx:
        assert "private" not in repr(signing_key(tx, 2026)).lower()


def test_looking_alone_makes_no_key(memory: Database) -> None:
    with memory.reading() as tx, pytest.raises(RuntimeError, match="writing"):
        signing_key(tx, 2026)


def test_a_key_of_work_that_is_given_up_does_not_stay(memory: Database) -> None:
    with memory.trying() as tx:
        signing_key(tx, 2026)
    with memory.reading() as tx:
        assert public_keys(tx) == ()


def test_another_laptop_s_copy_makes_its_own_key_which_the_older_one_signs(
    memory: Database,
) -> None:
    first = made(memory)
    memory.facts[LAPTOP_ID] = "ZZZZ99"
    assert made(memory) != first
    with memory.reading() as tx:
        older, newer = public_keys(tx)
        signer = newest_key(tx)
    assert (older.school_year, newer.school_year) == (2026, 2026)
    assert newer.laptop == "ZZZZ"
    assert newer.previous_id == older.key_id
    assert signer is not None
    keys = KeyList("District", (older, newer), (), date(2027, 2, 1))
    assert read_key_list(write_key_list(keys, signer)) == keys


def test_the_printed_recovery_code_opens_a_backup_with_the_keys(path: Path, clock: Clock) -> None:
    with Database.create(path, "correct horse", clock=clock) as database:
        key = made(database)
        backup = database.back_up("daily")
        recovery_code = database.recovery_code
    assert backup.path.parent == backup_folder(path)
    assert recovery_code is not None
    unlocked = unlock_with_recovery(backup.path, recovery_code)
    with (
        Database.open(backup.path, key=unlocked, writable=False, clock=clock) as copy,
        copy.reading() as tx,
    ):
        assert signing_key(tx, 2026).key_id == key


def test_nothing_of_a_key_is_readable_in_the_file(path: Path, clock: Clock) -> None:
    with Database.create(path, None, clock=clock) as database:
        made(database)
        with database.reading() as tx:
            (key,) = public_keys(tx)
    content = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert key.public not in content
    assert key.key_id.hex().encode() not in content


def test_making_a_key_is_no_step_that_could_be_undone(memory: Database) -> None:
    made(memory)
    with memory.reading() as tx:
        assert list_steps(tx) == ()


def test_a_revocation_is_kept_with_its_day_and_reason_and_written_once(memory: Database) -> None:
    with memory.writing() as tx:
        assert record_revocation(tx, SERIAL, " Printed with a wrong name ")
        assert not record_revocation(tx, SERIAL, "Another reason")
    with memory.reading() as tx:
        (revoked,) = load_revocations(tx)
    assert (revoked.serial, revoked.on) == (SERIAL, date(2027, 2, 1))
    assert revoked.reason == "Printed with a wrong name"


@pytest.mark.parametrize(
    ("serial", "reason"),
    [
        ("2027-K7QM-00042-X", "x"),
        ("2027k7qm00042p", "x"),
        (SERIAL, " "),
        (SERIAL, "two\nlines"),
        (SERIAL, "x" * 201),
    ],
)
def test_a_revocation_needs_a_serial_and_one_short_line(
    memory: Database, serial: str, reason: str
) -> None:
    with memory.writing() as tx, pytest.raises(ValueError, match=r"serial|reason"):
        record_revocation(tx, serial, reason)


def test_a_database_of_before_gets_the_tables_and_can_sign(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_before(connection: Connection, clock: Clock) -> None:
        upgrade.migrate(connection, "0003")
        write_fact(connection, DATABASE_ID, new_id(clock.now()))
        write_fact(connection, LAPTOP_ID, new_laptop_id())

    with monkeypatch.context() as then:
        then.setattr(creation, "write_schema", as_before)
        then.setattr(opening, "HEAD", "0003")
        Database.create(path, None, clock=clock).close()
    with Database.open(path, writable=True, clock=clock) as database:
        key = made(database)
        with database.writing() as tx:
            assert record_revocation(tx, SERIAL, "Printed with a wrong name")
    with Database.open(path, writable=False, clock=clock) as database, database.reading() as tx:
        assert [one.key_id for one in public_keys(tx)] == [key]
        assert len(load_revocations(tx)) == 1
