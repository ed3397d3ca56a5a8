"""What the machine does to a database: kills in the middle of work, and flipped bits."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from cte_desktop.storage.check import check_database
from cte_desktop.storage.connection import Access, connect
from cte_desktop.storage.database import Database
from cte_desktop.storage.history import list_steps
from cte_desktop.storage.keys import unlock
from cte_desktop.system.errors import KnownError
from tests.storage.actions import in_child, now_set, set_to, start_child

KILLS = 10
FLIPS = 40


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_killed_writers_lose_nothing_that_was_acknowledged(closed: Path) -> None:
    chance = random.Random(7)  # a fixed row of moments
    reading, writing = os.pipe()

    def work() -> None:
        with Database.open(closed, writable=True) as database:
            start = int(now_set(database)) + 1  # a setting that is so already makes no step
            for number in range(start, start + 100_000):
                set_to(database, number % 60)
                os.write(writing, b".")

    acknowledged = 0
    for _ in range(KILLS):
        child = start_child(work)
        acknowledged += len(os.read(reading, 1))
        time.sleep(chance.uniform(0, 0.04))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.set_blocking(reading, False)
        with contextlib.suppress(BlockingIOError):
            acknowledged += len(os.read(reading, 1_000_000))
        os.set_blocking(reading, True)
        with Database.open(closed, writable=False) as database, database.reading() as tx:
            stored = len(list_steps(tx))
        assert acknowledged <= stored <= acknowledged + KILLS
        acknowledged = stored
    assert acknowledged > KILLS
    assert check_database(closed) == ()


def test_every_flipped_bit_is_noticed(closed: Path) -> None:
    with Database.open(closed, writable=True) as database:
        for number in range(5):
            set_to(database, number)
    assert check_database(closed) == ()
    whole = closed.read_bytes()
    chance = random.Random(7)
    for _ in range(FLIPS):
        place = chance.randrange(len(whole))
        spoiled = bytearray(whole)
        spoiled[place] ^= 1 << chance.randrange(8)
        closed.write_bytes(spoiled)
        damages = check_database(closed)
        assert damages, f"bit at {place} unnoticed"
        assert all(damage.text and damage.code for damage in damages)


def test_a_damaged_first_page_is_damage_and_no_foreign_key(closed: Path) -> None:
    spoiled = bytearray(closed.read_bytes())
    spoiled[1000] ^= 1
    closed.write_bytes(spoiled)
    (damage,) = check_database(closed)
    assert damage.code == "unreadable"


def test_a_damaged_page_is_told_when_it_is_read(closed: Path) -> None:
    whole = bytearray(closed.read_bytes())
    for place in range(4096 + 2000, len(whole), 4096):
        whole[place] ^= 1
    closed.write_bytes(whole)
    with pytest.raises(KnownError) as caught:
        Database.open(closed, writable=False)
    assert caught.value.code in ("damaged", "not_a_database", "disk_error")


def test_a_broken_reference_is_found(closed: Path) -> None:
    connection = connect(closed, unlock(closed, None), Access.WRITE, foreign_keys=False)
    connection.execute("INSERT INTO disclosed_student VALUES (99, 'nobody')")
    connection.close()
    (damage,) = check_database(closed)
    assert damage.code == "reference_broken"


def test_a_tampered_history_is_found(closed: Path) -> None:
    with Database.open(closed, writable=True) as database:
        set_to(database, 12)
    connection = connect(closed, unlock(closed, None), Access.WRITE)
    connection.execute("UPDATE step SET actor = 'somebody else'")
    connection.close()
    (damage,) = check_database(closed)
    assert damage.code == "history_broken"


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_disk_that_gives_out_within_a_backup_is_told(path: Path) -> None:
    import resource

    with Database.create(path, None) as database:
        for number in range(3):
            set_to(database, number)

    def back_up_too_much() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        with Database.open(path, writable=False) as database, pytest.raises(KnownError) as caught:
            database.back_up("daily")
        assert caught.value.code in ("disk_error", "disk_full")

    in_child(back_up_too_much)
    assert check_database(path) == ()
    with Database.open(path, writable=False) as database:
        database.back_up("daily")
