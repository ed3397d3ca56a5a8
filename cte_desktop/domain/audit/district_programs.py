"""The district's own programs, in credits, years or courses, audited like the others.

Work earns as for graduation: credit once, best attempt first. Years are A-G years where a course
has them, else ten credits each; there the grades 7 and 8 count in the areas for which ag.toml says
so. What marks, grades or terms are asked stands in the course sets of the program.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.answering import Evaluation, evaluate
from cte_desktop.domain.audit.attributes import described
from cte_desktop.domain.audit.district_waivers import A_PART, as_waived
from cte_desktop.domain.audit.earning import earnings
from cte_desktop.domain.audit.explain import because, unused
from cte_desktop.domain.audit.measuring import amount_in
from cte_desktop.domain.audit.outcome import Outcome, program_result
from cte_desktop.domain.audit.requirements import Program, Requirement, below, holds
from cte_desktop.domain.audit.result import ProgramResult, RequirementStatus, Unit
from cte_desktop.domain.audit.work import SetAside, Work
from cte_desktop.domain.planning.semesters import FIRST_GRADE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.audit.exceptions import Exceptions
    from cte_desktop.domain.audit.rules import DistrictProgram, Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.students.file import StudentFile


@dataclass(slots=True)
class DistrictWork:
    """What the semesters bring, in credits, and the rows that bring nothing."""

    works: list[Work]
    aside: list[SetAside]


def programs_for(file: StudentFile, rules: Rules) -> Iterator[DistrictProgram]:
    """Yield the programs that are audited for a student: those for everyone, and added ones."""
    for program in rules.programs:
        wanted = program.for_everyone or program.name in file.added_programs
        if wanted and program.is_for(file.student.entry_class):
            yield program


def added_pathways(file: StudentFile) -> tuple[str, ...]:
    """Return the pathways that were added for a student who is not signed up for them."""
    named = (name.partition(":")[2] for name in file.added_programs if name.startswith("pathway:"))
    return tuple(dict.fromkeys(name for name in named if name and name not in file.pathways))


def district_work(
    semesters: Iterable[Semester], catalog: Catalog, exceptions: Exceptions, rules: Rules
) -> DistrictWork:
    """Return what the semesters bring to the district's programs."""
    earned = earnings(semesters, catalog, exceptions, rules.credits)
    return DistrictWork([described(work, catalog) for work in earned.works], earned.aside)


def audit_district(
    program: DistrictProgram,
    work: DistrictWork,
    exceptions: Exceptions,
    catalog: Catalog,
    rules: Rules,
    node_limit: int,
) -> Outcome:
    """Return how the student stands in one program."""
    works = [measured(one, program.unit, rules.ag.middle_grade_areas) for one in work.works]
    waived = as_waived(plain_program(program), exceptions.waivers, catalog)
    asked = waived.program
    answer = evaluate(asked, works, dict(waived.notes), node_limit)
    used = _used(answer)
    aside = [row for row in work.aside if _key(row.semester) not in used]
    aside += _left_over(answer, asked, used)
    result = program_result(asked, answer, unused(aside), [])
    return Outcome(_with_sums(result), asked.requirements, waived.notes, waived.in_force)


def measured(work: Work, unit: Unit, middle_grade_areas: frozenset[str]) -> Work:
    """Return the work with its amount in the unit of the program."""
    if unit is Unit.CREDITS:
        return work
    amount = amount_in(unit, work, Unit.CREDITS)
    early = work.semester.grade_level < FIRST_GRADE
    if unit is Unit.YEARS and early and not amount and work.area in middle_grade_areas:
        amount = work.semester.ag_years
    return replace(work, amount=amount)


_programs: dict[int, tuple[DistrictProgram, Program]] = {}
MOST_PROGRAMS = 100


def plain_program(program: DistrictProgram) -> Program:
    """Return the program as its requirements, made once."""
    kept = _programs.get(id(program))
    if kept is None or kept[0] is not program:
        if len(_programs) >= MOST_PROGRAMS:
            _programs.clear()
        made = Program(program.name, program.version, program.unit, 0, program.requirements)
        kept = _programs[id(program)] = (program, made)
    return kept[1]


def _with_sums(result: ProgramResult) -> ProgramResult:
    """Return the result with the sums of its rows: of those that use work up, else of all.

    Where no row is in the program's unit each requirement counts as one.
    """
    own = [r for r in result.requirements if r.unit is result.unit]
    rows = [r for r in own if r.kind != "counted"] or own
    sums = [sum(getattr(r, part) for r in rows) for part in ("earned", "in_progress", "planned")]
    need, unit = sum(r.need for r in rows), result.unit
    if not need:
        order = tuple(RequirementStatus)
        unit, need = Unit.LEVELS, A_PART * len(result.requirements)
        sums = [
            A_PART * sum(1 for r in result.requirements if r.status is status)
            for status in order[:3]
        ]
    return replace(
        result,
        unit=unit,
        need=need,
        earned=sums[0],
        in_progress=sums[1],
        planned=sums[2],
        missing=need - sum(sums),
    )


def _key(row: Semester) -> tuple[str, int, str, str]:
    return (row.course_code, row.school_year, row.term.value, row.section_id)


def _used(answer: Evaluation) -> set[tuple[str, int, str, str]]:
    """Return the rows that are used, also those that bring no amount (passed, in order)."""
    waiting = list(answer.requirements)
    used = set()
    while waiting:
        one = waiting.pop()
        waiting += one.requirements
        used |= {(u.course, u.school_year, u.term.value, u.section_id) for u in one.used}
    return used


def _left_over(
    answer: Evaluation, program: Program, used: set[tuple[str, int, str, str]]
) -> list[SetAside]:
    """Return the work that no requirement uses, and whether any could."""
    rows = []
    for work, left in zip(answer.works, answer.left, strict=True):
        if not left or left != work.amount or _key(work.semester) in used:
            continue
        could = (one.id for one in below(program.requirements) if _could_use(one, work))
        fitting = next(could, None)
        reason = because("no_requirement")
        if fitting is not None:
            reason = because("beyond_need", requirement=fitting)
        rows.append(SetAside(work.semester, reason))
    return rows


def _could_use(one: Requirement, work: Work) -> bool:
    of = getattr(one, "of", None)
    return of is not None and holds(of, work)
