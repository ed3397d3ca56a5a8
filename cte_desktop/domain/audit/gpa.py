"""Grade point averages of UC and CSU: a-g marks from the summer after grade 9 to that after 11.

Rules: ag.toml `gpa`. Plus and minus are ignored; an honors point for a C or better (as the file
says), at most eight semesters and four of them from grade 10 when capped; truncated, never rounded
up. A D or F stays unless the same course is repeated, also when higher work validates it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.audit.ag_work import ALGEBRAS, as_half, half_of_two_years, is_first_semester
from cte_desktop.domain.audit.result import GradePoints
from cte_desktop.domain.audit.work import by_half
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.audit.rules import GpaRules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.semesters import Semester

DONE = (State.EARNED, State.NOT_EARNED)
MARKS = "ABCDF"  # as in rule_parsing.py
LOW = ("D", "F")  # only these can be repeated


def grade_points(semesters: Iterable[Semester], catalog: Catalog, rules: GpaRules) -> GradePoints:
    """Return the four averages as text with two decimals, "" when no mark counts."""
    counted = _counted(semesters, catalog)
    points = dict(rules.points)
    plain = sum(points.get(row.mark[0], 0) for row in counted)
    high = _marks_from(rules.honors_needs)
    honors = [row for row in counted if row.uc_honors and row.mark[0] in high]
    grade_10 = sum(1 for row in honors if _grade(row) == 10)
    grade_11 = len(honors) - grade_10
    capped = min(rules.honors_most, min(rules.honors_most_grade_10, grade_10) + grade_11)
    number = len(counted)
    weighted = plain + capped * rules.honors_point
    return GradePoints(
        uc_capped=_truncated(weighted, number),
        uc_unweighted=_truncated(plain, number),
        uc_full=_truncated(plain + len(honors) * rules.honors_point, number),
        csu=_truncated(weighted, number),
    )


def _counted(semesters: Iterable[Semester], catalog: Catalog) -> list[Semester]:
    """Return the semesters whose marks count: in the window, lettered, low ones unless repeated."""
    by_course: dict[str, list[Semester]] = {}
    for row in semesters:
        marked = row.ag_area and row.state in DONE and row.mark in grades.LETTERS
        if not marked or not _in_window(row):
            continue
        algebra = row.ag_topic in ALGEBRAS
        brings = half_of_two_years(row.course_code, catalog) if algebra else None
        if brings is None:
            by_course.setdefault(row.course_code, []).append(row)
        elif not is_first_semester(row):  # only second semesters count (ag.toml repeat)
            by_course.setdefault(row.course_code, []).append(as_half(row, brings))
    counted = []
    for code, rows in by_course.items():
        halves: dict[tuple[int, ...], Semester] = {}
        course = catalog.course(code)
        if course is not None and course.repeatable:
            counted += rows
            continue
        for row, half in by_half(rows, course, lambda r: r.mark[0] not in LOW):
            before = halves.get(half)
            if before is None or before.mark[0] in LOW:
                halves[half] = row
        counted += halves.values()
    return counted


def _in_window(row: Semester) -> bool:
    return row.grade_level in {10, 11} or (row.grade_level == 9 and row.term is Term.SUMMER)


def _marks_from(lowest: str) -> str:
    """Return the letters from A down to the lowest."""
    return MARKS[: MARKS.index(lowest) + 1]


def _grade(row: Semester) -> int:
    """Return 10 or 11; the summers after 9 and 10 count as grade 10."""
    return 11 if row.grade_level == 11 else 10


def _truncated(points: int, number: int) -> str:
    if not number:
        return ""
    hundredths = points * 100 // number
    return f"{hundredths // 100}.{hundredths % 100:02d}"
