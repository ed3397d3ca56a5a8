"""Migrations agree with the tables, run whole or not at all, and after a backup."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from cte_desktop.storage import bulk, creation, opening, upgrade
from cte_desktop.storage.backup import backup_folder, list_backups
from cte_desktop.storage.bulk_students import students_of
from cte_desktop.storage.connection import (
    WRITING,
    Access,
    connect,
    connect_to_memory,
    make_engine,
)
from cte_desktop.storage.database import Database
from cte_desktop.storage.facts import DATABASE_ID, LAPTOP_ID, write_fact
from cte_desktop.storage.identity import new_id, new_laptop_id
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.sections.seats import claims_of
from cte_desktop.storage.tables.all import METADATA
from cte_desktop.storage.transaction import Transaction
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.storage.actions import now_set, set_to
from tests.storage.bringing import (
    a_file,
    a_meeting,
    a_student,
    a_wanted,
    bring,
    do_again,
    everything,
    take_back,
)

NEXT = """
from alembic import op
import sqlalchemy as sa

revision = "9998"
down_revision = "{head}"


def upgrade() -> None:
    op.create_table("later", sa.Column("id", sa.Integer, primary_key=True))
    {more}
"""
Shape = dict[str, list[tuple[object, ...]]]


def _shape(database: Database | None) -> Shape:
    """Every column, index and reference of a database; of a freshly migrated one for None."""
    engine = make_engine(connect_to_memory, in_memory=True) if database is None else None
    shape: Shape = {}
    writing = (engine or database._engine).execution_options(**{WRITING: True})  # type: ignore[union-attr]
    with writing.begin() as connection:
        if database is None:
            upgrade.migrate(connection, upgrade.HEAD)
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).scalars()
        for table in tables.all():
            for kind in ("table_info", "index_list", "foreign_key_list"):
                rows = connection.exec_driver_sql(f"PRAGMA {kind}('{table}')").all()
                start = 0 if kind == "foreign_key_list" else 1
                named = [tuple(row[start:]) for row in rows]
                shape[f"{table} {kind}"] = sorted(named, key=repr)
    if engine is not None:
        engine.dispose()
    return shape


# SQLAlchemy can't read an index over an expression back; the schema's digests hold that one.
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression")
def test_the_migrations_lead_to_the_tables(memory: Database) -> None:
    assert _shape(None) == _shape(memory)
    with memory.reading() as tx:
        context = MigrationContext.configure(tx.connection)
        assert compare_metadata(context, METADATA) == []


def test_every_revision_is_listed_in_order(memory: Database) -> None:
    with memory.reading() as tx:
        scripts = ScriptDirectory.from_config(upgrade.alembic_config(tx.connection))
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(revisions)) == upgrade.REVISIONS


@pytest.fixture
def later_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program one version later; returns the file of its last migration."""
    migrations = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, migrations)
    monkeypatch.setattr(upgrade, "MIGRATIONS", migrations)
    monkeypatch.setattr(upgrade, "REVISIONS", (*upgrade.REVISIONS, "9998"))
    file = migrations / "versions" / "9998_later.py"
    file.write_text(NEXT.format(head=upgrade.HEAD, more="pass"), encoding="utf-8")
    for module in (upgrade, opening):
        monkeypatch.setattr(module, "HEAD", "9998")
    return file


@pytest.fixture
def older(path: Path, clock: Clock) -> Path:
    """A database of this version with a setting in it."""
    with Database.create(path, None, clock=clock) as database:
        set_to(database, 12)
    return path


@pytest.mark.parametrize("writable", [True, False])
def test_an_older_database_is_brought_up_to_date_after_a_backup(
    older: Path, later_version: Path, writable: bool, clock: Clock
) -> None:
    with Database.open(older, writable=writable, clock=clock) as database:
        assert now_set(database) == 12
        with database.reading() as tx:
            rows = tx.connection.exec_driver_sql("SELECT version_num FROM alembic_version")
            assert rows.scalar_one() == "9998"
    (backup,) = list_backups(backup_folder(older))
    assert backup.reason == "before-upgrade"


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ("raise ZeroDivisionError", ZeroDivisionError),
        ("op.execute(\"INSERT INTO disclosed_student VALUES (9, 'x')\")", KnownError),
    ],
)
def test_a_migration_that_fails_leaves_the_database_as_it_was(
    older: Path, later_version: Path, more: str, error: type[Exception]
) -> None:
    text = later_version.read_text(encoding="utf-8")
    later_version.write_text(text.replace("pass", more), encoding="utf-8")
    with pytest.raises(error):
        Database.open(older, writable=True)
    connection = connect(older, unlock(older, None), Access.READ)
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    connection.close()
    assert "later" not in tables
    assert revision == upgrade.REVISIONS[-2]


# What an import of plans asks today, and no program of then had.
_ASKED = {
    "plan_lock": '"plan" TEXT',
    "plan_approval": 'student INTEGER, "plan" TEXT, state TEXT, "on" TEXT',
}


@pytest.fixture
def of_the_first_revision(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database as the program made it that knew the first migration alone, with a district."""
    with monkeypatch.context() as then:
        then.setattr(creation, "write_schema", _write_first_schema)
        then.setattr(opening, "HEAD", "0001")
        then.setattr(bulk, "note_students", lambda *_: None)  # there was no table for it
        with Database.create(path, None, clock=clock) as database:
            _run(database, *(f"CREATE TABLE {name} ({rows})" for name, rows in _ASKED.items()))
            bring(
                database,
                a_file("students", a_student("001")),
                a_file("sections", a_meeting("S1")),
                a_file("plans", a_wanted("001", "GD1", grade_level=11, section_id="S1")),
            )
            _run(database, *(f"DROP TABLE {name}" for name in _ASKED))
            with database.reading() as tx:
                rows = tx.connection.exec_driver_sql("SELECT version_num FROM alembic_version")
                assert rows.scalar_one() == "0001"
                assert "ix_record_running" not in _indexes(tx)
    return path


def _run(database: Database, *statements: str) -> None:
    with database.writing() as tx:
        for statement in statements:
            tx.connection.exec_driver_sql(statement)


def _write_first_schema(connection: Connection, clock: Clock) -> None:
    upgrade.migrate(connection, "0001")
    write_fact(connection, DATABASE_ID, new_id(clock.now()))
    write_fact(connection, LAPTOP_ID, new_laptop_id())


def _indexes(tx: Transaction) -> set[str]:
    names = tx.connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'index'")
    return set(names.scalars())


def test_a_database_of_the_first_revision_gets_the_indexes_and_works(
    of_the_first_revision: Path, clock: Clock
) -> None:
    with Database.open(of_the_first_revision, writable=True, clock=clock) as database:
        assert _shape(None) == _shape(database)
        with database.reading() as tx:
            assert {"ix_record_running", "ix_placement_section"} <= _indexes(tx)
            (claim,) = claims_of(tx, [(2026, "S1")], clock.today())[2026, "S1"]
            assert claim.student_id == "001"
            assert [(name[1], name[2]) for name in students_of(tx, 1, 9)] == [
                ("001", "Rivera, Ana")
            ]
        before = everything(database)
        take_back(database, 1)
        assert everything(database)["plan"] == []
        do_again(database)
        assert everything(database) == before
    (backup,) = list_backups(backup_folder(of_the_first_revision))
    assert backup.reason == "before-upgrade"


def test_an_up_to_date_database_opens_without_alembic(older: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from cte_desktop.storage.database import Database; "
        f"Database.open(Path({str(older)!r}), writable=True).close(); "
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
