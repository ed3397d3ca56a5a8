"""Which sections of a course fit into a student's plan, and why not: for window and command line.

The rules are in `domain/planning/sections/fitting.py`; here they are asked with what the store
knows of the sections and their seats, and their answers put into words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Finding, Fix, values
from cte_desktop.domain.planning.clashes import CLASHES
from cte_desktop.domain.planning.sections.fitting.fits import section_fits
from cte_desktop.domain.planning.sections.fitting.reasons import stands_against
from cte_desktop.domain.planning.sections.offers import key_of, offers_of
from cte_desktop.domain.planning.sections.patterns import patterns_of, term_of_placement
from cte_desktop.domain.planning.sections.seats.open_order import Claim
from cte_desktop.domain.school_year import (
    SEMESTERS,
    Term,
    grade_in,
    is_over,
    school_year_of,
    school_year_of_grade,
)
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections import seats as seat_store
from cte_desktop.storage.sections.crowding import crowds_of
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.fits import over_text, when_and_where, why_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.findings import Value
    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.domain.planning.sections.fitting.fits import Fit
    from cte_desktop.domain.planning.sections.offers import Offers, SectionKey
    from cte_desktop.domain.planning.sections.patterns import Pattern
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

_UNKNOWN = frozenset({"travel_unknown", "bell_missing", "time_missing"})
"""What keeps a section from being known to fit, whatever it weighs elsewhere."""
_HELPED = frozenset({"time_clash", "travel_clash", "travel_unknown", "seat_full", "section_gone"})
"""Findings that another section of the course may settle."""
_MOST_HELPED = 6
"""Findings of a plan for which other sections are looked up; reading them goes on meanwhile."""


class Standing(StrEnum):
    """Whether a section can be taken; a person may take any of them anyway."""

    FITS = "fits"
    DOES_NOT_FIT = "does_not_fit"
    NOT_KNOWN = "not_known"  # travel, bells or times that nobody has written down


@dataclass(frozen=True)
class FitLine:
    """One section for a course of a student's plan.

    No slots: a course may have a hundred sections, so words are made when they are first read.
    """

    fit: Fit
    standing: Standing
    claimed: int  # how many have or want a seat in it
    catalog: Catalog = field(repr=False, compare=False)
    over: str = ""  # that its term is over, if it is

    @property
    def section(self) -> Section:
        """Return the section that the line is about."""
        return self.fit.section

    @cached_property
    def text(self) -> str:
        """Return when and where it meets."""
        return when_and_where(self.section, self.catalog)

    @cached_property
    def why(self) -> str:
        """Return what keeps it from fitting in one sentence, "" when it fits."""
        against = reasons_against(self.fit)
        return self.over or (why_text(against[0], self.catalog) if against else "")

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """Return what there is to know besides."""
        against = reasons_against(self.fit)
        notes = (finding_text(f, self.catalog) for f in self.fit.findings if f not in against)
        return tuple(dict.fromkeys(notes))


def fits_of(
    case: Case,
    desk: Desk,
    course_code: str,
    school_year: int,
    term: str,
    placement_uid: str = "",
) -> tuple[FitLine, ...]:
    """Return every section of a course that meets in a term, those that fit first.

    `term` is fall, spring, summer or year. What the plan has of the course in that term (or the
    placement named) is thought away; all else of the plan and the record counts. The course need
    not be in the plan. In a term that is over nothing fits.
    """
    with desk.database.reading() as tx:
        sections = section_store.sections_of_course(tx, school_year, course_code)
        claims = _claims(tx, case, school_year, sections)
    situation = case.situation.knowing({key_of(section): section for section in sections}, claims)
    fits = section_fits(
        situation, course_code, sections, school_year, term, placement_uid=placement_uid
    )
    over = over_text(school_year, term) if _is_over(school_year, term, case) else ""
    catalog = case.district.catalog
    return tuple(_line(fit, len(claims[key_of(fit.section)]), catalog, over) for fit in fits)


def fits_by_semester(
    case: Case, desk: Desk, course_code: str, school_year: int
) -> tuple[FitLine, ...]:
    """Return the sections of fall and of spring, for a course that has none of the whole year.

    Those that fit come first; else fall before spring. Each is asked for its own semester.
    """
    lines = [
        line
        for term in SEMESTERS
        for line in fits_of(case, desk, course_code, school_year, term.value)
        if line.section.term == term
    ]
    return tuple(sorted(lines, key=lambda line: not line.fit.fits))


def offers_for(desk: Desk, case: Case) -> Offers:
    """Return the sections of the plan's courses and their alternates, of every timetabled year.

    Years that are over are left out: nothing can be taken in them any more.
    """
    placements = case.plan.placements if case.plan is not None else ()
    courses = {code for p in placements for code in (p.course_code, *p.alternates)}
    now = school_year_of(case.day)
    with desk.database.reading() as tx:
        years = [year for year in section_store.timetabled_years(tx) if year >= now]
        found = section_store.sections_of_courses(tx, years, courses)
    return offers_of(found)


def is_timetabled(desk: Desk, school_year: int) -> bool:
    """Tell whether any section of a school year is known."""
    with desk.database.reading() as tx:
        return school_year in section_store.timetabled_years(tx)


def patterns_for(case: Case, course_code: str, school_year: int) -> tuple[Pattern, ...]:
    """Return where and how a course is offered in a year, the student's own school first."""
    course = case.district.catalog.course(course_code)
    if course is None:
        return ()
    grade = grade_in(school_year, case.file.student.graduation_year)
    home = case.situation.home_school(grade)
    return patterns_of(case.district.catalog, course, school_year, home)


def with_section_fixes(
    desk: Desk, case: Case, findings: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Return the findings with what other sections offer: the one that fits, and all of them.

    Only findings of planned courses that may be moved (they have a way out already), in years of
    which sections of the course are known. The first few are enough.
    """
    made, looked = [], 0
    for finding in findings:
        helped = finding.code in _HELPED and bool(finding.fixes) and looked < _MOST_HELPED
        looked += helped
        made.append(_with_section_fixes(desk, case, finding) if helped else finding)
    return tuple(made)


def placement_of(case: Case, args: Mapping[str, Value]) -> Placement | None:
    """Return the placement that a fix names by course, grade and term, None if it is gone."""
    course, grade = str(args.get("course", "")), args.get("grade_level")
    placed = case.plan.placed if case.plan is not None else ()
    here = [
        (p, p.spot.term)
        for p in placed
        if p.course_code == course and p.spot is not None and p.spot.grade_level == grade
    ]
    exact = [p for p, term in here if term.value == args.get("term")]
    return next(iter(exact or [p for p, _ in here]), None)


def reasons_against(fit: Fit) -> tuple[Finding, ...]:
    """Return what keeps a section from fitting, the clashes by the clock first; else nothing.

    What is left of the findings are notes.
    """
    if fit.fits:
        return ()
    against = [finding for finding in fit.findings if stands_against(finding)]
    return tuple(sorted(against, key=lambda finding: finding.code not in CLASHES))


def _line(fit: Fit, claimed: int, catalog: Catalog, over: str) -> FitLine:
    if over:
        shut = replace(fit, fits=False)
        return FitLine(shut, Standing.DOES_NOT_FIT, claimed, catalog, over)
    standing = Standing.FITS if fit.fits else Standing.DOES_NOT_FIT
    if fit.against and fit.against <= _UNKNOWN:
        standing = Standing.NOT_KNOWN
    return FitLine(fit, standing, claimed, catalog)


def _claims(
    tx: Transaction, case: Case, school_year: int, sections: tuple[Section, ...]
) -> dict[SectionKey, tuple[Claim, ...]]:
    """Return the claims to each section: by name where it matters whose they are, else so many."""
    ids = [section.section_id for section in sections]
    crowds = crowds_of(tx, school_year, ids, case.day)
    sits_in = _sits_in(case, school_year)
    named, counted = [], {}
    for section in sections:
        recorded, planned = crowds.get(section.section_id, (0, 0))
        key = key_of(section)
        if section.reserved_for:
            by_name = recorded + planned > 0
        elif key in sits_in and recorded > 0:  # a seat by the record, whoever else there is
            counted[key] = (sits_in[key], *_nameless(recorded - 1, planned))
            continue
        else:
            by_name = key in case.sections or _is_unsettled(section, recorded, planned)
        if by_name:
            named.append(key)
        else:
            counted[key] = _nameless(recorded, planned)
    return counted | seat_store.claims_of(tx, named, case.day)


def _is_unsettled(section: Section, recorded: int, planned: int) -> bool:
    """Tell whether it takes names to say who has a seat: some of those who claim one have none.

    Unless the record fills all seats, those who planned the section have an order.
    """
    if section.seats is None or not section.seats <= recorded + planned:
        return False
    return recorded < section.seats


def _sits_in(case: Case, school_year: int) -> dict[SectionKey, Claim]:
    """Return the student's own claims of a school year by the record."""
    student, pathways = case.file.student, case.file.pathways
    return {
        (school_year, one.section_id): Claim(
            student.uid,
            student.student_id,
            "",
            grade_in(school_year, student.graduation_year),
            recorded=True,
            pathways=pathways,
            placed=0,
        )
        for one in case.situation.of_record
        if one.school_year == school_year
        and one.section_id
        and not one.mark
        and not is_over(school_year, one.term, case.day)
    }


@cache
def _nameless(recorded: int, planned: int) -> tuple[Claim, ...]:
    """Return so many claims of nobody in particular."""
    return tuple(
        Claim("", f"{place}", "", 0, recorded=place < recorded, pathways=(), placed=place)
        for place in range(recorded + planned)
    )


def _is_over(school_year: int, term: str, case: Case) -> bool:
    last = Term.SPRING if term == "year" else Term(term)
    return is_over(school_year, last, case.day)


def _with_section_fixes(desk: Desk, case: Case, finding: Finding) -> Finding:
    args = dict(finding.fixes[0].args)
    placement = placement_of(case, args)
    if case.plan is None or placement is None or placement.spot is None or placement.locked:
        return finding
    grade, span = placement.spot.grade_level, term_of_placement(case.plan, placement)
    year = school_year_of_grade(grade, case.file.student.graduation_year)
    if _is_over(year, span, case):
        return finding
    lines = fits_of(case, desk, placement.course_code, year, span, placement.uid)
    best = next((line.section for line in lines if line.fit.fits), None)
    where = values(course=placement.course_code, grade_level=grade, term=placement.spot.term.value)
    fixes = finding.fixes
    if best is not None:
        taken = (*where, ("section_id", best.section_id))
        fixes = (Fix("take_section", taken), *fixes)
    if lines:
        fixes = (*fixes, Fix("see_sections", where))
    return replace(finding, fixes=fixes)
