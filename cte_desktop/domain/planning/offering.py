"""Whether a course can be had where and when the plan has it: grade, term, site, section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import ExtendedDay
from cte_desktop.domain.findings import Finding, Severity, Value, values
from cte_desktop.domain.planning.plan import GRADES, Lane
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.planning.ways_out import place_of, removal
from cte_desktop.domain.school_year import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.situation import Situation

FIRST_GRADE, LAST_GRADE = GRADES[0], GRADES[-1]


def offering_findings(situation: Situation) -> Iterator[Finding]:
    """Find each planned course outside its grades, terms, sites, or in a section that is gone."""
    seen: set[tuple[str, str, int]] = set()
    home, offered_well = situation.file.student.school, situation.catalog.offered_well
    for when, running in situation.by_term.items():
        grade_level = running[0].grade_level
        # What an ordinary class of the day says is the same for every student of a school.
        well = offered_well.setdefault((home, grade_level, when), set())
        for semester in running:
            if semester.state is not State.PLANNED:
                continue
            plain = semester.lane is Lane.DAY and not (semester.site or semester.section_id)
            if plain and semester.course_code in well:
                continue
            course = situation.catalog.course(semester.course_code)
            if course is None:
                continue
            section = situation.section_of(semester)
            found = (
                *offering_of(situation, semester, course, section),
                *(section_findings(semester, section) if semester.section_id else ()),
            )
            if plain and not found and semester.grade_level == grade_level:
                well.add(course.code)
            for finding in found:
                # Both halves of a year course say the same: once is enough.
                key = (finding.code, semester.course_code, semester.grade_level)
                if finding.code == "term_not_offered" or key not in seen:
                    seen.add(key)
                    yield finding


def offering_of(
    situation: Situation, semester: Semester, course: Course, section: Section | None
) -> Iterator[Finding]:
    """Yield what keeps a course from being had in a semester, at the site of a section if any."""
    if not is_in_grade_range(course, semester.grade_level, semester.term):
        yield _finding(
            "grade_range", Severity.MUST_FIX, semester, low=course.grade_min, high=course.grade_max
        )
    if not _is_offered(situation, semester, course):
        # The catalog says little of summer school yet, so summer is doubted, not forbidden.
        severity = Severity.WARNING if semester.term is Term.SUMMER else Severity.MUST_FIX
        yield _finding("term_not_offered", severity, semester)
    site = _site_without_course(situation, semester, section)
    if site is not None:
        yield _finding("site_without_course", Severity.MUST_FIX, semester, site=site)


def is_in_grade_range(course: Course, grade_level: int, term: Term) -> bool:
    """Tell whether the grade may take the course; a summer belongs to both grades around it."""
    grades = (grade_level, grade_level + 1) if term is Term.SUMMER else (grade_level,)
    return any(course.grade_min <= grade <= course.grade_max for grade in grades)


def _is_offered(situation: Situation, semester: Semester, course: Course) -> bool:
    site = situation.catalog.course_at(course.code, semester.school, semester.school_year)
    if site is not None and site.terms:
        year = "year" in site.terms and semester.term is not Term.SUMMER
        return year or semester.term.value in site.terms
    return course.is_offered(semester.term)


def _site_without_course(
    situation: Situation, semester: Semester, section: Section | None
) -> str | None:
    """Return the site that doesn't teach the planned course, or None when all is well."""
    if semester.grade_level < FIRST_GRADE:
        return None
    teaching = situation.catalog.schools_teaching(semester.course_code, semester.school_year)
    if teaching is None:
        return None
    site = section.site if section else semester.site
    if not site and semester.lane is Lane.EXTENDED:
        return None if _runs_after_school(situation, semester) else situation.file.student.school
    site = site or situation.home_school(semester.grade_level)
    return site if site and site not in teaching else None


def _runs_after_school(situation: Situation, semester: Semester) -> bool:
    return any(
        site.runs_in(semester.school_year) and site.extended is not ExtendedDay.NO
        for site in situation.catalog.sites_by_course.get(semester.course_code, ())
    )


def section_findings(semester: Semester, section: Section | None) -> Iterator[Finding]:
    """Yield what the section itself says against the semester: gone, or for other grades."""
    if section is None or section.cancelled:
        yield _finding("section_gone", Severity.MUST_FIX, semester, section_id=semester.section_id)
        return
    low, high = section.grade_min or 0, section.grade_max or LAST_GRADE
    if not low <= semester.grade_level <= high:
        yield _finding(
            "grade_range",
            Severity.MUST_FIX,
            semester,
            section_id=section.section_id,
            low=low or FIRST_GRADE,
            high=high,
        )


def _finding(code: str, severity: Severity, semester: Semester, **more: Value) -> Finding:
    subject_keys = {"section_id"}
    subject = place_of(semester) + values(**{k: v for k, v in more.items() if k in subject_keys})
    besides = values(**{k: v for k, v in more.items() if k not in subject_keys})
    return Finding(code, severity, subject, besides, removal(semester))
