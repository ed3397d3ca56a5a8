"""Decisions for one student: exceptions, exemptions and pins, with reason, approver and date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

PIN = "pin"
EXEMPTION = "exemption_51225_1"
PE_EXEMPTION = "pe_exemption"
DECISION_KINDS = ("substitution", "waiver", "also_allow", EXEMPTION, PE_EXEMPTION, PIN)
GRADUATION_ALONE = frozenset({EXEMPTION, PE_EXEMPTION})
"""Kinds that are about graduation and no other program."""
LONGEST_REASON = 4000
LONGEST_APPROVER = 300
"""Characters that a database holds of who approved a decision."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of decisions.csv (`interfaces.md` section 3, Allocation)."""

    kind: str
    program: str
    requirement: str = ""
    course_code: str = ""  # the course that the rules ask for, or that is allowed or pinned
    for_course: str = ""  # of a substitution: the course taken, which counts as `course_code`
    category: str = ""  # e.g. foster, for Education Code 51225.1
    reason: str = ""
    approved_by: str = ""
    on: date | None = None


WISH_KINDS = (
    "pathway",
    "course",
    "avoid",
    "area_goal",
    "extended_day",
    "summer",
    "college",
    "zero",
    "period7",
    "load",
    "free_period",
    "honors",
    "earliest_start",
    "latest_end",
    "lunch",
)
STRENGTHS = ("must", "like", "no")


@dataclass(frozen=True, slots=True)
class Wish:
    """One row of wishes.csv: what a student wants of the plan, by rank."""

    rank: int
    kind: str
    value: str = ""
    strength: str = "like"
    days: str = ""
