"""Who is one course away, and whose last chance comes: from the kept standings, with what would do.

Which course and term are meant follows from the catalog for the student's class, and from what the
student has of its prerequisites; whether it fits the plan is known when it is tried (`adding.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.audit.levels import WHOLE_LEVEL
from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.catalog.course import LEVELS
from cte_desktop.domain.completion.forecast.near import Near, Offer
from cte_desktop.domain.planning.repairs import lane_for
from cte_desktop.domain.school_year import (
    TERMS,
    Term,
    grade_in,
    last_begun,
    moment,
    school_year_of,
    term_of,
)
from cte_desktop.services.standings import present_basis
from cte_desktop.storage import forecast as forecast_store
from cte_desktop.storage import standings as standing_store
from cte_desktop.storage.sections import reading as section_store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.forecast import Had, OpenPathway


def one_course_to_plan(desk: Desk) -> tuple[Near, ...]:
    """Return whom one thing alone keeps from completing by plan, by name.

    All else is earned, under way or planned; what is missing lies in no plan and can still start
    in a term that has not begun. (The award's "one course away" counts by what is earned alone.)
    """
    return tuple(sorted(_read(desk, one_course=True), key=_by_name))


def last_chances(desk: Desk) -> tuple[Near, ...]:
    """Return for whom a missing course can start in one school year alone, the soonest first."""
    found = (one for one in _read(desk, one_course=False) if one.last_chance)
    return tuple(sorted(found, key=lambda one: (moment(*one.last_start), _by_name(one))))


def _read(desk: Desk, *, one_course: bool) -> list[Near]:
    day, catalog = desk.today(), desk.catalog()
    with desk.database.reading() as tx:
        rows = forecast_store.open_pathways(tx, last_begun(day), one_course=one_course)
        changed = standing_store.changed_parts(tx, present_basis(tx, day))
        ground = _Ground(catalog, day, {})
        wanted = {course.code for row in rows for course in ground.courses(row, _missing(row))}
        years = range(school_year_of(day), school_year_of(day) + 3)
        if term_of(day) is Term.FALL:
            ground.running = forecast_store.running_in_fall(tx, years[0], wanted)
        needed = {
            need.course_code
            for code in wanted
            if (course := catalog.course(code)) is not None
            for needs in course.prerequisites.alternatives
            for need in needs
        }
        if needed:
            ground.had = forecast_store.semesters_had(tx, {row.uid for row in rows}, needed)
        for section in section_store.sections_of_courses(tx, years, wanted):
            if not section.cancelled:
                ground.sections.setdefault((section.school_year, ""), []).append(section)
                key = (section.school_year, section.course_code)
                ground.sections.setdefault(key, []).append(section)
        for year in section_store.timetabled_years(tx):
            ground.sections.setdefault((year, ""), [])
    all_stale = Part.PATHWAYS in changed
    return [_near(row, ground, is_stale=all_stale or bool(row.is_due)) for row in rows]


def _near(row: OpenPathway, ground: _Ground, *, is_stale: bool) -> Near:
    missing = _missing(row)
    return Near(
        row.uid,
        row.student_id,
        row.last_name,
        row.first_name,
        row.name_key,
        row.grade_level,
        row.school,
        row.home_language,
        row.counselor,
        row.pathway,
        missing,
        row.open > row.missing,
        (row.last_start // 3, TERMS[row.last_start % 3]),
        row.last_end,
        bool(row.only_year),
        ground.offers(row, missing),
        is_stale,
    )


def _missing(row: OpenPathway) -> str:
    """Return what is missing: what alone is, or the first level of several, the concentrator."""
    return row.short_of or LEVELS[1].value


@dataclass(slots=True)
class _Ground:
    """What offers are looked up in. Sections are under (year, course); (year, "") is timetabled."""

    catalog: Catalog
    day: date
    sections: dict[tuple[int, str], list[Section]]
    running: frozenset[tuple[str, str]] = frozenset()
    had: dict[str, list[Had]] = field(default_factory=dict)  # of prerequisites, by student
    kept: dict[tuple[str, int, str], tuple[Course, ...]] = field(default_factory=dict)

    def courses(self, row: OpenPathway, missing: str) -> tuple[Course, ...]:
        """Return the courses of the missing level for the student's class, required ones alone."""
        asked = (row.pathway, row.entry_class, missing)
        if asked not in self.kept:
            self.kept[asked] = self._courses(*asked)
        return self.kept[asked]

    def _courses(self, pathway: str, entry_class: int, missing: str) -> tuple[Course, ...]:
        steps = [
            step
            for step in self.catalog.steps_of(pathway, entry_class)
            if step.level.value == missing
        ]
        steps.sort(key=lambda step: (not step.required, step.order))
        if any(step.required for step in steps):
            steps = [step for step in steps if step.required]
        found = (self.catalog.course(step.course_code) for step in steps)
        return tuple(course for course in found if course is not None)

    def offers(self, row: OpenPathway, missing: str) -> tuple[Offer, ...]:
        """Return each course with the next term in which it can start, the soonest first."""
        made = [
            offer
            for course in self.courses(row, missing)
            if (offer := self._offer(row, course)) is not None
        ]
        return tuple(sorted(made, key=lambda one: moment(one.school_year, one.term)))

    def _offer(self, row: OpenPathway, course: Course) -> Offer | None:
        runs = (row.uid, course.code) in self.running and row.missing < WHOLE_LEVEL
        for year, term in self._terms(row):
            grade = grade_in(year, row.graduation_year)
            fits = course.grade_min <= grade <= course.grade_max and course.is_offered(term)
            half = runs and year == school_year_of(self.day) and term is Term.SPRING
            if not fits or (course.is_year and term is Term.SPRING and not half):
                continue
            if not half and not self._is_allowed(row.uid, course, moment(year, term)):
                continue
            return self._offered(row, course, (grade, year, term), half=half)
        return None

    def _is_allowed(self, uid: str, course: Course, when: int) -> bool:
        """Tell whether the prerequisites are passed, under way or planned by then.

        As the audit's openings have it: a course is not offered to who lacks another one for it.
        """
        alternatives, had = course.prerequisites.alternatives, self.had.get(uid, ())
        return not alternatives or any(
            all(
                any(
                    one.course == need.course_code
                    and one.moment < when + need.same_term
                    and (not one.mark or _is_good(one.mark, need.minimum_mark))
                    for one in had
                )
                for need in needs
            )
            for needs in alternatives
        )

    def _offered(
        self, row: OpenPathway, course: Course, when: tuple[int, int, Term], *, half: bool
    ) -> Offer:
        grade, year, term = when
        every = self.sections.get((year, course.code), ())
        at = [one.site for one in every if one.meets_in(term)]
        timetabled = (year, "") in self.sections
        known = at if timetabled else self.catalog.schools_teaching(course.code, year) or ()
        return Offer(
            course.code,
            grade,
            year,
            term,
            lane_for(course, term),
            tuple(dict.fromkeys(known)) or None,
            len(at) if timetabled else None,
            at.count(row.school) if timetabled else None,
            half,
        )

    def _terms(self, row: OpenPathway) -> Iterable[tuple[int, Term]]:
        """Return the terms that have not begun, up to the last one in which it can start."""
        first = last_begun(self.day) + 1
        return [(when // 3, TERMS[when % 3]) for when in range(first, row.last_start + 1)]


def _is_good(mark: str, minimum: str) -> bool:
    return not minimum or grades.at_least(mark, minimum)


def _by_name(one: Near) -> tuple[str, str, str]:
    return (one.name_key, one.student_id, one.pathway)


def chosen(every: Iterable[Near], keys: Iterable[tuple[str, str]]) -> tuple[Near, ...]:
    """Return those of a list that were chosen, in its order."""
    wanted = frozenset(keys)
    return tuple(one for one in every if one.key in wanted)
