"""Migrations agree with the tables, run whole or not at all, and after a backup."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from cte_desktop.storage import opening, upgrade
from cte_desktop.storage.backup import backup_folder, list_backups
from cte_desktop.storage.connection import (
    WRITING,
    Access,
    connect,
    connect_to_memory,
    make_engine,
)
from cte_desktop.storage.database import Database
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.tables.all import METADATA
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.storage.actions import now_set, set_to

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


def test_an_up_to_date_database_opens_without_alembic(older: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from cte_desktop.storage.database import Database; "
        f"Database.open(Path({str(older)!r}), writable=True).close(); "
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
