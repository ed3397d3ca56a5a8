"""By how much waived rows and waivers lower the needs of a graduation set; the total stays.

A row marked X lowers its requirement by the credits attempted; a waiver by the credits of the
course that it names (its must-include where the course is one), and without a course wholly
(`interfaces.md` section 3, "Allocation"). The total stays unless a waiver names the total: then
what the others take off is not asked elsewhere. A row and a waiver of the same course lower it
once. A waiver of a requirement or course that nobody knows lowers nothing, and is not reported as
used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.earning import RECOVERED_SUBJECT
from cte_desktop.domain.audit.exceptions import PHYSICAL_EDUCATION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.audit.rules import GraduationSet, Include, Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.students.decisions import Decision

ALL_CREDITS = "total"
Lowered = tuple[tuple[str, int], ...]  # requirement id -> hundredths of credits taken off its need


@dataclass(frozen=True, slots=True)
class Waived:
    """What is taken off the needs, and the decisions that do so."""

    lowered: Lowered
    in_force: tuple[Decision, ...]


def waived(
    rows: Iterable[Semester],
    decisions: Iterable[Decision],
    chosen: GraduationSet,
    catalog: Catalog,
    rules: Rules,
) -> Waived:
    """Return what the waived rows and the waivers take off the needs of a set."""
    by_course: dict[tuple[str, str], int] = {}
    for row in rows:
        code, subject = row.recovers or row.course_code, row.subject
        course = catalog.course(code)
        if course is not None and (row.recovers or subject == RECOVERED_SUBJECT):
            subject = course.graduation_subject
        key = (_requirement_of(code, subject, chosen, rules), code)
        by_course[key] = by_course.get(key, 0) + row.attempted
    whole: dict[str, int] = {}
    in_force = []
    for decision in decisions:
        name, code = _about(decision, chosen), decision.course_code
        if name == ALL_CREDITS:
            whole[name] = 0
            in_force.append(decision)
            continue
        need = _need(name, chosen)
        if need is None:
            continue
        course = catalog.course(code) if code else None
        if course is not None and (course.credits or _include(name, chosen)):
            by_course[name, code] = max(by_course.get((name, code), 0), course.credits)
        elif not code:
            whole[name] = need
        else:
            continue
        in_force.append(decision)
    less: dict[str, int] = {}
    for (name, _), amount in by_course.items():
        less[name] = less.get(name, 0) + amount
    less |= {name: max(need, less.get(name, 0)) for name, need in whole.items()}
    return Waived(tuple(sorted(less.items())), tuple(in_force))


def _about(decision: Decision, chosen: GraduationSet) -> str:
    """Return the requirement that a waiver is about: the must-include of the course it names."""
    name = decision.requirement
    if not name and decision.kind == "pe_exemption":
        name = PHYSICAL_EDUCATION
    for subject in chosen.subjects:
        for include in subject.includes:
            if subject.id == name and decision.course_code in include.codes:
                return include.id
    return name


def _requirement_of(code: str, subject: str, chosen: GraduationSet, rules: Rules) -> str:
    """Return the must-include or the subject whose need a waived row lowers."""
    known = {s.id for s in chosen.subjects}
    name = subject if subject in known else rules.alias.get(subject, rules.overflow_to)
    for s in chosen.subjects:
        for include in s.includes:
            if s.id == name and (code in include.codes or subject == include.subject):
                return include.id
    return name


def _need(name: str, chosen: GraduationSet) -> int | None:
    """Return the credits of a requirement, None when the set doesn't know it."""
    subject = next((s for s in chosen.subjects if s.id == name), None)
    if subject is not None:
        return subject.credits
    include = _include(name, chosen)
    return None if include is None else include.credits


def _include(name: str, chosen: GraduationSet) -> Include | None:
    return next((i for s in chosen.subjects for i in s.includes if i.id == name), None)
