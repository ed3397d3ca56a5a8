"""How a student stands in every program, in short: what figures count, without a word of why.

The same programs with the same statuses as the full audit (`evaluate.py`), for whole districts: no
averages, no findings, no placements that would help.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ag import CSU, UC, audit_ag
from cte_desktop.domain.audit.ag_work import AgWork, ag_work
from cte_desktop.domain.audit.cci import FIRST_GRADE, audit_cci
from cte_desktop.domain.audit.district_programs import (
    DistrictWork,
    added_pathways,
    audit_district,
    district_work,
    programs_for,
)
from cte_desktop.domain.audit.earning import RECOVERED_SUBJECT
from cte_desktop.domain.audit.ending import ends_in, is_under_way, short_of
from cte_desktop.domain.audit.exceptions import NONE, exceptions_for
from cte_desktop.domain.audit.graduation import PROGRAM as GRADUATION
from cte_desktop.domain.audit.graduation import audit_graduation
from cte_desktop.domain.audit.missing import gaps, with_status
from cte_desktop.domain.audit.openings import Openings, OpenTerm, openings
from cte_desktop.domain.audit.parts import EVERY_PART, Part
from cte_desktop.domain.audit.pathway import Progress, audit_pathway
from cte_desktop.domain.audit.pathway_findings import with_pathway_status
from cte_desktop.domain.audit.reached import reached_pathways
from cte_desktop.domain.audit.result import ProgramStatus
from cte_desktop.domain.planning.semesters import semesters
from cte_desktop.domain.school_year import grade_in, school_year_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cte_desktop.domain.audit.outcome import Outcome
    from cte_desktop.domain.audit.result import LastChance, PathwayStage, ProgramResult
    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.students.file import StudentFile


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a student stands in a program; amounts are hundredths of the program's unit."""

    program: str
    status: ProgramStatus
    need: int
    earned: int
    in_progress: int
    planned: int
    missing: int
    stage: PathwayStage | None = None  # pathways only, as all below
    completer: bool | None = None
    completed_in: int | None = None
    ends_in: int | None = None  # `ending.py`, as the next two
    under_way: bool = False
    short_of: str = ""
    last_chance: LastChance | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    """What is on the table for one student."""

    file: StudentFile
    catalog: Catalog
    rules: Rules
    settings: AuditSettings
    semesters: tuple[Semester, ...]
    ahead: Openings


class _Ahead(Openings):
    """The terms ahead, for asking whether what is missing can be placed, not where best.

    Only for a course that recovers credit is the place itself the question.
    """

    __slots__ = ()

    def first_spot(self, course: Course) -> OpenTerm | None:
        """Return where a recovering course is best placed; None for any other."""
        return (
            super().first_spot(course) if course.graduation_subject == RECOVERED_SUBJECT else None
        )


def standing_of(result: ProgramResult) -> Standing:
    """Return an audit's result in short."""
    return Standing(
        result.id,
        result.status,
        result.need,
        result.earned,
        result.in_progress,
        result.planned,
        result.missing,
        result.stage,
        result.completer,
        result.completed_in,
        ends_in(result),
        is_under_way(result),
        short_of(result),
        result.last_chance,
    )


def standings(
    file: StudentFile,
    plan: Plan | None,
    catalog: Catalog,
    rules: Rules,
    settings: AuditSettings,
    day: date,
    parts: Part = EVERY_PART,
) -> tuple[Standing, ...]:
    """Return where the student stands in the programs of these parts that the full audit has.

    They come in its order; after them those pathways that were completed without a sign-up.
    """
    return standings_by_each(file, plan, catalog, (rules,), settings, day, parts)[0]


def standings_by_each(
    file: StudentFile,
    plan: Plan | None,
    catalog: Catalog,
    every_rules: Sequence[Rules],
    settings: AuditSettings,
    day: date,
    parts: Part = EVERY_PART,
) -> tuple[tuple[Standing, ...], ...]:
    """Return the standings by each of several rules; what depends on none is worked out once."""
    known = semesters(file, plan, catalog, day, settings.thresholds)
    open_terms = openings(file.student, known, catalog, day, settings.most_courses_a_term)
    ahead = _Ahead(
        open_terms.terms, open_terms.taken, catalog, open_terms.present, rooms=open_terms.rooms
    )
    tables = (_Table(file, catalog, rules, settings, known, ahead) for rules in every_rules)
    return tuple(_by_rules(table, day, parts) for table in tables)


def _by_rules(table: _Table, day: date, parts: Part) -> tuple[Standing, ...]:
    file, catalog, settings = table.file, table.catalog, table.settings
    results = [*_graduation(table)] if parts & Part.GRADUATION else []
    areas = [*_areas(table)] if parts & Part.AREAS else []
    signed_up = file.pathways if parts & (Part.AREAS | Part.PATHWAYS) else ()
    pathways = [_pathway(name, table) for name in signed_up]
    results += areas
    if parts & Part.PATHWAYS:
        added = [_pathway(name, table) for name in added_pathways(file)]
        results += [progress.result for progress in (*pathways, *added)]
        reached = (_pathway(name, table).result for name in reached_pathways(file, catalog))
        results += [result for result in reached if result.completer]
    if parts & Part.OWN:
        results += _district(table)
    in_high_school = grade_in(school_year_of(day), file.student.graduation_year) >= FIRST_GRADE
    if parts & Part.AREAS and in_high_school:
        results.append(
            audit_cci(table.semesters, pathways, areas, file.tests, catalog, settings.thresholds)
        )
    return tuple(map(standing_of, results))


def _graduation(table: _Table) -> Iterator[ProgramResult]:
    outcome = audit_graduation(
        table.file.student,
        table.semesters,
        exceptions_for(table.file.decisions, GRADUATION),
        table.catalog,
        table.rules,
        table.settings.node_limit,
    )
    if outcome is not None:
        yield _weighed(outcome, table)


def _areas(table: _Table) -> Iterator[ProgramResult]:
    shared: AgWork | None = None
    for name in (UC, CSU):
        exceptions = exceptions_for(table.file.decisions, name)
        work = shared
        if work is None or exceptions is not NONE:
            work = ag_work(
                table.semesters,
                table.catalog,
                exceptions,
                table.rules.ag,
                table.settings.thresholds,
            )
        if exceptions is NONE:
            shared = work
        yield _weighed(audit_ag(name, work, table.rules.ag, table.settings.node_limit), table)


def _pathway(name: str, table: _Table) -> Progress:
    progress = audit_pathway(
        name,
        table.file.student,
        table.semesters,
        exceptions_for(table.file.decisions, f"pathway:{name}"),
        table.catalog,
        table.settings,
        signed_up=name in table.file.pathways,
    )
    return with_pathway_status(progress, table.ahead, table.catalog)


def _district(table: _Table) -> Iterator[ProgramResult]:
    shared: DistrictWork | None = None
    for program in programs_for(table.file, table.rules):
        exceptions = exceptions_for(table.file.decisions, program.name)
        work = shared
        if work is None or exceptions is not NONE:
            work = district_work(table.semesters, table.catalog, exceptions, table.rules)
        if exceptions is NONE:
            shared = work
        outcome = audit_district(
            program, work, exceptions, table.catalog, table.rules, table.settings.node_limit
        )
        yield _weighed(outcome, table)


def _weighed(outcome: Outcome, table: _Table) -> ProgramResult:
    """Return the result as not met when something missing can't be placed any more."""
    if outcome.result.status is not ProgramStatus.AT_RISK:
        return outcome.result
    return with_status(outcome.result, gaps(outcome, table.ahead, table.catalog), table.ahead)
