"""What the page Home counts: light questions over students, active plans and kept standings."""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.parts import MISFIT as _MISFIT
from cte_desktop.domain.audit.parts import MUST_FIX_OF, NO_PROGRAMS, Part
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.leavers import IN_SCHOOL

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction

FIRST_GRADE, LAST_GRADE = 9, 12
"""The grades whose plans and graduation are counted."""

NO_PLAN, NOT_SIGNED, MUST_FIX, MISFIT = "no_plan", "not_signed", "must_fix", "misfit"
ONE_COURSE, LAST_CHANCE, COMPLETED = "one_course", "last_chance", "completed"

_IN_HIGH_SCHOOL = f"s.grade_level BETWEEN {FIRST_GRADE} AND {LAST_GRADE} AND {IN_SCHOOL}"
_MUST_FIX = tuple(MUST_FIX_OF.values())
_HAS_COURSES = 'EXISTS (SELECT 1 FROM placement l WHERE l."plan" = p."key")'
_PLAN = 'LEFT JOIN "plan" p ON p.student = s."key" AND p.status = \'active\''
_STANDING = 'CROSS JOIN standing t ON t.student = s."key"'  # the students are chosen first
_PATHWAYS = "t.program >= 'pathway:' AND t.program < 'pathway;'"
# As storage/forecast.py has it: at risk, and what is missing can start in a term not begun yet.
_OPEN = f"{_PATHWAYS} AND t.status = 'at_risk' AND t.last_start > :begun AND {IN_SCHOOL}"

# Of each figure the table beside the students and the condition; :year is the school year asked
# for, :present the present one, :begun the last term that has begun (`school_year.last_begun`).
_FIGURES = {
    NO_PLAN: (_PLAN, f'{_IN_HIGH_SCHOOL} AND (p."key" IS NULL OR NOT {_HAS_COURSES})'),
    NOT_SIGNED: (
        _PLAN,
        f'{_IN_HIGH_SCHOOL} AND p."key" IS NOT NULL AND p.signed_on IS NULL AND {_HAS_COURSES}',
    ),
    MUST_FIX: (_STANDING, f"t.program IN {_MUST_FIX!r} AND {IN_SCHOOL}"),
    MISFIT: (_STANDING, f"t.program = '{_MISFIT}' AND {IN_SCHOOL}"),
    ONE_COURSE: (_STANDING, f"{_OPEN} AND t.short_of <> ''"),
    LAST_CHANCE: (_STANDING, f"{_OPEN} AND t.only_year <> 0 AND t.last_start / 3 = :year"),
    COMPLETED: (_STANDING, f"{_PATHWAYS} AND t.stage = 'completer' AND t.completed_in = :year"),
}
FIGURES = tuple(_FIGURES)
_PLANS = (
    f'SELECT CASE WHEN p."key" IS NULL OR NOT {_HAS_COURSES} THEN 0 '
    f"WHEN p.signed_on IS NULL THEN 1 ELSE 2 END, count(*) FROM student s {_PLAN} "
    f"WHERE {_IN_HIGH_SCHOOL} AND {{whose}} GROUP BY 1"
)
# The few rows of those who have something to fix come first, whoever is asked about.
_TO_FIX = (
    f"SELECT count(DISTINCT CASE WHEN t.program <> '{_MISFIT}' THEN t.student END), "
    f"count(CASE WHEN t.program = '{_MISFIT}' THEN 1 END) "
    'FROM standing t CROSS JOIN student s ON s."key" = t.student '
    f"WHERE t.program IN {NO_PROGRAMS!r} AND {IN_SCHOOL} AND {{whose}}"
)
# All figures of pathways at one go; of the whole district the standings come first.
_OF_PATHWAYS = (
    f"SELECT count(DISTINCT CASE WHEN {_FIGURES[ONE_COURSE][1]} THEN t.student END), "
    f"count(DISTINCT CASE WHEN {_FIGURES[LAST_CHANCE][1]} THEN t.student END), "
    f"count(DISTINCT CASE WHEN {_FIGURES[COMPLETED][1]} THEN t.student END) FROM {{tables}} "
    f"WHERE {_PATHWAYS} AND (t.status = 'at_risk' OR t.stage = 'completer') AND {{whose}}"
)
RESTS_ON = Part.GRADUATION | Part.AREAS | Part.PATHWAYS | Part.SCHEDULE
"""The parts of the kept standings that the figures rest on."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose students are counted: those of a counselor, of a school, or all with both empty."""

    counselor: str = ""
    school: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many students there are, and how many under each figure."""

    students: int
    figures: dict[str, int]


def count_all(tx: Transaction, whose: Whose, school_year: int, begun: int) -> Counts:
    """Return every figure, each student once; `begun` is the last term that has begun.

    Of those who have left school, only this year's completers are counted.
    """
    condition, values = _of(whose)
    values["present"] = school_year
    plans = dict(fetch(tx, _PLANS.format(whose=condition), values))
    (must_fix, misfit), *_ = fetch(tx, _TO_FIX.format(whose=condition), values)
    tables = f"student s {_STANDING}"
    if whose == Whose():
        tables = 'standing t JOIN student s ON s."key" = t.student'
    query = _OF_PATHWAYS.format(tables=tables, whose=condition)
    (one_course, last_chance, completed), *_ = fetch(
        tx, query, {**values, "year": school_year, "begun": begun}
    )
    figures = {
        NO_PLAN: plans.get(0, 0),
        NOT_SIGNED: plans.get(1, 0),
        MUST_FIX: must_fix,
        MISFIT: misfit,
        ONE_COURSE: one_course,
        LAST_CHANCE: last_chance,
        COMPLETED: completed,
    }
    query = f"SELECT count(*) FROM student s WHERE {IN_SCHOOL} AND {condition}"
    students = _number(tx, query, values)
    return Counts(students, figures)


def students_of(
    tx: Transaction, figure: str, whose: Whose, school_year: int, begun: int, present: int
) -> tuple[str, ...]:
    """Return whom a figure counts in `school_year`, by name; `present` is the present year."""
    beside, kept = _FIGURES[figure]
    condition, values = _of(whose)
    query = (
        f"SELECT DISTINCT s.uid, s.name_key, s.student_id FROM student s {beside} "
        f"WHERE {kept} AND {condition} ORDER BY s.name_key, s.student_id"
    )
    named = {**values, "year": school_year, "begun": begun, "present": present}
    return tuple(row[0] for row in fetch(tx, query, named))


def count_due(tx: Transaction, whose: Whose, present: int) -> int:
    """Return how many of them that are in school are due in what the figures rest on."""
    condition, values = _of(whose)
    values["present"] = present
    query = (
        'SELECT count(*) FROM standing_due d JOIN student s ON s."key" = d.student '
        f"WHERE d.parts & {int(RESTS_ON)} AND {IN_SCHOOL} AND {condition}"
    )
    return _number(tx, query, values)


def counselors(tx: Transaction) -> tuple[str, ...]:
    """Return the names of the counselors, by name."""
    query = "SELECT DISTINCT counselor FROM student WHERE counselor <> ''"
    return tuple(sorted((row[0] for row in fetch(tx, query)), key=str.casefold))


def schools(tx: Transaction) -> tuple[tuple[str, str], ...]:
    """Return (short, name) of the schools that any student attends, by name."""
    query = (
        "SELECT s.school, coalesce(h.name, s.school) FROM "
        "(SELECT DISTINCT school FROM student WHERE school <> '') s "
        "LEFT JOIN school h ON h.short = s.school"
    )
    found = ((row[0], row[1]) for row in fetch(tx, query))
    return tuple(sorted(found, key=lambda pair: pair[1].casefold()))


def _of(whose: Whose) -> tuple[str, dict[str, Any]]:
    if whose.counselor:
        return "s.counselor = :who", {"who": whose.counselor}
    if whose.school:
        return "s.school = :who", {"who": whose.school}
    return "1", {}


def _number(tx: Transaction, query: str, values: dict[str, Any]) -> int:
    return int(fetch(tx, query, values)[0][0])
