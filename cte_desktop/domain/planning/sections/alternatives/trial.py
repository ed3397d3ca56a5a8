"""Trying a plan among the rules of the schedule: whether anything is worse than it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.plan import GRADES
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.sections.rules.known_times import NOT_KNOWN_TO_FIT
from cte_desktop.domain.planning.sections.seats.open_order import (
    NOT_PLACED_YET,
    Claim,
    seats_left_for,
)
from cte_desktop.domain.school_year import grade_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.situation import Situation

_HOW_MUCH = frozenset({"weekdays", "minutes_short", "gap", "travel", "margin"})

Worse = tuple[str, tuple[tuple[str, object], ...]]


def what_it_says(finding: Finding) -> Worse:
    """Return what a finding is about, whatever its minutes and weekdays."""
    return finding.code, tuple(pair for pair in finding.subject if pair[0] not in _HOW_MUCH)


def grave(findings: Iterable[Finding]) -> dict[Worse, Finding]:
    """Return what must be fixed, and what nobody knows to fit."""
    return {
        what_it_says(finding): finding
        for finding in findings
        if finding.severity is Severity.MUST_FIX or finding.code in NOT_KNOWN_TO_FIT
    }


@dataclass
class Trial:
    """One student's plan, to be compared with others. Seats are asked for apart from the rules."""

    situation: Situation

    @cached_property
    def before(self) -> frozenset[Worse]:
        """Return what is grave in the plan as it is."""
        return frozenset(grave(conflicts(replace(self._bare, recorded=self.situation.of_record))))

    def new_findings(self, plan: Plan, chosen: Iterable[Section] = ()) -> tuple[Finding, ...]:
        """Return what is grave in another plan, which names the `chosen` sections, and was not."""
        known = {key_of(section): section for section in chosen}
        then = replace(
            self._bare,
            plan=plan,
            sections={**self.situation.sections, **known} if known else self.situation.sections,
            recorded=self.situation.of_record,
        )
        found = grave(conflicts(then))
        return tuple(finding for says, finding in found.items() if says not in self.before)

    def holds(self, plan: Plan, chosen: Iterable[Section] = ()) -> bool:
        """Tell whether nothing is grave in a plan that was not before."""
        return not self.new_findings(plan, chosen)

    def has_seat(self, section: Section) -> bool:
        """Tell whether the open order has a seat in a section for the student."""
        if section.cancelled:
            return False
        claims = self.situation.claims.get(key_of(section), ())
        student = self.situation.file.student
        grade = grade_in(section.school_year, student.graduation_year)
        own = next(
            (claim for claim in claims if claim.student_uid == student.uid),
            replace(self._claim, grade_level=grade),
        )
        return seats_left_for(section, claims, self.situation.catalog, own) != 0

    @cached_property
    def _bare(self) -> Situation:
        """Return the situation without seats, which the rules would count anew for each plan."""
        return replace(self.situation, claims={})

    @cached_property
    def _claim(self) -> Claim:
        file = self.situation.file
        student = file.student
        return Claim(
            student.uid,
            student.student_id,
            student.name_key,
            GRADES[0],
            recorded=False,
            pathways=file.pathways,
            placed=NOT_PLACED_YET,
        )
