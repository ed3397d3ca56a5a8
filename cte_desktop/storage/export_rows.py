"""What exports look for in the whole district: whom to open a file of, and who sits where.

Light questions to the tables, so that an export opens the files of those students alone that it is
about.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.plan import Lane, Placement, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.transaction import Transaction

SeatRow = tuple[str, str, str, str, bool]

# A class of the graduation year G is in grade 13 + Y - G in the school year that starts in Y.
_PLANNED = (
    "SELECT s.uid, p.uid, p.course_code, p.grade_level, p.term, p.lane, p.period, p.section_id, "
    "p.site, p.alternates, p.locked, p.source FROM placement p "
    'JOIN "plan" l ON l."key" = p."plan" JOIN student s ON s."key" = l.student '
    "WHERE l.status = 'active' AND p.grade_level = 13 + ? - s.graduation_year "
    "ORDER BY s.student_id, p.position"
)
_SEATED = (
    "SELECT s.uid, r.section_id, r.course_code, r.term, r.mark = '' FROM record r "
    'JOIN student s ON s."key" = r.student '
    "WHERE r.school_year = ? AND r.mark <> 'W' AND r.section_id <> '' "
    "ORDER BY r.section_id, s.student_id, r.term"
)
_FINISHED = (
    "SELECT DISTINCT s.student_id FROM record r "
    'JOIN student s ON s."key" = r.student '
    "WHERE r.school_year = ? AND r.mark <> '' AND (r.pathway_level = 'capstone' "
    "OR r.course_code IN (SELECT value FROM json_each(?)) "
    "OR r.recovers IN (SELECT value FROM json_each(?))) "
    "UNION SELECT s.student_id FROM decision d "
    "JOIN student s ON s.\"key\" = d.student WHERE d.program LIKE 'pathway:%' "
    "ORDER BY 1"
)
_WORKED = (
    'SELECT DISTINCT s.student_id FROM experience e JOIN student s ON s."key" = e.student '
    "WHERE e.kind = 'wbl' AND e.removed = 0 ORDER BY 1"
)


def placements_in(tx: Transaction, school_year: int) -> dict[str, tuple[Placement, ...]]:
    """Return what the active plans have in a school year, under the students' uids."""
    found: dict[str, list[Placement]] = {}
    for row in fetch(tx, _PLANNED, (school_year,)):
        student, uid, course, grade, term, lane, period, section, site, others, locked, by = row
        spot = Spot(grade, Term(term), Lane(lane), period)
        codes = tuple(code for code in others.split(";") if code)
        placement = Placement(uid, course, spot, codes, section, site, bool(locked), by)
        found.setdefault(student, []).append(placement)
    return {student: tuple(placements) for student, placements in found.items()}


def seats_in(tx: Transaction, school_year: int) -> list[SeatRow]:
    """Return who sits or sat in a section of a school year, by section; who withdrew is left out.

    Each is the student's uid, the section, the course, the term, and whether it is in progress.
    """
    return [
        (row[0], row[1], row[2], row[3], bool(row[4])) for row in fetch(tx, _SEATED, (school_year,))
    ]


def students_finishing(
    tx: Transaction, school_year: int, capstones: Iterable[str]
) -> tuple[str, ...]:
    """Return the ids of students who may have completed a pathway in a school year.

    They have a mark in a capstone in it, or an exception in a pathway; nobody else can.
    """
    codes = json.dumps(sorted(set(capstones)))
    return tuple(row[0] for row in fetch(tx, _FINISHED, (school_year, codes, codes)))


def students_with_work(tx: Transaction) -> tuple[str, ...]:
    """Return the ids of the students with work-based learning."""
    return tuple(row[0] for row in fetch(tx, _WORKED))
