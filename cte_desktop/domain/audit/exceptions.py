"""Decisions for one student, sorted by what they do to a program.

The words are those of decisions.csv (`interfaces.md` section 3): a substitution makes `for_course`
count as `course_code`; a pin and an also-allow name a course and a requirement; a waiver lowers the
need of a requirement, by a course's credits when it names one, else wholly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.students.decisions import Decision

PHYSICAL_EDUCATION = "physical_education"
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The decisions that bear on one program."""

    counts_as: tuple[tuple[str, Decision], ...] = ()  # the student's course -> its substitution
    also: tuple[tuple[str, str], ...] = ()  # course, requirement
    pins: tuple[tuple[str, str], ...] = ()
    waivers: tuple[Decision, ...] = ()
    exemption: Decision | None = None
    shown: tuple[Decision, ...] = ()  # all of them, for the findings

    def counting_as(self, course_code: str) -> str:
        """Return the course that a course counts as, itself without a substitution."""
        if not self.counts_as:
            return course_code
        return next((d.course_code for c, d in self.counts_as if c == course_code), course_code)

    def also_for(self, course_code: str) -> frozenset[str]:
        """Return the further requirements that a course may serve."""
        if not self.also:
            return NOTHING
        return frozenset(r for c, r in self.also if c == course_code)

    def pinned_to(self, course_code: str) -> str:
        """Return the requirement that a course is pinned to, or ""."""
        if not self.pins:
            return ""
        return next((r for c, r in self.pins if c == course_code), "")


NONE = Exceptions()


def exceptions_for(decisions: tuple[Decision, ...], program: str) -> Exceptions:
    """Return the decisions about that program; one that names no program is about graduation."""
    mine = tuple(d for d in decisions if (d.program or "graduation") == program)
    if not mine:
        return NONE
    return Exceptions(
        counts_as=tuple((d.for_course, d) for d in mine if d.kind == "substitution"),
        also=tuple((d.course_code, d.requirement) for d in mine if d.kind == "also_allow"),
        pins=tuple((d.course_code, d.requirement) for d in mine if d.kind == "pin"),
        waivers=tuple(d for d in mine if d.kind in {"waiver", "pe_exemption"}),
        exemption=next((d for d in mine if d.kind == "exemption_51225_1"), None),
        shown=tuple(d for d in mine if d.kind != "pin"),
    )
