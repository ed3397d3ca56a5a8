"""Picking a section for a course of a plan: what the window shows beside the list, and what else
could be done where none fits. Nothing is written here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.choices import with_section
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.plan import halves
from cte_desktop.domain.planning.sections.alternatives.trial import what_it_says
from cte_desktop.domain.planning.sections.alternatives.ways import alternatives
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.sections.patterns import term_of_placement
from cte_desktop.domain.planning.sections.week_picture import student_week
from cte_desktop.domain.school_year import SEMESTERS, Term, is_over, school_year_of_grade
from cte_desktop.services.planning import fresh_id
from cte_desktop.services.repair_trials import Tried, previewed, program_text
from cte_desktop.services.sections.fitting import fits_of, is_timetabled, offers_for, patterns_for
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections import seats as seat_store
from cte_desktop.wording.findings import finding_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.findings import Value
    from cte_desktop.domain.planning.plan import Placement, Plan
    from cte_desktop.domain.planning.sections.alternatives.ways import Alternative
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.domain.planning.sections.patterns import Pattern
    from cte_desktop.domain.planning.sections.seats.open_order import Claim
    from cte_desktop.domain.planning.sections.week_picture import WeekPicture
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sections.fitting import FitLine


@dataclass(frozen=True, slots=True)
class Picking:
    """What there is to choose from for a placement: sections, or the ways it is offered."""

    case: Case
    placement: Placement
    school_year: int
    term: str  # fall, spring, summer, or year for both halves
    lines: tuple[FitLine, ...]
    patterns: tuple[Pattern, ...]  # where no section is known
    timetabled: bool  # whether any section of that year is known
    sections_now: frozenset[str]  # what the placement and its other half have at present


@dataclass(frozen=True, slots=True)
class Ways:
    """What else could be done for a placement, with the sections and claims that it rests on."""

    found: tuple[Alternative, ...]
    situation: Situation
    follows: tuple[tuple[str, ...], ...] = ()  # for each: what there is to say then, and not now

    def sections_in(self, plan: Plan) -> tuple[tuple[Section, tuple[Claim, ...]], ...]:
        """Return the sections that a plan names, each with who claims a seat in it."""
        year_of = self.situation.file.student.graduation_year
        keys = dict.fromkeys(
            (school_year_of_grade(p.spot.grade_level, year_of), p.section_id)
            for p in plan.placed
            if p.spot is not None and p.section_id
        )
        sections, claims = self.situation.sections, self.situation.claims
        return tuple((sections[key], claims.get(key, ())) for key in keys if key in sections)


def pick_for(desk: Desk, case: Case, placement_uid: str) -> Picking | None:
    """Return the choice for a placement; None when the plan has it no more."""
    plan = case.plan
    placement = plan.find(placement_uid) if plan is not None else None
    if plan is None or placement is None or placement.spot is None:
        return None
    year = school_year_of_grade(placement.spot.grade_level, case.file.student.graduation_year)
    term = term_of_placement(plan, placement)
    lines = fits_of(case, desk, placement.course_code, year, term, placement_uid)
    if not lines and term == "year":  # its halves may have sections of their own
        term = placement.spot.term.value
        lines = fits_of(case, desk, placement.course_code, year, term, placement_uid)
    if not lines:
        term = term_of_placement(plan, placement)
    return Picking(
        case,
        placement,
        year,
        term,
        lines,
        () if lines else patterns_for(case, placement.course_code, year),
        bool(lines) or is_timetabled(desk, year),
        frozenset(p.section_id for p in halves(plan, placement) if p.section_id),
    )


def ways_for(desk: Desk, case: Case, placement_uid: str, line: FitLine | None = None) -> Ways:
    """Return what else could be done for a placement; with a line, if that section is taken."""
    taken = taking(case, placement_uid, line)
    offers = offers_for(desk, taken)
    sections = {key_of(section): section for group in offers.values() for section in group}
    with desk.database.reading() as tx:
        claims = seat_store.claims_of(tx, sections, case.day)
    situation = replace(
        taken.situation,
        sections={**taken.sections, **sections},
        claims={**taken.claims, **claims},
        recorded=taken.situation.of_record,
    )
    found = alternatives(situation, placement_uid, offers, lambda: fresh_id(desk))
    follows = tuple(_follows(desk, case, replace(situation, plan=one.plan)) for one in found)
    return Ways(found, situation, follows)


def week_with(picking: Picking, line: FitLine) -> tuple[Term, WeekPicture]:
    """Return the student's week with that section taken, in the term that it is about."""
    taken = taking(picking.case, picking.placement.uid, line)
    term = _term_to_show(picking, line)
    return term, student_week(taken.situation, picking.school_year, term)


def known_section(
    desk: Desk, case: Case, args: Mapping[str, Value]
) -> tuple[Section, tuple[Claim, ...]] | None:
    """Return the section that a fix names, and who claims a seat in it; None if it is gone."""
    grade = args.get("grade_level")
    if not isinstance(grade, int):
        return None
    year = school_year_of_grade(grade, case.file.student.graduation_year)
    return section_with_claims(desk, (year, str(args.get("section_id", ""))))


def section_with_claims(desk: Desk, key: SectionKey) -> tuple[Section, tuple[Claim, ...]] | None:
    """Return a section as it is now, and who claims a seat in it; None if it is gone."""
    with desk.database.reading() as tx:
        section = section_store.find_section(tx, key)
        claims = seat_store.claims_of(tx, (key,), desk.today())
    return None if section is None else (section, claims[key])


def taking(case: Case, placement_uid: str, line: FitLine | None) -> Case:
    """Return the case as it would be with that section taken; without one as it is."""
    if line is None or case.plan is None:
        return case
    known = case.with_section_known(line.section)
    return known.with_plan(with_section(case.plan, placement_uid, line.section))


def _follows(desk: Desk, case: Case, then: Situation) -> tuple[str, ...]:
    """Return what is said of a plan and not of the one on the table; of two semesters once."""
    now = replace(case.situation, claims=then.claims, recorded=case.situation.of_record)
    known = {what_it_says(finding) for finding in conflicts(now)}
    said: dict[tuple[str, Value | None], str] = {}
    for finding in conflicts(replace(then, recorded=case.situation.of_record)):
        if what_it_says(finding) not in known:
            about = finding.code, finding.about("course")
            said.setdefault(about, finding_text(finding, then.catalog))
    student = case.file.student
    tried = Tried(student.uid, student.student_id, "", case.situation, then.plan, 1, ())
    programs = previewed(tried, desk.district(), case.day).programs
    return (*said.values(), *(program_text(p) for p in programs if p.before != p.after))


def _term_to_show(picking: Picking, line: FitLine) -> Term:
    """Return the term in which something stands against the section, else the first it meets in."""
    said = (finding.about("term") for finding in line.fit.findings)
    if picking.term == Term.SUMMER.value:
        return Term.SUMMER
    meets = [term for term in SEMESTERS if line.section.meets_in(term)]
    ahead = [t for t in meets if not is_over(picking.school_year, t, picking.case.day)]
    named = [term for word in said for term in ahead if term.value == word]
    return (named or ahead or meets or [Term.FALL])[0]
