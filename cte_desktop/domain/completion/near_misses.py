"""Who passed the capstone of a pathway in a school year, or the last of both, and is no completer.

The State's file has no row for them, and rightly: but who sends it wants to know why. Two reasons
are told, since each looks like a completion at a first glance: the capstone was passed before the
concentrator (CERT122), or with a mark below the one that a completer needs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.state.fields import Problem, problem
from cte_desktop.domain.completion.state.file import PATHWAY
from cte_desktop.domain.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.audit.result import ProgramResult, Unused
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.eligibility import Eligibility
    from cte_desktop.domain.students.file import StudentFile


def near_misses(
    program: ProgramResult,
    decision: Eligibility,
    file: StudentFile,
    catalog: Catalog,
    school_year: int,
) -> Iterator[Problem]:
    """Yield why a pathway that was passed in that year, its last part at least, has no row."""
    if [name for name, _ in decision.missing] != [Level.CAPSTONE.value]:
        return
    looked = _Looked(program, decision, file, catalog)
    early = looked.unused("out_of_order")
    if early and looked.last_year(early) == school_year:
        concentrator = decision.of(Level.CONCENTRATOR)
        said = problem(
            file.student.student_id,
            PATHWAY,
            "out_of_order",
            pathway=decision.pathway,
            course=_courses(early),
            concentrator=", ".join(concentrator.courses) if concentrator else "",
        )
        yield replace(said, severity=Severity.WARNING)  # no row of the file is kept out by it
    low = [one for one in looked.unused("mark_too_low") if one.school_year == school_year]
    if low:
        yield problem(
            file.student.student_id,
            PATHWAY,
            "capstone_mark",
            pathway=decision.pathway,
            course=_courses(low),
            mark=", ".join(dict.fromkeys(str(_value(one, "mark")) for one in low)),
            threshold=decision.rule.capstone,
        )


@dataclass(frozen=True, slots=True)
class Early:
    """Courses that were passed, but not after those below them; `year` is that of the last."""

    courses: tuple[str, ...]
    year: int


def passed_too_early(
    program: ProgramResult, decision: Eligibility, file: StudentFile, catalog: Catalog
) -> Early | None:
    """Return what was passed out of order where nothing else is missing, or None."""
    steps = catalog.steps_of(decision.pathway, file.student.entry_class)
    level_of = {step.course_code: step.level.value for step in steps}
    looked = _Looked(program, decision, file, catalog)
    rows = [
        one
        for one in program.unused
        if one.because.code == "out_of_order" and looked.is_passed(one.course)
    ]
    missing = {name for name, _ in decision.missing}
    if not missing or missing - {level_of.get(one.course, "") for one in rows}:
        return None
    early = [one for one in rows if level_of.get(one.course) in missing]
    counted = [row.school_year for evidence in decision.evidence for row in evidence.rows]
    courses = tuple(dict.fromkeys(one.course for one in early))
    return Early(courses, max(counted + [one.school_year for one in early]))


@dataclass(frozen=True, slots=True)
class _Looked:
    """A pathway in which the capstone alone is missing, and the student's record."""

    program: ProgramResult
    decision: Eligibility
    file: StudentFile
    catalog: Catalog

    def unused(self, code: str) -> list[Unused]:
        """Return the rows of passed capstone courses that count for nothing because of `code`."""
        steps = self.catalog.steps_of(self.decision.pathway, self.file.student.entry_class)
        below = {step.course_code for step in steps if step.level is not Level.CAPSTONE}
        return [
            one
            for one in self.program.unused
            if one.because.code == code and one.course not in below and self.is_passed(one.course)
        ]

    def last_year(self, early: list[Unused]) -> int:
        """Return the school year in which the later one of both levels was passed."""
        concentrator = self.decision.of(Level.CONCENTRATOR)
        rows = concentrator.rows if concentrator else ()
        return max([one.school_year for one in early] + [row.school_year for row in rows])

    def is_passed(self, code: str) -> bool:
        """Tell whether the record has all credits of a course, whatever its marks."""
        course = self.catalog.course(code)
        earned = sum(
            row.earned for row in self.file.record if code in {row.course_code, row.recovers}
        )
        return earned > 0 and (course is None or earned >= course.credits)


def _courses(rows: list[Unused]) -> str:
    return ", ".join(dict.fromkeys(row.course for row in rows))


def _value(one: Unused, key: str) -> object:
    return next((value for name, value in one.because.values if name == key), "")
