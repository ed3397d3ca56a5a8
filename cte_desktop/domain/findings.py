"""Findings: the things that the program has to say about a student, a plan or the catalog.

A finding holds a code and values, never words: `wording/findings.py` makes one clear sentence of it
in each language. Codes and subject keys are the contract of `interfaces.md` section 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = str | int | float | bool | tuple[str, ...]
Values = tuple[tuple[str, Value], ...]

CODES = (
    "time_clash",
    "travel_clash",
    "travel_unknown",
    "period_clash",
    "prerequisite_missing",
    "prerequisite_mark",
    "prerequisite_order",
    "bell_missing",
    "time_missing",
    "corequisite_missing",
    "grade_range",
    "term_not_offered",
    "repeated_course",
    "overload",
    "underload",
    "seat_full",
    "section_gone",
    "section_double",
    "outside_wished_hours",
    "no_lunch",
    "college_too_early",
    "site_without_course",
    "requirement_missing",
    "must_include_missing",
    "ag_missing",
    "pathway_missing",
    "pathway_out_of_order",
    "pathway_late_sign_up",
    "capstone_last_chance",
    "capstone_elsewhere",
    "graduation_at_risk",
    "validation_used",
    "exemption_used",
    "exception_used",
    "unverified_entry",
    "empty_period_51228_1",
    "repeat_51228_2",
    "allocation_not_proven",
    "not_in_record",
    "mark_before_term",
    "placeholder_open",
)


class Severity(StrEnum):
    """How much a finding weighs; the order is the order on screen and paper."""

    MUST_FIX = "must_fix"
    WARNING = "warning"
    INFORMATION = "information"


_ORDER = {Severity.MUST_FIX: 0, Severity.WARNING: 1, Severity.INFORMATION: 2}


@dataclass(frozen=True, slots=True)
class Fix:
    """One way out of a finding: a verb of the plan's editor and its arguments.

    Verbs: `place` (course, grade_level, term, lane), `move` (course, grade_level, term,
    to_grade_level, to_term), `remove` (course, grade_level, term), `take_section` (course,
    grade_level, term, section_id), `choose_course` (course, grade_level, term: of a placeholder).
    """

    do: str
    args: Values


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say, with what it is about and the ways out.

    `subject` names what it is about (keys of `interfaces.md`: student, course, section_id,
    grade_level, term, program, requirement, ...); `values` what its sentence needs besides.
    """

    code: str
    severity: Severity
    subject: Values = ()
    values: Values = ()
    fixes: tuple[Fix, ...] = ()

    def about(self, key: str) -> Value | None:
        """Return the subject's or else the sentence's value under `key`, or None."""
        for name, value in self.subject + self.values:
            if name == key:
                return value
        return None


def values(**named: Value | None) -> Values:
    """Return `named` as the pairs of a finding, without those that are None."""
    return tuple((name, value) for name, value in named.items() if value is not None)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without repeats, the gravest first, then by code and subject."""
    unique = dict.fromkeys(findings)
    if len(unique) <= 1:
        return tuple(unique)
    return tuple(sorted(unique, key=lambda f: (_ORDER[f.severity], f.code, _sort_key(f.subject))))


def _sort_key(pairs: Values) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in pairs)
