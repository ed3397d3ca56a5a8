"""What must be fixed, and plans that no longer fit, kept beside the standings: what Home counts.

The same findings as those of an open plan, without their ways out, which take the longest to find.
Light to import: a child needs neither the store's library nor the window's.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.graduation import PROGRAM as GRADUATION
from cte_desktop.domain.audit.missing import wanted_area_goal
from cte_desktop.domain.audit.parts import MISFIT, MUST_FIX_OF, Part
from cte_desktop.domain.audit.result import ProgramStatus
from cte_desktop.domain.audit.work import LAST_GRADE
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.misfit_checks import found_misfits
from cte_desktop.domain.planning.misfit_records import Surroundings
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import grade_in, school_year_of
from cte_desktop.services.crew import said_of
from cte_desktop.services.named_sections import planned_ahead
from cte_desktop.services.standing_work import worked
from cte_desktop.storage.raw_files import files_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.domain.planning.sections.seats.open_order import Claim
    from cte_desktop.domain.planning.situation import PlanningSettings
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.services.standing_work import KeptRow, Terms, WorkedRow, WorkedRows

Kept = tuple[str, int]
"""Under which name something is kept, and how many of it there are."""
_AREAS = ("uc", "csu")


@dataclass(frozen=True, slots=True)
class Around:
    """What plans are held against: the named sections, and who claims a seat in those ahead."""

    sections: Mapping[SectionKey, Section] = field(default_factory=dict)
    claims: Mapping[SectionKey, tuple[Claim, ...]] = field(default_factory=dict)


DueAround = tuple[bytes, dict[int, int], Around]
"""As `standing_work.DueFiles`, with what surrounds these plans."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What everybody's plan is judged by: the same for all of a run."""

    terms: Terms
    planning: PlanningSettings
    successors: Mapping[str, str] = field(default_factory=dict)
    """What gone courses became, as somebody has said."""


def keeping_job(grounds: Grounds) -> Callable[[DueAround], WorkedRows]:
    """Return what works out all that is kept of a block of packed files.

    A student whose audit fails is told by key and costs the others nothing.
    """

    def answer(block: DueAround) -> WorkedRows:
        files, parts, around = block
        done: list[WorkedRow] = []
        failed: dict[int, str] = {}
        for key, file, plan in files_from(marshal.loads(files)):  # noqa: S302 - our own rows
            try:
                done.append(_worked(key, file, plan, grounds, around, Part(parts[key])))
            except Exception as error:  # noqa: BLE001 - the program's own fault, whatever it is
                failed[key] = said_of(error)
        return tuple(done), failed

    return answer


def _worked(
    key: int, file: StudentFile, plan: Plan | None, grounds: Grounds, around: Around, parts: Part
) -> WorkedRow:
    row = worked(key, file, plan, grounds.terms, parts)
    kept = [*of_programs(file, plan, row[-1], grounds.terms, parts)]
    if parts & Part.SCHEDULE:
        kept += of_schedule(file, plan, grounds, around)
    return (*row[:-1], (*row[-1], *(_row(*one) for one in kept)))


def _row(name: str, count: int) -> KeptRow:
    """Return a kept row: the count stands as what is needed."""
    return (name, "", count, 0, 0, 0, 0, "", None, None, None, 0, "", None, None, 0, None, None)


def of_programs(
    file: StudentFile,
    plan: Plan | None,
    found: tuple[KeptRow, ...],
    terms: Terms,
    parts: Part,
) -> Iterator[Kept]:
    """Yield in which of these parts the audit has something that must be fixed.

    What is a duty must be fixed once it can't be placed any more, and in the last grade anyway
    (`domain/audit/missing.severity_of`); so the standings tell it, but for a wish that must be.
    """
    grade = grade_in(school_year_of(terms.day), file.student.graduation_year)
    grave = {
        program
        for program, status, *_ in found
        if status == ProgramStatus.NOT_MET
        or (status == ProgramStatus.AT_RISK and grade >= LAST_GRADE)
    }
    if parts & Part.GRADUATION and GRADUATION in grave:
        yield MUST_FIX_OF[Part.GRADUATION], 1
    signed_up = {f"pathway:{name}" for name in file.pathways} & grave
    if parts & Part.PATHWAYS and signed_up:
        yield MUST_FIX_OF[Part.PATHWAYS], len(signed_up)
    if parts & Part.AREAS and any(wanted_area_goal(one, file.wishes).must for one in _AREAS):
        said = audit(file, plan, terms.catalog, terms.rules, terms.auditing, terms.day).findings
        count = sum(
            one.severity is Severity.MUST_FIX and one.about("program") in _AREAS for one in said
        )
        if count:
            yield MUST_FIX_OF[Part.AREAS], count


def of_schedule(
    file: StudentFile, plan: Plan | None, grounds: Grounds, around: Around
) -> Iterator[Kept]:
    """Yield how many things the schedule has that must be fixed, and how many no longer fit."""
    claimed = planned_ahead(file, plan, grounds.terms.day)
    situation = Situation(
        file,
        plan,
        grounds.terms.catalog,
        around.sections,
        grounds.planning,
        grounds.terms.day,
        None,
        {key: around.claims[key] for key in claimed if key in around.claims},
    )
    count = sum(one.severity is Severity.MUST_FIX for one in conflicts(situation))
    if count:
        yield MUST_FIX_OF[Part.SCHEDULE], count
    if plan is not None:
        count = len(found_misfits(situation, Surroundings(grounds.successors)))
        if count:
            yield MISFIT, count
