"""Kept standings: reading figures from them, and putting new ones in the place of old.

A standing is current when its student is not due (`due_standings.py`) and the kept basis is the
present one: rules, catalog, settings and whatever else the caller says everyone depends on.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.storage.due_standings import mark_everyone
from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.storage.transaction import Transaction

Amounts = tuple[int, int, int, int, int]
KeptStanding = tuple[str, str, *Amounts, str, int | None, int | None]
"""program, status, need, earned, in_progress, planned, missing, stage, completer, completed_in."""

_GROUP = "program, school, grade_level, status, stage"
_COUNTS = f"SELECT {_GROUP}, count(*) FROM standing GROUP BY {_GROUP}"  # noqa: S608 - own columns
_STALE = (
    f"SELECT {_GROUP}, count(*) FROM standing "  # noqa: S608 - own columns
    f"WHERE student IN (SELECT student FROM standing_due) GROUP BY {_GROUP}"
)
_NO_STEP = 0  # a mark that no step made: the basis is another one


@dataclass(frozen=True, slots=True)
class Due:
    """A student who is due, and the step that wrote about them last."""

    student: int
    written_in: int


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


def basis_of(tx: Transaction, *more: str) -> str:
    """Return the digest of what all standings depend on: rules, catalog, settings, and `more`."""
    told = [
        fetch(
            tx,
            'SELECT id, content FROM rule_document WHERE "key" IN '
            '(SELECT max("key") FROM rule_document GROUP BY id) ORDER BY id',
        ),
        fetch(tx, "SELECT max(number), max(published_at) FROM catalog_version"),
        fetch(tx, "SELECT name, value FROM setting ORDER BY name"),
        more,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def begin_basis(tx: Transaction, basis: str) -> None:
    """Make this the basis from now on: everyone is due."""
    mark_everyone(tx, _NO_STEP, keep=True)
    tx.connection.exec_driver_sql(
        'INSERT OR REPLACE INTO standing_basis ("key", basis) VALUES (1, ?)', (basis,)
    )


def is_basis(tx: Transaction, basis: str) -> bool:
    """Tell whether the kept standings, but for the due ones, were worked out on this basis."""
    return _kept_basis(tx) == basis


def count_due(tx: Transaction, basis: str) -> int:
    """Return how many students' standings are not current."""
    table = "standing_due" if is_basis(tx, basis) else "student"
    return int(fetch(tx, f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608 - own tables


def count_students(tx: Transaction) -> int:
    """Return how many students there are."""
    return int(fetch(tx, "SELECT count(*) FROM student")[0][0])


def list_due(tx: Transaction) -> tuple[Due, ...]:
    """Return who is due, in the order in which the store holds the students."""
    return tuple(
        Due(student, step)
        for student, step in fetch(tx, "SELECT student, written_in FROM standing_due ORDER BY 1")
    )


def marks_of(tx: Transaction, students: Sequence[int]) -> dict[int, int]:
    """Return, of these students, those who are due now, with the step of the mark."""
    query = (
        "SELECT student, written_in FROM standing_due "
        "WHERE student IN (SELECT value FROM json_each(?))"
    )
    return {row[0]: row[1] for row in fetch(tx, query, (json.dumps(list(students)),))}


def store_standings(tx: Transaction, worked: Iterable[Worked]) -> None:
    """Put new standings in the place of the old; whoever was written about since stays due.

    Students who are gone by now are passed over.
    """
    given = tuple(worked)
    due = marks_of(tx, [one.due.student for one in given])
    done = [one for one in given if one.due.student in due]
    connection = tx.connection
    connection.exec_driver_sql(
        "DELETE FROM standing WHERE student IN (SELECT value FROM json_each(?))",
        (json.dumps([one.due.student for one in done]),),
    )
    rows = [
        (one.due.student, one.school, one.grade_level, *standing)
        for one in done
        for standing in one.standings
    ]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO standing (student, school, grade_level, program, status, need, earned, "
            "in_progress, planned, missing, stage, completer, completed_in) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
    if done:
        connection.exec_driver_sql(
            "DELETE FROM standing_due WHERE student = ? AND written_in = ?",
            [(one.due.student, one.due.written_in) for one in done],
        )


def figure_lines(tx: Transaction, basis: str) -> tuple[FigureLine, ...]:
    """Return the counts by program, home school, grade, status and stage, in that order."""
    current = is_basis(tx, basis)
    stale = {row[:-1]: row[-1] for row in fetch(tx, _STALE)} if current else {}
    lines = []
    for program, school, grade, status, stage, count in fetch(tx, _COUNTS):
        of_them = stale.get((program, school, grade, status, stage), 0) if current else count
        lines.append(FigureLine(program, school, grade, status, stage, count, of_them))
    return tuple(lines)


def list_standing(
    tx: Transaction, program: str, school: str, status: str | None, stage: str | None
) -> tuple[str, ...]:
    """Return the uids of the students whose kept standing is so, by name; "" is every school."""
    wanted = {"program": program, "school": school or None, "status": status, "stage": stage}
    asked = {name: value for name, value in wanted.items() if value is not None}
    condition = " AND ".join(f"t.{name} = ?" for name in asked)
    rows = fetch(
        tx,
        'SELECT s.uid FROM standing t JOIN student s ON s."key" = t.student '  # noqa: S608
        f"WHERE {condition} ORDER BY s.name_key, s.student_id",
        tuple(asked.values()),
    )
    return tuple(row[0] for row in rows)


def _kept_basis(tx: Transaction) -> str:
    rows = fetch(tx, "SELECT basis FROM standing_basis")
    return str(rows[0][0]) if rows else ""
