"""Every row of a kind as its plain file has it: what a whole export writes, piece by piece.

Values are in the order of the asked stored fields. The rows of a student stand together, by student
id, each kind in the order in which its rows came; so an import of the files keeps that order. What
people note privately is in no kind.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.planning.plan import GRADES, TRAY
from cte_desktop.storage.copied import COPIED, STUDENT_ID
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.sections.columns import MEETING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.storage.copied import Copied
    from cte_desktop.storage.transaction import Transaction

Values = tuple[Any, ...]

AT_ONCE = 2_000  # rows
MOST_CHOICES = 9  # the highest rank of an alternate in plans.csv

# From the student to the rows: one student's rows are sorted at a time, never a whole table.
_OWNED = 'FROM student s CROSS JOIN "{table}" t ON t.student = s."key"'
_PLANNED = (
    "SELECT s.student_id, p.name, p.status, p.signed_on, "
    # A file names grade and term of every row; of what is set aside they say nothing.
    f"coalesce(l.grade_level, {GRADES[-1]}), iif(l.grade_level IS NULL, 'year', l.term), "
    f"iif(l.grade_level IS NULL, '{TRAY}', l.lane), "
    "l.course_code, l.section_id, l.locked, l.period, l.site, l.alternates "
    'FROM student s CROSS JOIN "plan" p ON p.student = s."key" '
    'CROSS JOIN placement l ON l."plan" = p."key" '
)
_PLAN_ORDER = 'ORDER BY s.student_id, p."key", l.position, l."key"'
_ABOUT_ONE = "WHERE s.student_id = ? "
_PLAN_FIELDS = (
    "student_id",
    "plan",
    "status",
    "signed_on",
    "grade_level",
    "term",
    "lane",
    "course_code",
    "section_id",
    "locked",
    "period",
    "site",
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How much there is that the plain files have no place for."""

    empty_plans: int
    added_programs: int


def count_plain_rows(tx: Transaction, kind: str) -> int:
    """Return about how many rows the file of a kind has; sections and plans can have more."""
    table = {"sections": "section", "plans": "placement"}.get(kind) or COPIED[kind].table
    return int(fetch(tx, f'SELECT count(*) FROM "{table}"')[0][0])


def plain_rows(tx: Transaction, kind: str, fields: tuple[str, ...]) -> Iterator[list[Values]]:
    """Yield the rows of a kind in pieces; the transaction stays open until the last one."""
    if kind == "plans":
        yield from _plan_rows(tx, fields)
    elif kind == "sections":
        yield from _pieces(tx, _sections(fields))
    else:
        yield from _pieces(tx, _copied(COPIED[kind], fields))


def plain_rows_about(
    tx: Transaction, kind: str, fields: tuple[str, ...], student_id: str
) -> tuple[Values, ...]:
    """Return the rows of a kind that are about one student, in the order of the whole file."""
    if kind == "plans":
        pieces = _plan_rows(tx, fields, student_id)
    else:
        statement = _copied(COPIED[kind], fields, about_one=True)
        pieces = _pieces(tx, statement, values=(student_id,))
    return tuple(row for piece in pieces for row in piece)


def left_out(tx: Transaction) -> LeftOut:
    """Return what no plain file says."""
    counts = (
        (
            'SELECT count(*) FROM "plan" p WHERE NOT EXISTS '
            '(SELECT 1 FROM placement l WHERE l."plan" = p."key")'
        ),
        "SELECT count(*) FROM added_program",
    )
    return LeftOut(*(int(fetch(tx, query)[0][0]) for query in counts))


def _copied(copied: Copied, fields: tuple[str, ...], *, about_one: bool = False) -> str:
    if not copied.of_student:
        names = ", ".join(f'"{field}"' for field in fields)
        order = STUDENT_ID if copied.kind == "students" else '"key"'
        one = "WHERE student_id = ? " if about_one else ""
        return f'SELECT {names} FROM "{copied.table}" {one}ORDER BY {order}'
    names = ", ".join(f's."{f}"' if f == STUDENT_ID else f't."{f}"' for f in fields)
    owned, one = _OWNED.format(table=copied.table), _ABOUT_ONE if about_one else ""
    return f'SELECT {names} {owned} {one}ORDER BY s.student_id, t."key"'


def _sections(fields: tuple[str, ...]) -> str:
    empty = {"period": "''", "days": "''", "room": "''"}
    names = ", ".join(
        f'coalesce(m."{f}", {empty.get(f, "NULL")})' if f in MEETING else f's."{f}"' for f in fields
    )
    return (
        f'SELECT {names} FROM section s LEFT JOIN meeting m ON m.section = s."key" '
        'ORDER BY s."key", m."key"'
    )


def _pieces(tx: Transaction, statement: str, values: Values = ()) -> Iterator[list[Values]]:
    cursor: Any = tx.connection.exec_driver_sql(statement, values).cursor
    try:
        while rows := cursor.fetchmany(AT_ONCE):
            yield rows
    finally:
        cursor.close()


def _plan_rows(
    tx: Transaction, fields: tuple[str, ...], student_id: str | None = None
) -> Iterator[list[Values]]:
    """Yield the rows of every student's plans, or of one student's."""
    ranks = _Ranks()
    one = _ABOUT_ONE if student_id is not None else ""
    asked = () if student_id is None else (student_id,)
    for piece in _pieces(tx, f"{_PLANNED}{one}{_PLAN_ORDER}", asked):
        rows: list[Values] = []
        for *values, alternates in piece:
            named = dict(zip(_PLAN_FIELDS, values, strict=True))
            rows.append(_of_plan(named, fields, 0))
            for rank, code in enumerate(filter(None, alternates.split(";")), 1):
                # An alternate is of the course before it; it has no section or lock of its own.
                other = named | {"course_code": code, "section_id": "", "locked": 0, "site": ""}
                rows.append(_of_plan(other, fields, ranks.free(other, rank)))
        yield rows


def _of_plan(named: dict[str, Any], fields: tuple[str, ...], choice: int) -> Values:
    return tuple(choice if field == "choice" else named[field] for field in fields)


class _Ranks:
    """Ranks of alternates: two courses of one semester may have one alternate at one rank.

    The import takes alternates in their order, so the next rank that is free says the same.
    """

    def __init__(self) -> None:
        self._plan: tuple[str, str] = ("", "")
        self._given: set[Values] = set()

    def free(self, named: dict[str, Any], rank: int) -> int:
        plan = (named["student_id"], named["plan"])
        if plan != self._plan:
            self._plan, self._given = plan, set()
        what = ("grade_level", "term", "lane", "course_code", "period")
        place = tuple(named[name] for name in what)
        free = [n for n in range(rank, MOST_CHOICES + 1) if (*place, n) not in self._given]
        chosen = free[0] if free else min(rank, MOST_CHOICES)
        self._given.add((*place, chosen))
        return chosen
