"""Which sections of a course fit into a student's week, best first, and why the others don't.

What each section is weighed against is gathered once (`fitting_ground.py`), and sections that meet
at the same times at the same place are weighed once (`fitting_verdict.py`). Why a section doesn't
fit is put together when it is read (`fitting_findings.py`): of a hundred sections few are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.planning.offering import section_findings
from cte_desktop.domain.planning.sections.fitting.ground import Ground
from cte_desktop.domain.planning.sections.fitting.reasons import findings_of
from cte_desktop.domain.planning.sections.fitting.verdict import Verdict, Verdicts
from cte_desktop.domain.school_year import SEMESTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.sections.seats.open_order import SeatCount
    from cte_desktop.domain.planning.situation import Situation

_Place = tuple[bool | int | str, ...]


@dataclass(frozen=True)
class Fit:
    """How one section fits. No slots: the findings are put together when they are first read."""

    section: Section
    fits: bool
    against: frozenset[str]  # codes of the findings that keep it from fitting
    clashes: tuple[str, ...]  # section ids it collides with; a course code where there is none
    minutes_short: int | None  # the worst of all that is too close
    seats: SeatCount  # of the section, whoever asks
    seats_left: int | None  # for this student, whose own claim takes none; None: nobody said
    tell: Callable[[], tuple[Finding, ...]] = field(repr=False, compare=False)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return why it doesn't fit, gravest first, then what to know."""
        return self.tell()


def section_fits(
    situation: Situation,
    course_code: str,
    sections: Iterable[Section],
    school_year: int,
    term: str,
    *,
    placement_uid: str = "",
) -> tuple[Fit, ...]:
    """Return how each section of the course fits that meets in the term, best first.

    A section fits in place of what the plan has of the course in that year and term (or of the
    placement): no clash by the clock with courses, sections and fixed times, the way known and long
    enough, bells and times known, not cancelled, a seat for this student, grades, reservation,
    course offered, prerequisites in order. A section of the year must fit in both semesters; for
    a placement in those in which it is still open, else in those that are not over. `term` is fall,
    spring, summer, or "year" for the sections of both semesters.
    """
    course = situation.catalog.course(course_code)
    if course is None:
        return ()
    ground = Ground(situation, course, school_year, placement_uid)
    verdicts = Verdicts(ground)
    fits = [
        _fit(ground, verdicts.of(section), section)
        for section in sections
        if section.school_year == school_year
        and section.course_code == course_code
        and term in _terms_asked(section)
    ]
    return tuple([fit for _, fit in sorted(fits, key=_by_place)])


def _terms_asked(section: Section) -> tuple[str, ...]:
    """Return the terms for which somebody who asks is shown the section."""
    return ("year", *SEMESTERS) if section.term == "year" else (section.term,)


def _fit(ground: Ground, verdict: Verdict, section: Section) -> tuple[_Place, Fit]:
    """Return how a section fits, after its place in the order."""
    must_fix, against = verdict.must_fix, verdict.against
    seats, seats_left = ground.seats(section)
    own = _said_of_itself(ground, section, is_full=seats_left == 0)
    if own:
        must_fix, against = must_fix | own, against | own
    fit = Fit(
        section,
        not against,
        against,
        verdict.clashes,
        verdict.minutes_short,
        seats,
        seats_left,
        partial(findings_of, ground, section),
    )
    place = (
        not fit.fits,
        section.cancelled,  # nothing can make it fit
        len(must_fix),
        len(fit.clashes),
        fit.minutes_short or 0,
        section.section_id not in ground.present_sections,
        not any(m.period in ground.present_periods for m in section.meetings),
        section.site != ground.situation.file.student.school,
        verdict.warnings,
        section.kind is not SectionKind.DAY,
        verdict.first,
        section.section_id,
    )
    return place, fit


def _by_place(placed: tuple[_Place, Fit]) -> _Place:
    return placed[0]


def _said_of_itself(ground: Ground, section: Section, *, is_full: bool) -> frozenset[str]:
    """Return what stands against this section alone: gone, for other grades, no seat."""
    semester = ground.semester_at(section.site, ground.terms(section)[0])
    said = {finding.code for finding in section_findings(semester, section)}
    if is_full:
        said.add("seat_full")
    return frozenset(said)
