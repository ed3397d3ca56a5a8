"""A restore shortens neither the log of disclosures nor that of what was destroyed."""

from __future__ import annotations

from pathlib import Path

from cte_desktop.storage.database import Database
from cte_desktop.storage.disclosures import list_disclosures, record_disclosure
from cte_desktop.storage.facts import EARLIER_LAPTOPS, LAPTOP_ID
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.lock import WriterLock
from cte_desktop.storage.restore import Restored, restore_backup
from cte_desktop.storage.retention.destructions import list_destructions, note_destruction
from cte_desktop.system.clock import Clock


def disclose(database: Database, *students: str, recipient: str = "family") -> None:
    with database.writing() as tx:
        record_disclosure(tx, "plan", students, recipient=recipient, purpose="advice")


def restore(path: Path, source: Path, clock: Clock) -> Restored:
    lock = WriterLock(path)
    try:
        return restore_backup(path, unlock(path, None), source, None, clock)
    finally:
        lock.release()


def test_the_logs_have_every_entry_whichever_backup_is_restored(path: Path, clock: Clock) -> None:
    with Database.create(path, None, clock=clock) as made:
        disclose(made, "ana")
        first = made.back_up("manual").path
        disclose(made, "ben", "ana", recipient="court")
        with made.writing() as tx:
            note_destruction(tx, "interim", "5 CCR 16026", students=1, rows=2)
    done = restore(path, first, clock)
    assert done.before is not None
    assert done.contents.counts["disclosure"] == 2
    with Database.open(path, writable=True) as opened:
        disclose(opened, "eva", recipient="college")  # its number was another's before
    restore(path, done.before, clock)
    with Database.open(path, writable=False) as opened, opened.reading() as tx:
        log = [(one.recipient, one.student_ids) for one in list_disclosures(tx)]
        assert [one.rows for one in list_destructions(tx)] == [2]
    assert log == [("college", ("eva",)), ("court", ("ana", "ben")), ("family", ("ana",))]


def test_of_another_database_nothing_is_taken_over(
    path: Path, clock: Clock, tmp_path: Path
) -> None:
    with Database.create(path, None, clock=clock) as made:
        source = made.back_up("manual").path
    with Database.create(tmp_path / "other.cte", None, clock=clock) as other:
        disclose(other, "ana")
    restore(tmp_path / "other.cte", source, clock)
    with Database.open(tmp_path / "other.cte", writable=False) as opened, opened.reading() as tx:
        assert list_disclosures(tx) == ()


def test_every_laptop_id_that_the_database_had_is_remembered(path: Path, clock: Clock) -> None:
    with Database.create(path, None, clock=clock) as made:
        source, had = made.back_up("manual").path, {made.facts[LAPTOP_ID]}
    for _ in range(2):
        restore(path, source, clock)
        with Database.open(path, writable=False) as opened:
            assert set(opened.facts[EARLIER_LAPTOPS].split()) == had
            had.add(opened.facts[LAPTOP_ID])
    assert len(had) == 3
