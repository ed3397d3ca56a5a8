"""Whether a database holds the tables of this program and nothing else.

Whoever can write a file can put views, triggers or virtual tables into it, which do their own work
when the program only means to read or save. So at every opening each table and index is compared
with what this program makes, column by column. The digests of all versions lie in
`resources/schema/digests.json`; after a migration `python3 -m tools.schema_digests` writes them
anew.

The order of columns and constraints may differ, since an upgraded table has its new ones last. So
the text of a table is cut at its commas, and the pieces are compared, sorted.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from cte_desktop.storage.faults import ERROR, primary_code
from cte_desktop.storage.upgrade import stored_revision
from cte_desktop.system.errors import KnownError
from cte_desktop.system.paths import resource

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KINDS = frozenset({"table", "index"})
OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
MOST_OBJECTS = 1000
_AUTOMATIC = "sqlite_autoindex_"
_VERSION_TABLE = "alembic_version"
_DIGITS = 16

SchemaRow = tuple[str, str, str, str | None]


def own_revision(path: Path, connection: dbapi2.Connection) -> str:
    """Return the revision of a database whose schema is wholly of this program.

    Known errors: not_a_database, newer_version, foreign_schema. Nothing but SQLite's own list of
    tables and one plain table is read.
    """
    rows = _rows(path, connection)
    version = [row for row in rows if row[1] == _VERSION_TABLE]
    if version and schema_digests(version) not in _version_digests():
        raise _foreign(path)
    revision = stored_revision(path, connection)
    own = _known_digests().get(revision)
    if not all(map(_is_plain, rows)) or (own is not None and schema_digests(rows) != own):
        raise _foreign(path)  # only a test has a revision that is not known
    return revision


def schema_digests(rows: Iterable[SchemaRow]) -> dict[str, str]:
    """Return a digest for each table and index, by its name; not of those SQLite makes itself."""
    return {
        name: _digest(f"{kind} {table}", text)
        for kind, name, table, text in rows
        if text is not None
    }


def _is_plain(row: SchemaRow) -> bool:
    kind, name, _table, text = row
    if kind not in KINDS or not isinstance(name, str):
        return False
    automatic = kind == "index" and name.startswith(_AUTOMATIC)
    return automatic if text is None else isinstance(text, str)


def _digest(about: str, text: str) -> str:
    even = " ".join(text.replace('"', "").replace("DEFAULT ('')", "DEFAULT ''").split())
    head, _, rest = even.partition("(")
    body, _, tail = rest.rpartition(")")
    pieces = sorted(piece.strip() for piece in body.split(","))
    whole = f"{about}: {head.strip()}: {','.join(pieces)}: {tail.strip()}"
    return hashlib.sha256(whole.encode()).hexdigest()[:_DIGITS]


def _rows(path: Path, connection: dbapi2.Connection) -> list[SchemaRow]:
    try:
        found = connection.execute(f"{OBJECTS} LIMIT {MOST_OBJECTS + 1}")
        rows: list[SchemaRow] = found.fetchall()
    except dbapi2.OperationalError as error:
        if primary_code(error) in (0, ERROR):  # a name or text that is none
            raise _foreign(path) from error
        raise
    if len(rows) > MOST_OBJECTS:
        raise _foreign(path)
    return rows


def _version_digests() -> list[dict[str, str]]:
    """Return the digests that the table with the revision has had."""
    return [{_VERSION_TABLE: own[_VERSION_TABLE]} for own in _known_digests().values()]


@cache
def _known_digests() -> dict[str, dict[str, str]]:
    known = json.loads(resource("schema", "digests.json").read_text(encoding="utf-8"))
    return {str(revision): dict(own) for revision, own in known.items()}


def _foreign(path: Path) -> KnownError:
    return KnownError(
        "foreign_schema",
        "{file} holds tables or commands that are not of this program, so it is not opened.",
        kept="It was not touched, and nothing in it was carried out.",
        do="Take a backup that this program made on a computer that you trust.",
        file=path,
    )
