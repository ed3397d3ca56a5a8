"""Whether a section fits, in figures alone: most of a list is never read further.

Sections that meet at the same times at the same place share one verdict. What clashes is only
counted; the findings that tell it are put together for the section that is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.clashes import busy_finding, clash_finding
from cte_desktop.domain.planning.sections.fitting.reasons import (
    NEVER_FITS,
    doubts,
    left_empty,
    of_place,
    of_term,
)
from cte_desktop.domain.planning.sections.rules.known_times import section_time_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.section import Section, SectionKind
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.clashes import Collision
    from cte_desktop.domain.planning.sections.fitting.ground import Ground
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.week import Week
    from cte_desktop.domain.school_year import Term

_UNSURE = "travel_unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands against the sections of a time and place, whoever has a seat in them."""

    must_fix: frozenset[str]  # codes of findings
    against: frozenset[str]  # must_fix, and what keeps it from being known to fit
    warnings: int
    clashes: tuple[str, ...]
    minutes_short: int | None
    first: int  # the minute of the day at which it begins, 0 when nobody knows


class Verdicts:
    """The verdicts of the sections of one course."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[tuple[int, str, SectionKind], Verdict] = {}
        self._of_place: dict[tuple[Term, str, SectionKind], tuple[Finding, ...]] = {}

    def of(self, section: Section) -> Verdict:
        """Return the verdict on the section's time and place."""
        week = self._ground.week(section)
        key = (id(week), section.term, section.kind)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._weighed(section, week)
        return known

    def _weighed(self, section: Section, week: Week) -> Verdict:
        ground, terms = self._ground, self._ground.terms(section)
        clashes: dict[str, None] = {}
        codes: set[str] = set()
        told: dict[Finding, None] = {}
        short, empty = 0, 0
        for term in terms:
            semester = ground.semester(section, term)
            for name, hit, finding in _collisions(ground, semester, week):
                codes.add(hit.code)
                short = max(short, hit.minutes_short or 0)
                if name:
                    clashes[name] = None
                if finding is not None:
                    told[finding] = None
            told |= dict.fromkeys(doubts(ground, semester, week))
            told |= dict.fromkeys(of_term(ground, semester, week))
            empty += bool(left_empty(ground, term, week))
            if term is terms[0]:
                told |= dict.fromkeys(self._said_of_place(semester, section))
                told |= dict.fromkeys(section_time_findings(semester, week))
        must_fix = codes - {_UNSURE} | {f.code for f in told if f.severity is Severity.MUST_FIX}
        return Verdict(
            frozenset(must_fix),
            frozenset(must_fix | (NEVER_FITS & {f.code for f in told})),
            empty + sum(f.severity is Severity.WARNING for f in told),
            tuple(clashes),
            short or None,
            min((meeting.start for meeting in week.meetings), default=0),
        )

    def _said_of_place(self, semester: Semester, section: Section) -> tuple[Finding, ...]:
        key = (semester.term, section.site, section.kind)
        said = self._of_place.get(key)
        if said is None:
            bare = replace(semester, section_id="")
            said = self._of_place[key] = tuple(of_place(self._ground, bare, section))
        return said


def _collisions(
    ground: Ground, semester: Semester, week: Week
) -> Iterator[tuple[str, Collision, Finding | None]]:
    """Yield the name of each class that the section collides with ("" for a fixed time), and how.

    Ways that nobody knows come with their finding: equal ones are counted once.
    """
    for other, taken in ground.beside[semester.term]:
        hit = ground.collision(week, taken)
        if hit is not None:
            unsure = clash_finding(hit, semester, other) if hit.code == _UNSURE else None
            yield other.section_id or other.course_code, hit, unsure
    for busy, taken in ground.busy[semester.term]:
        hit = ground.collision(week, taken)
        if hit is not None:
            yield "", hit, busy_finding(hit, semester, busy) if hit.code == _UNSURE else None
