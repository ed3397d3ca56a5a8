"""Who is in a pathway: by their kept standings, or by an interest that nothing has followed."""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part
from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.transaction import Transaction

_DUE = f"SELECT student FROM standing_due WHERE parts & {int(Part.PATHWAYS)}"
_STANDING = (
    f"SELECT s.uid, t.school, t.stage, t.status, t.student IN ({_DUE}) "
    'FROM standing t JOIN student s ON s."key" = t.student WHERE t.program = ?'
)
_PATHWAY = "substr(program, 9)"  # without "pathway:"
_OF_PATHWAYS = "program >= 'pathway:' AND program < 'pathway;'"
_COUNTS = (
    f"SELECT {_PATHWAY}, stage, school, count(*) FROM standing "
    f"WHERE {_OF_PATHWAYS} GROUP BY 1, 2, 3"
)
# Where a student stood, and wherever a sign-up, an interest or a counselor may have put them since.
_TOUCHED = " UNION ".join(
    (
        "SELECT pathway FROM student WHERE pathway != '' AND \"key\" IN ({whom})",
        "SELECT pathway FROM enrollment WHERE student IN ({whom})",
        f"SELECT {_PATHWAY} FROM added_program WHERE {_OF_PATHWAYS} AND student IN ({{whom}})",
        f"SELECT {_PATHWAY} FROM standing WHERE {_OF_PATHWAYS} AND student IN ({{whom}})",
    )
)
_NAMES = (
    "SELECT uid, student_id, last_name, coalesce(nullif(preferred_name, ''), first_name), "
    "name_key, grade_level, coalesce(school.name, school) FROM student "
    "LEFT JOIN school ON school.short = student.school "
    "WHERE uid IN (SELECT value FROM json_each(?)) ORDER BY name_key, student_id"
)
# A sign-up, a change or leaving ends an interest; an added program has a standing of its own.
_INTERESTED = (
    "SELECT DISTINCT e.pathway, s.uid, s.school FROM enrollment e "
    "JOIN student s ON s.\"key\" = e.student WHERE e.action = 'interested' "
    "AND s.pathway != e.pathway AND NOT EXISTS ("
    "SELECT 1 FROM enrollment o WHERE o.student = e.student AND o.pathway = e.pathway "
    "AND o.action != 'interested') AND NOT EXISTS ("
    "SELECT 1 FROM added_program a WHERE a.student = e.student "
    "AND a.program = 'pathway:' || e.pathway)"
)


@dataclass(frozen=True, slots=True)
class StandingMember:
    """A student with a kept standing in a program; the school is that of the standing."""

    uid: str
    school: str
    stage: str
    status: str
    is_due: bool  # in the pathways: to be worked out anew


@dataclass(frozen=True, slots=True)
class NamedMember:
    """What a list says of a student besides how they stand."""

    uid: str
    student_id: str
    name: str  # last name first, by the preferred name where there is one
    name_key: str  # every name and the id, folded
    grade_level: int
    school_name: str


def list_counts(tx: Transaction) -> tuple[tuple[str, str, str, int], ...]:
    """Return each (pathway, stage, home school, number of students) by the kept standings."""
    return tuple((name, stage, home, many) for name, stage, home, many in fetch(tx, _COUNTS))


def list_touched(tx: Transaction, *, by_everyone: bool) -> frozenset[str]:
    """Return the pathways in whose counts a student who is due may come, go or stand otherwise.

    `by_everyone` takes every student as due: with another basis nobody has been marked yet.
    """
    whom = 'SELECT "key" FROM student' if by_everyone else _DUE
    return frozenset(row[0] for row in fetch(tx, _TOUCHED.format(whom=whom)))


def list_names(tx: Transaction, uids: Iterable[str]) -> tuple[NamedMember, ...]:
    """Return these students by name; who is gone is left out."""
    return tuple(
        NamedMember(uid, number, ", ".join(dict.fromkeys(p for p in (last, first) if p)), *rest)
        for uid, number, last, first, *rest in fetch(tx, _NAMES, (json.dumps(sorted(uids)),))
    )


def list_standing_members(tx: Transaction, program: str) -> tuple[StandingMember, ...]:
    """Return everyone with a kept standing in a program, in no order."""
    return tuple(
        StandingMember(uid, school, stage, status, bool(due))
        for uid, school, stage, status, due in fetch(tx, _STANDING, (program,))
    )


def list_interested(tx: Transaction) -> tuple[tuple[str, str, str], ...]:
    """Return each (pathway, student uid, home school) of an interest that nothing has followed."""
    return tuple((name, uid, school) for name, uid, school in fetch(tx, _INTERESTED))
