"""Participants and concentrators as Perkins V defines them, and the College/Career Indicator.

Only here a student is called a concentrator: the federal word means who completed two courses of
one program, which is neither the concentrator course passed nor a completer (`DOSSIER.md` section
4). Where the record doesn't tell a measure, it has no figure; `resources/requirements/perkins.toml`
says of each what it means, where that stands, and what can't be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import grade_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cte_desktop.domain.catalog.catalog import Catalog

FIRST_STATE_CODE, LAST_STATE_CODE = 7000, 8999
"""The State's course codes of career technical education."""
COURSES_OF_A_CONCENTRATOR = 2
FIRST_GRADE, LAST_GRADE = 9, 12
STANDARD_MET = 3
"""The Smarter Balanced level from which a student meets the standard."""


@dataclass(frozen=True, slots=True)
class EarnedCourse:
    """What a student earned of a course in a school year, all terms together, in hundredths."""

    student_uid: str
    course_code: str
    school_year: int
    earned: int
    attempted: int
    pathway: str = ""  # as the record says; "" as the catalog has it


@dataclass(frozen=True, slots=True)
class CteStudent:
    """What Perkins and the Indicator ask of a student besides courses.

    `levels` are the best Smarter Balanced levels by test.
    """

    uid: str
    graduation_year: int
    graduated: bool = False  # has met every graduation requirement
    prepared: bool = False  # by the College/Career Indicator
    levels: tuple[tuple[str, int], ...] = ()
    certified: bool = False
    college_units: bool = False
    work_based: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a school year: who counts, out of whom; both None where it can't be told.

    Without `out_of` it is no share. The uids are in order.
    """

    id: str
    uids: tuple[str, ...] | None = None
    out_of: tuple[str, ...] | None = None

    @property
    def is_told(self) -> bool:
        """Tell whether the record allows a figure."""
        return self.uids is not None

    @property
    def share(self) -> float | None:
        """Return the share, 0 to 1, or None without anybody to share among."""
        if self.uids is None or not self.out_of:
            return None
        return len(self.uids) / len(self.out_of)


@dataclass(frozen=True, slots=True)
class CompletedCourses:
    """Which courses each student has completed, by the year in which the last of it was earned."""

    years: Mapping[str, tuple[tuple[int, str, tuple[str, ...]], ...]]  # uid: (year, code, pathways)

    def in_year(self, uid: str, school_year: int) -> bool:
        """Tell whether the student completed a course in that year."""
        return any(year == school_year for year, _, _ in self.years.get(uid, ()))

    def by(self, uid: str, school_year: int) -> bool:
        """Tell whether the student had completed a course by the end of that year."""
        return any(year <= school_year for year, _, _ in self.years.get(uid, ()))

    def concentrates(self, uid: str, school_year: int) -> bool:
        """Tell whether the student had completed two courses of one pathway by then."""
        of_pathway: dict[str, set[str]] = {}
        for year, code, pathways in self.years.get(uid, ()):
            if year <= school_year:
                for name in pathways:
                    of_pathway.setdefault(name, set()).add(code)
        return any(len(codes) >= COURSES_OF_A_CONCENTRATOR for codes in of_pathway.values())


def cte_courses(catalog: Catalog) -> frozenset[str]:
    """Return the courses that are career technical education.

    Those with a code of the State's from 7000 to 8999; without any code, those of a pathway.
    """
    found = set()
    for course in catalog.courses:
        code = course.state_code.strip()
        if code:
            coded = code.isdigit() and FIRST_STATE_CODE <= int(code) <= LAST_STATE_CODE
        else:
            coded = bool(course.pathway) or course.code in catalog.steps_by_course
        if coded:
            found.add(course.code)
    return frozenset(found)


def completed_courses(earned: Iterable[EarnedCourse], catalog: Catalog) -> CompletedCourses:
    """Return who completed which courses when: all their credits earned, by whatever year."""
    by_course: dict[tuple[str, str], list[EarnedCourse]] = {}
    for row in earned:
        by_course.setdefault((row.student_uid, row.course_code), []).append(row)
    found: dict[str, list[tuple[int, str, tuple[str, ...]]]] = {}
    for (uid, code), rows in by_course.items():
        year = _completed_in(rows, code, catalog)
        if year is not None:
            found.setdefault(uid, []).append((year, code, _pathways(rows, code, catalog)))
    return CompletedCourses({uid: tuple(sorted(courses)) for uid, courses in found.items()})


def perkins_measures(
    students: Collection[CteStudent],
    courses: CompletedCourses,
    completers: Collection[str],
    school_year: int,
) -> tuple[Measure, ...]:
    """Return every measure of a school year; `completers` are those of that year, by uid."""
    enrolled = [s for s in students if FIRST_GRADE <= _grade(s, school_year) <= LAST_GRADE]
    took = [s for s in enrolled if courses.in_year(s.uid, school_year)]
    ever = [s for s in enrolled if courses.by(s.uid, school_year)]
    concentrators = [s for s in enrolled if courses.concentrates(s.uid, school_year)]
    leaving = [s for s in concentrators if _grade(s, school_year) == LAST_GRADE]
    graduates = [s for s in leaving if s.graduated]
    done = frozenset(completers)
    return (
        Measure("state_participants", _uids(s for s in took if s.uid not in done)),
        Measure("state_completers", _uids(s for s in enrolled if s.uid in done)),
        Measure("participants", _uids(ever)),
        Measure("concentrators", _uids(concentrators)),
        Measure("1S1", _uids(graduates), _uids(leaving)),
        _proficient("2S1", "SBAC_ELA", leaving),
        _proficient("2S2", "SBAC_MATH", leaving),
        Measure("2S3"),
        Measure("3S1"),
        Measure("4S1"),
        Measure("5S1", _uids(s for s in graduates if s.certified), _uids(graduates)),
        Measure("5S2", _uids(s for s in graduates if s.college_units), _uids(graduates)),
        Measure("5S3", _uids(s for s in graduates if s.work_based), _uids(graduates)),
    )


def indicator_measures(
    students: Collection[CteStudent], ever_completed: Collection[str], school_year: int
) -> tuple[Measure, ...]:
    """Return the College/Career view of the class that is in grade 12 in that school year.

    `ever_completed` are those who completed a pathway in that year or before, by uid.
    """
    seniors = [s for s in students if _grade(s, school_year) == LAST_GRADE]
    done = frozenset(ever_completed)
    every = _uids(seniors)
    with_pathway = [s for s in seniors if s.uid in done]
    return (
        Measure("cci_prepared", _uids(s for s in seniors if s.prepared), every),
        Measure("cci_by_pathway", _uids(s for s in with_pathway if s.prepared), every),
        Measure("cci_approaching", _uids(s for s in with_pathway if not s.prepared), every),
    )


def _proficient(name: str, test: str, leaving: Iterable[CteStudent]) -> Measure:
    tested = [(s, level) for s in leaving for kind, level in s.levels if kind == test]
    met = (s for s, level in tested if level >= STANDARD_MET)
    return Measure(name, _uids(met), _uids(s for s, _ in tested))


def _completed_in(rows: Iterable[EarnedCourse], code: str, catalog: Catalog) -> int | None:
    course = catalog.course_by_code.get(code)
    in_time = sorted(rows, key=lambda row: row.school_year)
    need = course.credits if course is not None else sum(row.attempted for row in in_time)
    earned = 0
    for row in in_time:
        earned += row.earned
        if earned and earned >= need:
            return row.school_year
    return None


def _pathways(rows: Iterable[EarnedCourse], code: str, catalog: Catalog) -> tuple[str, ...]:
    names = {row.pathway for row in rows if row.pathway}
    names |= {step.pathway for step in catalog.steps_by_course.get(code, ())}
    course = catalog.course_by_code.get(code)
    if course is not None and course.pathway:
        names.add(course.pathway)
    return tuple(sorted(names))


def _grade(student: CteStudent, school_year: int) -> int:
    return grade_in(school_year, student.graduation_year)


def _uids(students: Iterable[CteStudent]) -> tuple[str, ...]:
    return tuple(sorted(student.uid for student in students))
