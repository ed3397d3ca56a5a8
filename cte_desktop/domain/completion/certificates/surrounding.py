"""What surrounds a pathway of a student: certifications, hours and college units, in one way.

Screen, evidence and certificate all read it, so that they can't tell different sums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.semesters import State, from_record
from cte_desktop.domain.students.experiences import (
    WORKED_FOR,
    Around,
    in_order_of_time,
    is_valid_certification,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.grades import Thresholds
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.domain.students.record import RecordRow


def surrounding(
    file: StudentFile,
    pathway: str,
    courses: Collection[str],
    day: date,
    catalog: Catalog,
    thresholds: Thresholds,
) -> Around:
    """Return what is about a pathway, and about none in particular, as valid on that day.

    `courses` are those that fill its levels: units are those earned in them, and those of college
    courses noted for the pathway that the record doesn't have.
    """
    about = [one for one in file.experiences if one.pathway in {"", pathway}]
    ordered = in_order_of_time(about, file.student.graduation_year)
    return Around(
        tuple(one for one in ordered if is_valid_certification(one, day)),
        sum(one.hours or 0 for one in ordered if one.kind in WORKED_FOR),
        _units_earned(file, courses, catalog, thresholds) + _units_noted(file, pathway),
        ordered,
    )


def notes_college_courses(file: StudentFile) -> bool:
    """Tell whether the whole record is needed, to see which noted college courses it has."""
    return any(one.kind == "college" and one.pathway and one.units for one in file.experiences)


def _units_earned(
    file: StudentFile, courses: Collection[str], catalog: Catalog, thresholds: Thresholds
) -> int:
    rows = (row for row in file.record if row.course_code in courses and _may_bring(row, catalog))
    semesters = (from_record(row, catalog, thresholds) for row in rows)
    return sum(one.college_units for one in semesters if one.state is State.EARNED)


def _may_bring(row: RecordRow, catalog: Catalog) -> bool:
    course = catalog.course(row.course_code)
    return bool(row.college_units) or (course is not None and course.college_units > 0)


def _units_noted(file: StudentFile, pathway: str) -> int:
    noted = [
        one for one in file.experiences if one.kind == "college" and one.pathway == pathway != ""
    ]
    if not noted:
        return 0
    recorded = {(row.school_year, row.course_title.casefold()) for row in file.record}
    return sum(
        one.units or 0 for one in noted if (one.school_year, one.title.casefold()) not in recorded
    )
