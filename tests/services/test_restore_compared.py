"""A backup held against the present database says what each has more, whichever it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.services import backups, restoring
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.storage.database import Database
from cte_desktop.system.clock import Clock
from tests.storage.actions import set_to

DAY = Clock(date(2027, 2, 1))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with a backup, in which one step was taken since."""
    path = tmp_path / "d.cte"
    with Database.create(path, None, clock=DAY, actor="A. Lee") as database:
        set_to(database, 12)
        database.back_up("manual")
        set_to(database, 13)
    return path


@contextmanager
def desk_of(file: Path) -> Iterator[Desk]:
    """The database of a test on a desk."""
    desk = open_desk(file, None, DAY, actor="A. Lee", writable=True)
    try:
        yield desk
    finally:
        desk.close()


def test_a_backup_that_has_more_says_so(file: Path) -> None:
    with desk_of(file) as desk:
        older = backups.list_backups(desk)[0].path
        newer = backups.back_up(desk).path
        same = restoring.compare(desk, newer)
        assert (same.same_state, same.changes_after, same.changes_more) == (True, 0, 0)
        restoring.restore(desk, older)
    with desk_of(file) as desk:
        told = restoring.compare(desk, newer)
        assert (told.changes_after, told.changes_more) == (0, 1)
        desk.database.clock = Clock(date(2027, 2, 2))
        set_to(desk.database, 20)
        other = restoring.compare(desk, newer)
        assert (other.changes_after, other.changes_more, other.same_state) == (0, 0, False)


def test_private_notes_and_people_are_counted_too(file: Path) -> None:
    with desk_of(file) as desk:
        told = restoring.compare(desk, backups.list_backups(desk)[0].path)
    assert {"private_notes", "people"} <= {line.what for line in told.counts}
