"""What a program's answer rests on that the district has not confirmed: told once a program.

Much of the shipped catalog is a plausible stand-in (`product.md`, "What it must be like" 4). Only
what a student's answer uses is told: the set of graduation, the pathway, the courses that fill the
requirements. Families never read it on paper (`plan_sheet.NOT_FOR_FAMILIES`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.verified import Verified, parse_verified
from cte_desktop.domain.findings import Finding, Severity, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.audit.result import ProgramResult, RequirementResult
    from cte_desktop.domain.audit.rules import Rules
    from cte_desktop.domain.catalog.catalog import Catalog

MOST_NAMED = 5


def unverified_findings(
    programs: Iterable[ProgramResult], catalog: Catalog, rules: Rules
) -> Iterator[Finding]:
    """Yield one finding for each program that rests on an entry marked as not verified."""
    for program in programs:
        courses = _courses(program, catalog)
        if courses or _rules_are_unverified(program, catalog, rules):
            yield Finding(
                "unverified_entry",
                Severity.INFORMATION,
                values(program=program.id),
                values(courses=courses[:MOST_NAMED] or None),
            )


def _courses(program: ProgramResult, catalog: Catalog) -> tuple[str, ...]:
    """Return the unverified courses that the program uses, in order of code."""
    used: set[str] = set()
    _collect(program.requirements, used)
    return tuple(sorted(used & catalog.unverified_courses))


def _collect(rows: Iterable[RequirementResult], used: set[str]) -> None:
    """Add the courses that the rows and their parts use."""
    for row in rows:
        used.update([one.course for one in row.used])
        if row.requirements:
            _collect(row.requirements, used)


def _rules_are_unverified(program: ProgramResult, catalog: Catalog, rules: Rules) -> bool:
    pathway = catalog.pathway_by_name.get(program.pathway)
    if pathway is not None:
        return pathway.verified is Verified.NO
    chosen = next((s for s in rules.sets if s.id == program.version), None)
    if program.id == "graduation" and chosen is not None:
        return parse_verified(chosen.sourced) is Verified.NO
    return any(
        one.name == program.id and parse_verified(one.sourced) is Verified.NO
        for one in rules.programs
    )
