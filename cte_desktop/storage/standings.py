"""Kept standings: reading figures from them, and putting new ones in the place of old.

A standing is current when its student is not due in its part (`due_standings.py`) and the kept
basis of the part is the present one: the part's rules, catalog, settings and whatever else the
caller says everyone depends on.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import NO_PROGRAMS, OF_PROGRAMS, RULES_OF_PART, Part, part_of
from cte_desktop.storage.due_standings import mark_parts
from cte_desktop.storage.fetching import fetch
from cte_desktop.system.settings import NOT_AUDITED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.transaction import Transaction

Basis = dict[int, str]
"""The digest of what the standings of each part depend on."""
KeptStanding = tuple[str | int | None, ...]
"""A value for each of `KEPT`, in their order."""
KEPT = (
    "program",
    "status",
    "need",
    "earned",
    "in_progress",
    "planned",
    "missing",
    "stage",
    "completer",
    "completed_in",
    "ends_in",
    "under_way",
    "short_of",
    "last_start",
    "last_end",
    "only_year",
    "concentrator_by",
    "capstone_by",
)

# Version and step tell the versions of a document apart; reading its whole text takes longer.
_RULES = (
    'SELECT id, "key", version, step, published_at, length(content) FROM rule_document '
    'WHERE "key" IN (SELECT max("key") FROM rule_document GROUP BY id)'
)
_SETTINGS = "SELECT name, value FROM setting WHERE instr(name, ':') = 0 ORDER BY name"
_GROUP = "program, school, grade_level, status, stage"
_PROGRAMS = f"program NOT IN {NO_PROGRAMS!r}"
_COUNTS = f"SELECT {_GROUP}, count(*) FROM standing WHERE {_PROGRAMS} GROUP BY {_GROUP}"  # noqa: S608 - own
_PART = (
    "CASE WHEN program LIKE 'pathway:%' OR program = 'must_fix:pathways' THEN 8 "
    "WHEN program LIKE 'district:%' THEN 4 "
    "WHEN program IN ('graduation', 'must_fix:graduation') THEN 1 "
    "WHEN program IN ('misfit', 'must_fix:schedule') THEN 16 ELSE 2 END"
)
"""`part_of` a program, for the store."""
_STALE = (
    f"SELECT {_GROUP}, count(*) FROM standing_due JOIN standing USING (student) "  # noqa: S608 - own
    f"WHERE parts & ({_PART}) AND {_PROGRAMS} GROUP BY {_GROUP}"
)


@dataclass(frozen=True, slots=True)
class Due:
    """A student who is due in these parts, and the step that wrote about them last."""

    student: int
    written_in: int
    parts: int


@dataclass(frozen=True, slots=True)
class Worked:
    """A student's new standings, and the mark under which their file was read."""

    due: Due
    school: str
    grade_level: int
    standings: tuple[KeptStanding, ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """How many students stand so, and how many of them by a standing that is not current."""

    program: str
    school: str
    grade_level: int
    status: str
    stage: str
    students: int
    stale: int


def basis_of(tx: Transaction, *more: str, of_pathways: object = None) -> Basis:
    """Return what the standings of each part depend on: rules, catalog, settings, and `more`.

    `of_pathways` is what those of pathways alone depend on besides.
    Which columns are kept belongs to it: in a database from before a column all are stale.
    """
    rules = {row[0]: row for row in fetch(tx, _RULES)}
    shared = [
        fetch(tx, "SELECT max(number), max(published_at) FROM catalog_version"),
        # Names with a colon are no settings but texts kept beside them.
        [row for row in fetch(tx, _SETTINGS) if row[0] not in NOT_AUDITED],
        more,
        KEPT,
    ]
    return {
        int(part): _digest(
            [
                shared,
                [rules.get(name) for name in documents],
                of_pathways if part is Part.PATHWAYS else None,
            ]
        )
        for part, documents in RULES_OF_PART.items()
    }


def begin_basis(tx: Transaction, basis: Basis) -> None:
    """Make this the basis from now on: everyone is due in the parts that have another one."""
    changed = changed_parts(tx, basis)
    if changed:
        mark_parts(tx, sum(changed))
    tx.connection.exec_driver_sql(
        "INSERT OR REPLACE INTO standing_basis (part, basis) VALUES (?, ?)", [*basis.items()]
    )


def changed_parts(tx: Transaction, basis: Basis) -> frozenset[Part]:
    """Return the parts whose kept standings were worked out on another basis, or never."""
    kept = dict(fetch(tx, "SELECT part, basis FROM standing_basis"))
    return frozenset(Part(part) for part, digest in basis.items() if kept.get(part) != digest)


def count_due(tx: Transaction, basis: Basis, parts: Part = OF_PROGRAMS) -> int:
    """Return how many students have standings in these parts that are not current."""
    if any(part in parts for part in changed_parts(tx, basis)):
        return count_students(tx)
    query = "SELECT count(*) FROM standing_due WHERE parts & ?"
    return int(fetch(tx, query, (int(parts),))[0][0])


def count_students(tx: Transaction) -> int:
    """Return how many students there are."""
    return int(fetch(tx, "SELECT count(*) FROM student")[0][0])


def list_due(tx: Transaction) -> tuple[Due, ...]:
    """Return who is due, in the order in which the store holds the students."""
    return tuple(
        Due(*row)
        for row in fetch(tx, "SELECT student, written_in, parts FROM standing_due ORDER BY 1")
    )


def store_standings(tx: Transaction, worked: Iterable[Worked]) -> None:
    """Put new standings in the place of the old; whoever was written about since stays due.

    Students who are gone by now are passed over.
    """
    due = {row[0] for row in fetch(tx, "SELECT student FROM standing_due")}
    done = [one for one in worked if one.due.student in due]
    connection = tx.connection
    if done:
        connection.exec_driver_sql(
            f"DELETE FROM standing WHERE student = ? AND ({_PART}) & ?",  # noqa: S608 - own words
            [(one.due.student, one.due.parts) for one in done],
        )
    rows = [
        (one.due.student, one.school, one.grade_level, *standing)
        for one in done
        for standing in one.standings
    ]
    if rows:
        connection.exec_driver_sql(
            f"INSERT INTO standing (student, school, grade_level, {', '.join(KEPT)}) "  # noqa: S608 - own
            f"VALUES (?, ?, ?{', ?' * len(KEPT)})",
            rows,
        )
    if done:
        connection.exec_driver_sql(
            "DELETE FROM standing_due WHERE student = ? AND written_in = ?",
            [(one.due.student, one.due.written_in) for one in done],
        )


def figure_lines(tx: Transaction, basis: Basis) -> tuple[FigureLine, ...]:
    """Return the counts by program, home school, grade, status and stage, in that order."""
    changed = changed_parts(tx, basis)
    stale = {row[:-1]: row[-1] for row in fetch(tx, _STALE)}
    lines = []
    for program, school, grade, status, stage, count in fetch(tx, _COUNTS):
        if changed and part_of(program) in changed:
            of_them = count
        else:
            of_them = stale.get((program, school, grade, status, stage), 0)
        lines.append(FigureLine(program, school, grade, status, stage, count, of_them))
    return tuple(lines)


def _digest(told: object) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
