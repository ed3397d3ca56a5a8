"""Semesters under way and finished ones that are the same: rosters know sections, transcripts not.

A row of the record with a mark and without a section takes over the one known row of its student,
year, term, course and school that is under way in a section (or finished in one, when there is no
other): it keeps the section. A row of a file that has no marks at all says nothing new about a
course for which a finished row stands.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cte_desktop.storage.bulk import BulkStep

TABLE = "record"
MARK, SECTION = "mark", "section_id"
STANDS = 2
"""How a match says that the file's row brings nothing beside the finished one that stands."""


class Settleable:
    """Whether batches of one file can hold known rows under another section; asked of each."""

    def __init__(self, bulk: BulkStep, first_key: int) -> None:
        """Stand ready; rows of the table from `first_key` on are the file's own."""
        self._bulk = bulk
        self._first_key = first_key
        self._known: dict[str, bool] = {}

    def may_be_in(self, columns: Mapping[str, Sequence[Any]]) -> bool:
        """Tell it of a batch, column by column."""
        if self._first_key <= 1 or not {MARK, SECTION} <= columns.keys():
            return False
        pairs = set(zip(map(bool, columns[MARK]), map(bool, columns[SECTION]), strict=True))
        return ((True, False) in pairs and self._is_known("section_id <> ''")) or (
            (False, True) in pairs and self._is_known("section_id = '' AND mark <> ''")
        )

    def _is_known(self, condition: str) -> bool:
        if condition not in self._known:
            found = self._bulk.tx.connection.exec_driver_sql(
                f'SELECT 1 FROM {TABLE} WHERE {condition} AND "key" < ? LIMIT 1',
                (self._first_key,),
            )
            self._known[condition] = found.first() is not None
        return self._known[condition]


@dataclass(frozen=True, slots=True)
class Matching:
    """The tables of a batch, and what its statements compare and go by.

    `is_same` compares the batch i with the table r but for the section, `same` their other values;
    rows of the table from `first_key` on are the file's own, `file` is its number.
    """

    incoming: str
    matched: str
    seen: str
    is_same: str
    same: str
    first_key: int
    file: int


def statements(matching: Matching, *, has_marks: bool) -> list[str]:
    """Return the statements that find, for rows without a match, the known rows that they are."""
    into = f'INSERT OR REPLACE INTO {matching.matched} SELECT i.spot, r."key",'
    rows = (
        f"FROM {matching.incoming} i JOIN {TABLE} r ON {matching.is_same} "
        f'AND r."key" < {matching.first_key} '
        f'WHERE i.spot IN (SELECT spot FROM {matching.matched} WHERE "key" IS NULL)'
    )
    only = "GROUP BY i.spot HAVING count(*) = 1"
    if not has_marks:
        stands = f"i.{SECTION} <> '' AND r.{SECTION} = '' AND r.{MARK} <> ''"
        return [f"{into} {STANDS} {rows} AND {stands} {only}"]
    free = (
        f'r."key" NOT IN (SELECT "key" FROM {matching.matched} WHERE "key" IS NOT NULL) AND '
        f'r."key" NOT IN (SELECT "key" FROM {matching.seen} WHERE file = {matching.file})'
    )
    settles = f"i.{MARK} <> '' AND i.{SECTION} = '' AND r.{SECTION} <> '' AND {free}"
    return [
        f"{into} {matching.same} {rows} AND {settles} AND {state} {only}"
        for state in (f"r.{MARK} = ''", "1")
    ]
