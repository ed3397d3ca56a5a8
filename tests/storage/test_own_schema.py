"""Only what this program makes is opened: each table and index of every version, and no more."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from cte_desktop.storage import upgrade
from cte_desktop.storage.connection import Access, connect
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.own_schema import own_revision
from cte_desktop.system.errors import KnownError
from cte_desktop.system.paths import resource
from tools.schema_digests import digests_of_all

HOSTILE = {
    "a view": "CREATE VIEW student_names AS SELECT last_name FROM student",
    "a view in the place of a table": "DROP TABLE private_note; "
    "CREATE VIEW private_note AS SELECT 1 AS number",
    "a trigger": "CREATE TRIGGER gone AFTER INSERT ON step BEGIN DELETE FROM student; END",
    "a virtual table": "CREATE VIRTUAL TABLE words USING fts5(text)",
    "an unknown table": "CREATE TABLE other (x)",
    "a missing table": "DROP TABLE private_note",
    "a missing index": "DROP INDEX ix_bulk_student_step",
    "another index": "CREATE INDEX more ON student (last_name) WHERE length(last_name) > 2",
    "a column too many": "ALTER TABLE setting ADD COLUMN extra VARCHAR(40)",
    "a generated column": "ALTER TABLE setting ADD COLUMN extra AS (length(name))",
    "a default that is worked out": "ALTER TABLE setting ADD COLUMN extra DEFAULT (1 + 1)",
    "another name for a column": "ALTER TABLE setting RENAME COLUMN value TO worth",
    "a version that is worked out": "ALTER TABLE alembic_version RENAME TO kept; "
    "CREATE VIEW alembic_version AS SELECT version_num FROM kept",
    "a version that never ends": "ALTER TABLE alembic_version RENAME TO kept; "
    "CREATE VIEW alembic_version AS WITH RECURSIVE n(x) AS "
    "(SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) AS version_num FROM n",
}


def test_the_digests_are_those_of_every_revision() -> None:
    kept = json.loads(resource("schema", "digests.json").read_text(encoding="utf-8"))
    assert list(kept) == list(upgrade.REVISIONS)
    assert kept == digests_of_all(), "run python3 -m tools.schema_digests"


def test_what_this_program_makes_is_its_own(closed: Path) -> None:
    with contextlib.closing(connect(closed, unlock(closed, None), Access.READ)) as connection:
        assert own_revision(closed, connection) == upgrade.HEAD


@pytest.mark.parametrize("what", HOSTILE)
def test_nothing_else_is(closed: Path, what: str) -> None:
    with contextlib.closing(connect(closed, unlock(closed, None), Access.WRITE)) as connection:
        connection.executescript(HOSTILE[what])
        with pytest.raises(KnownError) as caught:
            own_revision(closed, connection)
    assert caught.value.code == "foreign_schema"


def test_words_in_the_schema_that_are_none_are_not_ours(closed: Path) -> None:
    with contextlib.closing(connect(closed, unlock(closed, None), Access.WRITE)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = CAST(x'43ff' AS TEXT) WHERE name = 'private_note'"
        )
        with pytest.raises(KnownError) as caught:
            own_revision(closed, connection)
    assert caught.value.code == "foreign_schema"


def test_thousands_of_tables_are_not_read(closed: Path) -> None:
    with contextlib.closing(connect(closed, unlock(closed, None), Access.WRITE)) as connection:
        connection.execute("BEGIN")
        for number in range(1100):
            connection.execute(f"CREATE TABLE t{number} (x)")
        connection.execute("COMMIT")
        with pytest.raises(KnownError) as caught:
            own_revision(closed, connection)
    assert caught.value.code == "foreign_schema"
