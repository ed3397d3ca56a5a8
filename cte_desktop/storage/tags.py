"""Words by which students are found again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.owned_rows import OwnedRows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cte_desktop.storage.transaction import Transaction

ROWS = OwnedRows("student_tag", ("tag",))
NOUN = ROWS.noun

_OF_ALL = (
    'SELECT s.uid, t.tag FROM student_tag t JOIN student s ON s."key" = t.student '
    "ORDER BY t.student, t.tag COLLATE NOCASE"
)
_EVERY = "SELECT tag, count(*) FROM student_tag GROUP BY tag"
_LISTED = "s.uid IN (SELECT value FROM json_each(?))"
_WITH = (
    'SELECT s.uid, t.uid FROM student_tag t JOIN student s ON s."key" = t.student '  # noqa: S608
    f"WHERE t.tag = ? AND {_LISTED}"
)


def tags_of_student(tx: Transaction, student_uid: str) -> tuple[str, ...]:
    """Return the tags of a student, by name."""
    found = (str(tag) for _, tag in ROWS.of_student(tx, student_uid))
    return tuple(sorted(found, key=str.casefold))


def tags_of_all(tx: Transaction) -> dict[str, tuple[str, ...]]:
    """Return the tags of everyone who has any, by name, under the student's uid."""
    found: dict[str, list[str]] = {}
    for uid, tag in fetch(tx, _OF_ALL):
        found.setdefault(uid, []).append(tag)
    return {uid: tuple(tags) for uid, tags in found.items()}


def count_tags(tx: Transaction) -> tuple[tuple[str, int], ...]:
    """Return every tag with the number of students who have it, by name."""
    return tuple(sorted(fetch(tx, _EVERY), key=lambda pair: str(pair[0]).casefold()))


def tagged(tx: Transaction, tag: str, uids: Collection[str]) -> dict[str, str]:
    """Return those of the students who have a tag, each with the uid of the row."""
    return dict(fetch(tx, _WITH, (tag, json.dumps(list(uids)))))


def present(tx: Transaction, uids: Collection[str]) -> tuple[str, ...]:
    """Return those of the students who are in the database, in the order given."""
    query = f"SELECT s.uid FROM student s WHERE {_LISTED}"  # noqa: S608 - our own words
    there = {row[0] for row in fetch(tx, query, (json.dumps(list(uids)),))}
    return tuple(uid for uid in uids if uid in there)


def add_tag(tx: Transaction, uids: Iterable[str], tag: str) -> None:
    """Give a tag to students who don't have it, as part of the transaction's step."""
    for uid in uids:
        ROWS.add(tx, uid, (tag,))


def remove_tag(tx: Transaction, rows: Iterable[str]) -> None:
    """Remove rows of tags, named by their uid, as part of the transaction's step."""
    for row in rows:
        ROWS.remove(tx, row)
