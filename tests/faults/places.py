"""Databases to do faults to: a small sample district, an older one, and copies of them.

Everything of a place lies in one folder: the database, its key file, its backups, the files to
import, and what was printed and exported.
"""
# ruff: noqa: S608 - names of our own tables

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cte_desktop.services import planning
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.importing import import_paths
from cte_desktop.services.protection import set_passphrase
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.storage.connection import Access, connect
from cte_desktop.storage.faults import store_errors
from cte_desktop.storage.files import digest_of
from cte_desktop.storage.keys import create_keys, unlock
from cte_desktop.storage.opening import readable_access
from cte_desktop.storage.upgrade import REVISIONS, upgrade_database
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.faults.states import state_of

CLOCK = Clock(date(2026, 11, 21))
ACTOR = "A. Lee"
PASSPHRASE, CHANGED = "maple river eleven boats", "seven quiet doors by the sea"
"""What opens a protected place, and what opens it after the passphrase was changed."""
STUDENTS = 60
"""So many that the sample has completers to award, so few that a state is read in 20 ms."""
OLDER = "0008"
"""The revision of the older district, several migrations behind."""
ROWS = 400
HEADER = (
    "student_id,school_year,term,course_code,course_title,mark,credits_attempted,credits_earned,"
    "subject\n"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with a database in it, and the usual names of what lies beside it."""

    folder: Path

    @property
    def file(self) -> Path:
        """The database."""
        return self.folder / "district.cte"

    @property
    def incoming(self) -> Path:
        """The file of rows to import."""
        return self.folder / "record.csv"

    @property
    def out(self) -> Path:
        """Where papers and exports go."""
        return self.folder / "out"

    def passphrase(self) -> str:
        """The passphrase that opens the database now; any does where it needs none."""
        try:
            unlock(self.file, PASSPHRASE)
        except KnownError as error:
            if error.code != "wrong_passphrase":
                raise
            return CHANGED
        return PASSPHRASE

    def open(self) -> Desk:
        """Open the database for writing, as the program does."""
        return open_desk(self.file, self.passphrase(), CLOCK, actor=ACTOR, writable=True)

    def copied_to(self, folder: Path) -> Place:
        """Copy everything into a new folder."""
        shutil.copytree(self.folder, folder)
        return Place(folder)

    def rows(self) -> str:
        """The state of the database: the digest of every row of every table."""
        key = unlock(self.file, self.passphrase())
        with store_errors(self.file, reading=True):
            access = readable_access(self.file, key)
            with contextlib.closing(connect(self.file, key, access)) as connection:
                return state_of(connection.execute)

    def files(self) -> dict[str, str]:
        """The digest of every file in the place but the database's own, by its name in it."""
        found = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        own = {self.file.name + ending for ending in ("", "-wal", "-shm", ".lock", ".tries")}
        names = ((str(path.relative_to(self.folder)), path) for path in found)
        return {name: digest_of(path) for name, path in names if name not in own}


def make_district(folder: Path, *, students: int = STUDENTS) -> Place:
    """Make a sample district with a few edited plans and an import as its last steps, and one
    backup.
    """
    folder.mkdir(parents=True)
    place = Place(folder)
    make_sample_district(place.file, CLOCK, students=students)
    place.out.mkdir()
    desk = place.open()
    try:
        ids = [case.file.student.student_id for case in open_cases(desk)]
        for case in [case for case in open_cases(desk) if case.plan is not None][:3]:
            assert case.plan is not None
            shorter = replace(case.plan, placements=case.plan.placements[:-1])
            planning.save_plan(desk, shorter, "remove_course")
        desk.database.back_up("weekly")
        place.incoming.write_text(_record(ids, 40, "B"), encoding="utf-8")
        import_paths(desk, [place.incoming], back_up=False)
        place.incoming.write_text(_record(ids, ROWS, "A"), encoding="utf-8")
    finally:
        desk.close()
    return place


def make_protected(district: Place, folder: Path) -> Place:
    """Make what a district is once it has a passphrase."""
    protected = district.copied_to(folder)
    desk = protected.open()
    set_passphrase(desk, "", PASSPHRASE)
    desk.close()
    return protected


def make_older(district: Place, folder: Path, revision: str = OLDER) -> Place:
    """Make what an older program would have of a district: its rows in the tables of then."""
    folder.mkdir(parents=True)
    older = Place(folder)
    key = create_keys(older.file, None).key
    connect(older.file, key, Access.CREATE).close()
    upgrade_database(older.file, key, revision)
    with contextlib.closing(connect(older.file, key, Access.WRITE, foreign_keys=False)) as target:
        source_key = unlock(district.file, None).hex()
        target.execute(f"ATTACH '{district.file}' AS newer KEY \"x'{source_key}'\"")
        target.execute("BEGIN IMMEDIATE")
        tables = "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
        for (table,) in target.execute(tables).fetchall():
            if table != "alembic_version":
                columns = ", ".join(_shared_columns(target, table))
                target.execute(
                    f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM newer."{table}"'
                )
        target.execute("COMMIT")
    older.out.mkdir()
    return older


def older_revisions() -> tuple[str, ...]:
    """The revisions before the present one."""
    return REVISIONS[:-1]


def _shared_columns(connection, table: str) -> list[str]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    def named(schema: str) -> list[str]:
        return [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info('{table}')")]

    newer = set(named("newer"))
    return [f'"{name}"' for name in named("main") if name in newer]


def _record(ids: list[str], rows: int, mark: str) -> str:
    lines = (
        f"{ids[number % len(ids)]},2024-25,fall,ZZ{number},Elective {number},{mark},5,5,elective"
        for number in range(rows)
    )
    return HEADER + "\n".join(lines) + "\n"
