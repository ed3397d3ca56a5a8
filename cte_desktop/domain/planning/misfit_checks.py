"""Finding what in a plan no longer fits the record, the catalog or the sections of today.

The rules themselves are those of the schedule (`conflicts.py`) and of passing (`passing.py`); here
they are asked what the record has changed about a plan.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.findings import Finding, Value, values
from cte_desktop.domain.planning.load import repeat_findings
from cte_desktop.domain.planning.misfit_records import Misfit, MisfitKind, Surroundings
from cte_desktop.domain.planning.offering import offering_findings
from cte_desktop.domain.planning.order import prerequisite_findings
from cte_desktop.domain.planning.passing import BOTH, halves_made_good, is_passed
from cte_desktop.domain.planning.semesters import FIRST_GRADE, State, open_placements
from cte_desktop.domain.planning.successors import successor_of
from cte_desktop.domain.school_year import SEMESTERS, Term, school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.plan import Placement, Spot
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation

_FIRST_HALF = 1
_Found = tuple[MisfitKind, dict[str, Value]]


def found_misfits(situation: Situation, around: Surroundings) -> tuple[Misfit, ...]:
    """Return what no longer fits, without repairs, in the plan's order.

    The halves of a year course in one grade are one misfit.
    """
    checks = _Checks.of(situation, around)
    grouped: dict[tuple[object, ...], tuple[_Found, list[Placement]]] = {}
    for placement, found in checks.every():
        grade = placement.spot.grade_level if placement.spot else 0
        kind, told = found
        key = (kind, placement.course_code, grade, told.get("section_id"))
        grouped.setdefault(key, (found, []))[1].append(placement)
    return tuple(_misfit(found, together) for found, together in grouped.values())


def year_of(situation: Situation, spot: Spot) -> int:
    """Return the school year of a spot in the student's plan."""
    return school_year_of_grade(spot.grade_level, situation.file.student.graduation_year)


def missing_halves(situation: Situation, course: Course) -> tuple[str, ...]:
    """Return which halves of a course nothing makes good: "1", "2"; ("",) for a whole semester."""
    taken = situation.by_course.get(course.code, ())
    if not course.is_year:
        return () if is_passed(course, taken) else ("",)
    return tuple(str(half) for half in sorted(BOTH - halves_made_good(taken, "", course.credits)))


def is_earned(situation: Situation, course: Course, from_grade: int = 0) -> bool:
    """Tell whether the record alone has the course as passed, from a grade on."""
    taken = (s for s in situation.of_record if s.course_code == course.code)
    earned = (s for s in taken if s.state is State.EARNED and s.grade_level >= from_grade)
    return is_passed(course, earned)


def _is_each_half_earned(situation: Situation, course: Course) -> bool:
    """Tell whether the course is passed without a half that only a repeat of the other one fills.

    Such a row has no `half` of its own, so it counts as the missing one, though its term is that
    of the half which was passed before.
    """
    rows = sorted(
        (s for s in situation.of_record if s.course_code == course.code), key=lambda s: s.moment
    )
    kept: list[Semester] = []
    terms: set[Term] = set()
    for row in rows:
        usual = row.half is None and row.term in SEMESTERS and row.credits < course.credits
        if row.state is State.EARNED and not (usual and row.term in terms):
            kept.append(row)
            terms |= {row.term} if usual else set()
    return is_passed(course, kept)


def _misfit(found: _Found, together: list[Placement]) -> Misfit:
    kind, told = found
    first = together[0]
    spots = [p.spot for p in together if p.spot is not None]
    terms = dict.fromkeys(spot.term.value for spot in spots)
    about: dict[str, Value | None] = {
        "course": first.course_code,
        "grade_level": spots[0].grade_level if spots else None,
        "term": (next(iter(terms)) if len(terms) == 1 else "year") if terms else None,
        **told,
    }
    return Misfit(kind, tuple(p.uid for p in together), values(**about))


@dataclass(frozen=True, slots=True)
class _Checks:
    """The rules' answers for one student, put so that each placement can be looked up."""

    situation: Situation
    around: Surroundings
    recorded: tuple[Placement, ...]
    over: tuple[Placement, ...]
    ahead: tuple[Placement, ...]
    passed_again: frozenset[tuple[str, int]]
    sites: dict[tuple[str, int], str]
    needs: dict[tuple[str, int], Finding]

    @classmethod
    def of(cls, situation: Situation, around: Surroundings) -> _Checks:
        recorded, over, ahead = _sorted_out(situation)
        sites, needs = {}, {}
        again: frozenset[tuple[str, int]] = frozenset()
        if ahead:
            again = frozenset(_place(f) for f in repeat_findings(situation))
            for finding in offering_findings(situation):
                if finding.code == "site_without_course":
                    sites[_place(finding)] = str(finding.about("site"))
            needs = {_place(f): f for f in prerequisite_findings(situation)}
        return cls(situation, around, recorded, over, ahead, again, sites, needs)

    def every(self) -> Iterator[tuple[Placement, _Found]]:
        """Yield each placement that doesn't fit, with why."""
        plan = self.situation.plan
        parked = plan.parked if plan is not None else ()
        over = self._every_over()
        gone = {placement.uid for placement, _ in over}
        ahead = tuple(placement for placement in self.ahead if placement.uid not in gone)
        yield from self._checked(self.recorded, self._of_recorded)
        yield from self._checked((*self.recorded, *ahead), self._of_half_before)
        yield from over
        yield from self._checked(ahead, self._of_ahead)
        yield from self._checked(parked, self._of_code)

    def _checked(
        self, placements: Iterable[Placement], check: Callable[[Placement], _Found | None]
    ) -> Iterator[tuple[Placement, _Found]]:
        for placement in placements:
            found = check(placement)
            if found is not None:
                yield placement, found

    def _every_over(self) -> tuple[tuple[Placement, _Found], ...]:
        """Return what is over without a row, each with a second half that can't be taken either.

        Until the year ends its spring is open; yet who was in another course in the fall, or in
        none, doesn't take the second half alone.
        """
        found: list[tuple[Placement, _Found]] = []
        for placement, why in self._checked(self.over, self._of_over):
            second = self._second_half(placement) if _is_over_for_sure(why) else None
            if second is None:
                found.append((placement, why))
                continue
            kind, told = why
            if kind is MisfitKind.TERM_OVER:  # of both halves, the term that is over is the fall
                told = told | {"term": Term.FALL.value}
            found += [(placement, (kind, told)), (second, (kind, told))]
        return tuple(found)

    def _second_half(self, placement: Placement) -> Placement | None:
        """Return the spring that is still open of a year course whose fall was not taken."""
        course, spot = self.situation.catalog.course(placement.course_code), placement.spot
        if course is None or not course.is_year or spot is None or spot.term is not Term.FALL:
            return None
        if str(_FIRST_HALF) not in missing_halves(self.situation, course):
            return None  # made good before, or planned in another place
        place = (placement.course_code, spot.grade_level, Term.SPRING)
        halves = (
            p
            for p in self.ahead
            if p.spot and (p.course_code, p.spot.grade_level, p.spot.term) == place
        )
        return next(halves, None)

    def _of_recorded(self, placement: Placement) -> _Found | None:
        """Find a course that was taken as planned, but brought no credit and is not made good."""
        course = self.situation.catalog.course(placement.course_code)
        if course is None or placement.spot is None:
            return None
        rows = self._recorded_rows(placement)
        if not rows or any(s.state is not State.NOT_EARNED for s in rows):
            return None
        if not missing_halves(self.situation, course):
            return None
        return MisfitKind.FAILED, {"mark": rows[0].mark}

    def _of_half_before(self, placement: Placement) -> _Found | None:
        """Find a half that brought no credit beside its planned one, if it is in no plan itself.

        A plan that was made in the middle of a year has the second half alone.
        """
        course, spot = self.situation.catalog.course(placement.course_code), placement.spot
        if course is None or not course.is_year or spot is None or spot.term is not Term.SPRING:
            return None
        place = (placement.course_code, spot.grade_level, Term.FALL)
        plan = self.situation.plan
        planned = plan.placed if plan is not None else ()
        if any(
            p.spot and (p.course_code, p.spot.grade_level, p.spot.term) == place for p in planned
        ):
            return None
        before = replace(placement, spot=replace(spot, term=Term.FALL))
        if not self._recorded_rows(before) or self._of_recorded(placement) is not None:
            return None
        found = self._of_recorded(before)
        return None if found is None else (found[0], {**found[1], "term": Term.FALL.value})

    def _recorded_rows(self, placement: Placement) -> list[Semester]:
        """Return the rows of a placement's course in its own term."""
        rows = () if placement.spot is None else _rows_of(self.situation, placement.spot)
        return [s for s in rows if s.course_code == placement.course_code]

    def _of_over(self, placement: Placement) -> _Found | None:
        """Find why a course is not in the record of a term that is over."""
        renamed = self._of_code(placement)
        if renamed is not None or placement.spot is None:
            return renamed
        rows = _rows_of(self.situation, placement.spot)
        others = self._unplanned(rows)
        if len(rows) < self.situation.settings.fewest_courses or not others:
            return MisfitKind.TERM_OVER, {"rows": len(rows)}
        course = self.situation.catalog.course(placement.course_code)
        alike = [s for s in others if course and s.subject == course.graduation_subject]
        named = alike if len(alike) == 1 else others
        return MisfitKind.OTHER_TAKEN, {"other": named[0].course_code} if len(named) == 1 else {}

    def _unplanned(self, rows: list[Semester]) -> list[Semester]:
        planned = {p.course_code for p in self.recorded}
        return [s for s in rows if s.course_code not in planned]

    def _of_ahead(self, placement: Placement) -> _Found | None:
        """Find why a course that is still to come can't stay as it is planned."""
        renamed = self._of_code(placement)
        course = self.situation.catalog.course(placement.course_code)
        if renamed is not None or course is None or placement.spot is None:
            return renamed
        place = (placement.course_code, placement.spot.grade_level)
        if place in self.passed_again and is_earned(self.situation, course):
            doubts = {
                "half": not _is_each_half_earned(self.situation, course),
                "early": not is_earned(self.situation, course, FIRST_GRADE),
            }
            return MisfitKind.ALREADY_PASSED, {name: True for name, so in doubts.items() if so}
        return (
            self._of_site(placement, placement.spot)
            or self._of_section(placement, placement.spot)
            or self._of_need(place)
        )

    def _of_code(self, placement: Placement) -> _Found | None:
        """Find a course whose code the catalog no longer has."""
        code = placement.course_code
        if self.situation.catalog.course(code) is not None:
            return None
        title = self.around.titles.get(code) or None
        return self._gone(placement, {} if title is None else {"title": title})

    def _of_site(self, placement: Placement, spot: Spot) -> _Found | None:
        """Find a course that nobody teaches any more, or not the student's new school."""
        catalog, year = self.situation.catalog, year_of(self.situation, spot)
        code = placement.course_code
        entries = catalog.sites_by_course.get(code, ())
        ended = [e for e in entries if e.last_year is not None and e.last_year < year]
        if ended and not any(e.last_year is None or e.last_year >= year for e in entries):
            return self._gone(placement, {})
        site = self.sites.get((code, spot.grade_level))
        if site is None:
            return None
        if any(entry.school == site for entry in ended):
            return self._gone(placement, {"site": site})
        former = {row.school for row in self.situation.file.record} - {site}
        if former & set(catalog.schools_teaching(code, year) or ()):
            return MisfitKind.MOVED_SCHOOL, {"site": site}
        return None

    def _gone(self, placement: Placement, told: dict[str, Value]) -> _Found:
        by = successor_of(self.situation, placement, self.around)
        return (MisfitKind.RENAMED, {**told, "by": by}) if by else (MisfitKind.RETIRED, told)

    def _of_section(self, placement: Placement, spot: Spot) -> _Found | None:
        """Find a section that is gone, is another course's by now, or is at the former school."""
        if not placement.section_id:
            return None
        told: dict[str, Value] = {"section_id": placement.section_id}
        key = (year_of(self.situation, spot), placement.section_id)
        section = self.situation.sections.get(key)
        gone = _why_gone(section, placement.course_code, spot.term)
        if section is None or gone is not None:
            return MisfitKind.SECTION_GONE, told | (gone or {})
        home = self.situation.home_school(spot.grade_level)
        former = {row.school for row in self.situation.file.record}
        if section.kind is SectionKind.DAY and home and section.site in former - {home}:
            return MisfitKind.MOVED_SCHOOL, {**told, "site": home, "former": section.site}
        return None

    def _of_need(self, place: tuple[str, int]) -> _Found | None:
        """Find a course that builds on one which the record says was not passed well enough."""
        finding = self.needs.get(place)
        if finding is None:
            return None
        course = self.situation.catalog.course_by_code[place[0]]
        needs = [need for all_of in course.prerequisites.alternatives for need in all_of]
        # The one that the rule names comes first, then the other ways to meet it.
        needs.sort(key=lambda need: need.course_code != finding.about("needed"))
        for need in needs:
            rows = (s for s in self.situation.of_record if s.course_code == need.course_code)
            if any(_denies(s, need.minimum_mark) for s in rows):
                told: dict[str, Value] = {
                    "needed": need.course_code,
                    "minimum_mark": need.minimum_mark,
                }
                return MisfitKind.PREREQUISITE_FAILED, told
        return None


def _sorted_out(
    situation: Situation,
) -> tuple[tuple[Placement, ...], tuple[Placement, ...], tuple[Placement, ...]]:
    """Return the placements that the record has, those that are over without, and those to come."""
    plan = situation.plan
    if plan is None:
        return (), (), ()
    ahead = open_placements(situation.file, plan, situation.day)
    open_uids = {placement.uid for placement in ahead}
    rows = Counter((r.school_year, r.term, r.course_code) for r in situation.file.record)
    recorded: list[Placement] = []
    over: list[Placement] = []
    for placement in plan.placed:
        if placement.spot is None or placement.uid in open_uids:
            continue
        key = (year_of(situation, placement.spot), placement.spot.term, placement.course_code)
        if rows[key]:
            rows[key] -= 1
            recorded.append(placement)
        else:
            over.append(placement)
    return tuple(recorded), tuple(over), ahead


def _is_over_for_sure(found: _Found) -> bool:
    """Tell whether a course was not taken, rather than that the record is late."""
    kind, told = found
    return kind is MisfitKind.OTHER_TAKEN or (kind is MisfitKind.TERM_OVER and bool(told["rows"]))


def _why_gone(section: Section | None, course_code: str, term: Term) -> dict[str, Value] | None:
    """Return what became of a section; None if it still is the course's in that term."""
    if section is None:
        return {}
    if section.cancelled:
        return {"cancelled": True}
    if section.course_code != course_code:
        return {"other": section.course_code}
    return None if section.meets_in(term) else {"term_lost": True}


def _rows_of(situation: Situation, spot: Spot) -> list[Semester]:
    year: tuple[int, Term] = (year_of(situation, spot), spot.term)
    return [s for s in situation.of_record if (s.school_year, s.term) == year]


def _denies(semester: Semester, minimum_mark: str) -> bool:
    """Tell whether a semester of the record says that the mark asked for was not reached."""
    if semester.state is State.NOT_EARNED:
        return True
    earned = semester.state is State.EARNED
    return earned and bool(minimum_mark) and not grades.at_least(semester.mark, minimum_mark)


def _place(finding: Finding) -> tuple[str, int]:
    grade = finding.about("grade_level")
    return str(finding.about("course")), grade if isinstance(grade, int) else 0
