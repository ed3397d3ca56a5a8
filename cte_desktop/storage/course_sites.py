"""Where a course is taught, as a person changes it here: all entries of a course are one thing.

The history knows them by the course's code. Entries keep their keys and the steps that wrote them,
so that taking a change back leaves them as the import that brought them wrote them.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.catalog.course import CourseSite
from cte_desktop.storage.catalog import publish_catalog, stored
from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.row_keys import hold_keys, next_key
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

_ENTRIES = "entries"
_NAMED = tuple(field.name for field in fields(CourseSite) if field.name != "course_code")
_COLUMNS = ("key", *_NAMED, "step")
_NAMES = ", ".join(f'"{name}"' for name in _COLUMNS)
_IDENTITY = ("school", "first_year")


def save_course_sites(tx: Transaction, course_code: str, sites: tuple[CourseSite, ...]) -> bool:
    """Make these the only entries of a course, as part of the transaction's step.

    Returns False if they were so already.
    """
    before = _load(tx, course_code)
    kept: Any = before[_ENTRIES] if before is not None else []
    known = {tuple(entry[name] for name in _IDENTITY): entry for entry in kept}
    fresh, entries = next_key(tx, "course_site"), []
    for site in sites:
        wanted = {name: stored(getattr(site, name)) for name in _NAMED}
        entry = known.get(tuple(wanted[name] for name in _IDENTITY))
        if entry is not None and all(entry[name] == value for name, value in wanted.items()):
            entries.append(entry)
            continue
        key, fresh = (fresh, fresh + 1) if entry is None else (entry["key"], fresh)
        entries.append({"key": key, **wanted, "step": step_number(tx)})
    after: Content | None = {_ENTRIES: entries} if entries else None
    if before == after:
        return False
    _store(tx, course_code, after)
    return record_change(tx, NOUN.name, course_code, before, after)


def _load(tx: Transaction, course_code: str) -> Content | None:
    query = f'SELECT {_NAMES} FROM course_site WHERE course_code = ? ORDER BY "key"'
    rows = tx.connection.exec_driver_sql(query, (course_code,))
    entries: Any = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
    return {_ENTRIES: entries} if entries else None


def _store(tx: Transaction, course_code: str, content: Content | None) -> None:
    run = tx.connection.exec_driver_sql
    hold_keys(tx, "course_site")
    run("DELETE FROM course_site WHERE course_code = ?", (course_code,))
    entries: Any = [] if content is None else content[_ENTRIES]
    marks = ", ".join("?" * (len(_COLUMNS) + 1))
    for entry in entries:
        run(
            f"INSERT INTO course_site ({_NAMES}, course_code) VALUES ({marks})",
            (*(entry[name] for name in _COLUMNS), course_code),
        )
    publish_catalog(tx, step_number(tx))


NOUN = Noun("course_site", _load, _store)
