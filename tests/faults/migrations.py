"""Every migration interrupted at every statement: by an error of the disk, and by kill -9.

    python -m tests.faults.migrations [--rounds N] [--seed S] [--short]

For each older revision a district with content is opened, as the program does it. Each statement
of the next migration, and some of those after it (`rounds` of them for each revision), is made to
fail once, and once the process is killed before it; so is the commit. Afterwards the database must
be as it was to the last row, with a backup beside it that is the same; the next opening must bring
it up to date to the same rows as one that nothing interrupted.

The control takes the transaction away: then something half done must be found.
"""
# ruff: noqa: S608 - names of our own tables

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from sqlalchemy import Connection, Engine, event
from sqlcipher3 import dbapi2

from cte_desktop.storage import connection as connections
from cte_desktop.storage.backup import backup_folder, list_backups, verify_backup
from cte_desktop.storage.check import check_database
from cte_desktop.storage.connection import WRITING, Access, connect
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.own_schema import OBJECTS, schema_digests
from cte_desktop.system.errors import KnownError
from tests.faults.figures import Figure
from tests.faults.places import Place, make_district, make_older, older_revisions
from tests.faults.running import Asked, CannotMeasure, run, working_folder

STUDENTS = 20
SHORT_REVISIONS = 3
LEAD = 12
"""At most so many statements come before those of the first migration: beginning, asking which."""
REASON = "before-upgrade"
CONTROL_REVISION = "0008"
BEFORE_ITS_END = 4
Strike = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Older:
    """A district of an older revision, its state, that of it upgraded, and how many statements
    the upgrade has: the next migration alone, and all of them.
    """

    revision: str
    place: Place
    before: str
    after: str
    own: int
    all: int


def measure(asked: Asked) -> tuple[Figure, ...]:
    """Interrupt the upgrade of each older revision, and count what was not all or nothing."""
    if sys.platform == "win32":
        raise CannotMeasure("killing in the middle of a migration needs fork, which Windows lacks.")
    began, chance = time.monotonic(), random.Random(asked.seed)
    with working_folder("migrations") as folder:
        olders = make_olders(folder, SHORT_REVISIONS if asked.short else None)
        bad, failed, killed = list[str](), 0, 0
        for older in olders:
            for number in chosen(older, asked, chance):
                failed += 1
                killed += 1
                for how, interrupt in (("failing", fail_at), ("killed", kill_at)):
                    faults = one_interruption(older, number, interrupt)
                    bad += [f"{older.revision}, {how} at {number}: {fault}" for fault in faults]
        noticed = control(olders)
        bad += [] if noticed else ["the control was not noticed: no transaction"]
    return (
        Figure(
            "interrupted migration",
            "every older revision: each statement of the next migration and its commit, some after",
            failed + killed,
            len(bad),
            "all or nothing, a backup there, the next opening works",
            time.monotonic() - began,
            (
                *bad,
                f"From {len(olders)} revisions with content: {failed} failed, {killed} killed",
                "Control: without its transaction a migration was found half done",
            ),
        ),
    )


def make_olders(folder: Path, most: int | None = None) -> tuple[Older, ...]:
    """Make a district with content for each older revision, newest first."""
    district = make_district(folder / "district", students=STUDENTS)
    made, after_next = list[Older](), 0
    for revision in older_revisions()[::-1][:most]:
        place = make_older(district, folder / revision, revision)
        trial = place.copied_to(folder / "trial")
        before, counted = trial.rows(), count_of(trial)
        made.append(
            Older(revision, place, before, content_of(trial), counted - after_next, counted)
        )
        after_next = counted
        shutil.rmtree(trial.folder)
    return tuple(made)


def chosen(older: Older, asked: Asked, chance: random.Random) -> list[int]:
    """Return the statements to interrupt, from 1 on; one more than there are is the commit."""
    if asked.short:
        return sorted(chance.sample(range(1, older.all + 2), min(asked.rounds, older.all + 1)))
    last = min(older.own + LEAD, older.all)
    own, later = range(1, last + 1), range(last + 1, older.all + 1)
    return [*own, *sorted(chance.sample(later, min(asked.rounds, len(later)))), older.all + 1]


def one_interruption(
    older: Older, number: int, interrupt: Callable[[Place, int], str]
) -> list[str]:
    """Interrupt the upgrade of a copy; returns what was wrong then, or after the next opening."""
    place = older.place.copied_to(older.place.folder.with_name("round"))
    try:
        faults = [fault] if (fault := interrupt(place, number)) else []
        found = place.rows()
        if found != older.before:  # an error may be got over: then all of it was done
            return [] if content_of(place) == older.after else [*faults, "half done"]
        backups = [one for one in list_backups(backup_folder(place.file)) if one.reason == REASON]
        if not backups:
            faults.append("no backup")
        for backup in backups:
            verify_backup(backup, unlock(backup.path, None))
        place.open().close()
        if content_of(place) != older.after:
            faults.append("the next opening came to other rows")
        if check_database(place.file):
            faults.append("not sound after the next opening")
    except KnownError as error:
        return [f"can't be opened: {error.code}"]
    finally:
        shutil.rmtree(place.folder)
    return faults


def fail_at(place: Place, number: int) -> str:
    """Let a statement fail as on a bad disk; returns what was wrong with how that was told."""

    def strike() -> None:
        raise dbapi2.OperationalError("disk I/O error")

    try:
        with _striking(number, strike):
            place.open().close()
    except KnownError as error:
        return "" if error.code == "disk_error" else f"told as {error.code}"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is no sentence
        return f"not told: {type(error).__name__}"
    return "not told"


def kill_at(place: Place, number: int) -> str:
    """Kill a child before a statement; returns what was wrong with that."""
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException), _striking(number, _die):
            place.open().close()
        os._exit(1)
    _, status = os.waitpid(child, 0)
    return "" if os.WIFSIGNALED(status) else "it was not killed"


def count_of(place: Place) -> int:
    """Upgrade a place; returns how many statements that took."""
    with _striking(0, _die) as seen:
        place.open().close()
    return seen[0]


def content_of(place: Place) -> str:
    """Return the digest of the schema and all rows, however columns and constraints are ordered:
    a table that is made anew may have them in another order each time.
    """
    digest = hashlib.sha256()
    key = unlock(place.file, None)
    with contextlib.closing(connect(place.file, key, Access.READ)) as connection:
        schema = connection.execute(OBJECTS).fetchall()
        digest.update(repr(sorted(schema_digests(schema).items())).encode())
        for table in sorted(name for kind, name, *_ in schema if kind == "table"):
            names = [row[1] for row in connection.execute(f"PRAGMA table_info('{table}')")]
            columns = ", ".join(f'"{name}"' for name in sorted(names))
            rows = connection.execute(f'SELECT {columns} FROM "{table}"')
            digest.update(repr((table, sorted(map(repr, rows)))).encode())
    return digest.hexdigest()


def control(olders: tuple[Older, ...]) -> bool:
    """Tell whether a migration without a transaction is found half done."""
    older = next((one for one in olders if one.revision == CONTROL_REVISION), olders[-1])
    with mock.patch.object(connections, "_begin", return_value=None):
        faults = one_interruption(older, older.all - BEFORE_ITS_END, fail_at)
    return "half done" in faults


@contextlib.contextmanager
def _striking(number: int, strike: Strike) -> Iterator[list[int]]:
    """Strike before the n-th statement that writes, or before the commit after the last one."""
    seen, whole = [0], [False]

    def before(connection: Connection, *_: object) -> None:
        if connection.get_execution_options().get(WRITING) and not whole[0]:
            seen[0] += 1
            if seen[0] == number:
                strike()

    def at_commit(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITING) and not whole[0]:
            whole[0] = True
            if seen[0] + 1 == number:
                strike()

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "commit", at_commit)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", before)
        event.remove(Engine, "commit", at_commit)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(run(measure, rounds=4, short=2))
