"""Whom to look at when completers are sought: light questions to the tables and kept standings.

They tell who may have completed, never who did.
"""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import starmap
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.standings import changed_parts

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.storage.standings import Basis
    from cte_desktop.storage.transaction import Transaction

_LISTED = "(SELECT value FROM json_each(?))"
_STANDINGS = (
    "SELECT student, substr(program, 9), need, earned, in_progress, missing, stage, completer, "
    "completed_in FROM standing WHERE program >= 'pathway:' AND program < 'pathway;'"
)
# Two questions in one: each is answered by an index, without a look at the many other rows.
_CAPSTONES = (
    "SELECT student, school_year, term, mark FROM record "
    f"WHERE student IN {_LISTED} AND course_code IN {_LISTED} "
    "UNION SELECT student, school_year, term, mark FROM record INDEXED BY ix_record_elsewhere "
    f"WHERE student IN {_LISTED} AND (recovers <> '' OR pathway_level <> '') "
    "AND (recovers <> '' OR pathway_level = 'capstone')"
)
_WHO = f'SELECT "key", uid, student_id, graduation_year FROM student WHERE "key" IN {_LISTED}'


@dataclass(frozen=True, slots=True)
class PathwayStanding:
    """How a student stands in a pathway, as kept; amounts are hundredths of a level."""

    student: int
    pathway: str
    need: int
    earned: int
    in_progress: int
    missing: int
    stage: str
    completer: int | None
    completed_in: int | None


def pathway_standings(tx: Transaction) -> list[PathwayStanding]:
    """Return every kept standing in a pathway."""
    return list(starmap(PathwayStanding, fetch(tx, _STANDINGS)))


def stale_students(tx: Transaction, basis: Basis, part: Part) -> frozenset[int]:
    """Return whose standings of a part are not current, or were never worked out."""
    if part in changed_parts(tx, basis):
        return frozenset(row[0] for row in fetch(tx, 'SELECT "key" FROM student'))
    rows = fetch(tx, "SELECT student FROM standing_due WHERE parts & ?", (int(part),))
    return frozenset(row[0] for row in rows)


def capstone_moments(
    tx: Transaction, students: Collection[int], codes: Collection[str]
) -> list[tuple[int, int, str, str]]:
    """Return (student, school year, term, mark) of what these students took of capstones."""
    of_them, capstones = json.dumps(sorted(students)), json.dumps(sorted(codes))
    rows = fetch(tx, _CAPSTONES, (of_them, capstones, of_them))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def graduating(tx: Transaction) -> frozenset[int]:
    """Return who has met graduation, as kept."""
    query = "SELECT student FROM standing WHERE program = 'graduation' AND status = 'met'"
    return frozenset(row[0] for row in fetch(tx, query))


def who_they_are(tx: Transaction, students: Collection[int]) -> dict[int, tuple[str, str, int]]:
    """Return uid, student_id and graduation year of students by the keys of the store."""
    rows = fetch(tx, _WHO, (json.dumps(sorted(students)),))
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def last_step(tx: Transaction) -> int:
    """Return the number of the last step of the history."""
    return int(fetch(tx, "SELECT coalesce(max(number), 0) FROM step")[0][0])


def keys_of(tx: Transaction, uids: Collection[str]) -> dict[str, int]:
    """Return the keys of the store of students by uid; who is gone is left out."""
    query = f'SELECT uid, "key" FROM student WHERE uid IN {_LISTED}'
    return dict(fetch(tx, query, (json.dumps(sorted(uids)),)))
