"""Decisions for one student, sorted by what they do to a program.

The words are those of decisions.csv (`interfaces.md` section 3): a substitution makes `for_course`
count as `course_code`; a pin and an also-allow name a course and a requirement; a waiver lowers the
need of a requirement, by a course's credits when it names one, else wholly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.audit.result import ProgramResult, RequirementResult
    from cte_desktop.domain.students.decisions import Decision

PHYSICAL_EDUCATION = "physical_education"
NOTHING: frozenset[str] = frozenset()
SUMS = frozenset({"total", "before_grade_12", "in_district"})  # rows over what others use


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The decisions that bear on one program."""

    counts_as: tuple[tuple[str, Decision], ...] = ()  # the student's course -> its substitution
    also: tuple[tuple[str, str], ...] = ()  # course, requirement
    pins: tuple[tuple[str, str], ...] = ()
    waivers: tuple[Decision, ...] = ()
    exemption: Decision | None = None
    shown: tuple[Decision, ...] = ()  # all but pins: those that are reported when they take effect

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


def taking_effect(
    exceptions: Exceptions, result: ProgramResult, changing: Iterable[Decision] = ()
) -> tuple[Decision, ...]:
    """Return the decisions that take effect in a program's answer, for the findings.

    Waivers and the exemption change what is asked (`changing`; a row of UC, CSU or a pathway that
    was lowered says itself that it was waived). A substitution and an also-allow take effect once
    the requirement that they name (any, when none is named) uses the student's course.
    """
    if not exceptions.shown:
        return ()
    changes = tuple(changing)
    return tuple(d for d in exceptions.shown if d in changes or _is_used(d, result))


def _is_used(decision: Decision, result: ProgramResult) -> bool:
    if decision.kind == "substitution":
        course = decision.for_course
    elif decision.kind == "also_allow":
        course = decision.course_code
    elif decision.kind == "waiver" and result.pathway and not decision.course_code:
        lowered = (r for r in result.requirements if r.why.code == "waived")
        return any(row.id == decision.requirement for row in lowered)
    else:
        return False
    return any(
        used.course == course
        for row in _rows(result.requirements)
        if row.kind not in SUMS and decision.requirement in {"", row.id}
        for used in row.used
    )


def _rows(rows: Iterable[RequirementResult]) -> Iterator[RequirementResult]:
    for row in rows:
        yield row
        yield from _rows(row.requirements)
