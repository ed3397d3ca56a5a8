"""The audit of one student: every program, the averages, and what there is to say.

Pure: the same student, plan, catalog, rules, settings and day give the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from cte_desktop.domain.audit.exceptions import NONE, Exceptions, exceptions_for, taking_effect
from cte_desktop.domain.audit.gpa import grade_points
from cte_desktop.domain.audit.graduation import audit_graduation
from cte_desktop.domain.audit.helping import Taken, Trials, taken
from cte_desktop.domain.audit.missing import (
    Wanted,
    at_risk_finding,
    gap_findings,
    gaps,
    wanted_area_goal,
    with_status,
)
from cte_desktop.domain.audit.openings import Openings, openings
from cte_desktop.domain.audit.pathway import Progress, audit_pathway
from cte_desktop.domain.audit.pathway_findings import pathway_findings, with_pathway_status
from cte_desktop.domain.audit.record_findings import record_findings
from cte_desktop.domain.audit.result import ProgramResult, ProgramStatus, StudentAudit
from cte_desktop.domain.audit.unverified import unverified_findings
from cte_desktop.domain.findings import Finding, Severity, in_order, values
from cte_desktop.domain.planning.semesters import Semester, semesters
from cte_desktop.domain.school_year import grade_in, school_year_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from cte_desktop.domain.audit.outcome import Outcome
    from cte_desktop.domain.audit.rules import AuditSettings, DistrictProgram, Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.decisions import Decision
    from cte_desktop.domain.students.file import StudentFile

    Again = Callable[[tuple[Semester, ...]], Outcome | None]

GRADUATION = "graduation"


@dataclass(frozen=True, slots=True)
class _Table:
    """Everything on the table for one audit."""

    file: StudentFile
    catalog: Catalog
    rules: Rules
    settings: AuditSettings
    semesters: tuple[Semester, ...]
    ahead: Openings
    taken: Taken
    grade_level: int

    def exceptions(self, program: str) -> Exceptions:
        """Return the decisions about a program."""
        return exceptions_for(self.file.decisions, program)


def audit(
    file: StudentFile,
    plan: Plan | None,
    catalog: Catalog,
    rules: Rules,
    settings: AuditSettings,
    day: date,
    known: tuple[Semester, ...] | None = None,
) -> StudentAudit:
    """Return how far the student is: graduation, UC, CSU, pathways, own programs, the indicator.

    Pathways are those signed up for, then those that a counselor added; then come the programs of
    the district.

    `known` are the student's semesters with this plan, for a caller that has them at hand.
    """
    table = _table(file, plan, catalog, rules, settings, day, known)
    programs: list[ProgramResult] = []
    findings: list[Finding] = []
    graduation = _graduation(table, findings)
    if graduation is not None:
        programs.append(graduation)
    areas = _areas(table, findings)
    pathways = [_pathway(name, table, findings) for name in file.pathways]
    programs += [*areas, *(p.result for p in pathways)]
    programs += [_added_pathway(name, table, findings) for name in added_pathways(file)]
    programs += _district(table, findings)
    if table.grade_level >= FIRST_GRADE:
        programs.append(
            audit_cci(table.semesters, pathways, areas, file.tests, catalog, settings.thresholds)
        )
    findings += [
        Finding("allocation_not_proven", Severity.WARNING, values(program=program.id))
        for program in programs
        if not program.proven
    ]
    findings += record_findings(
        file, plan, table.semesters, catalog, rules, day, settings.thresholds
    )
    findings += unverified_findings(programs, catalog, rules)
    said = in_order(findings)
    return StudentAudit(
        tuple(_weighed(p, said) for p in programs),
        grade_points(table.semesters, catalog, rules.ag.gpa),
        said,
    )


def audit_one_pathway(
    name: str,
    file: StudentFile,
    plan: Plan | None,
    catalog: Catalog,
    rules: Rules,
    settings: AuditSettings,
    day: date,
) -> ProgramResult:
    """Return how the student would stand in any pathway, signed up for or not."""
    return _pathway(name, _table(file, plan, catalog, rules, settings, day), []).result


def _table(
    file: StudentFile,
    plan: Plan | None,
    catalog: Catalog,
    rules: Rules,
    settings: AuditSettings,
    day: date,
    known: tuple[Semester, ...] | None = None,
) -> _Table:
    if known is None:
        known = semesters(file, plan, catalog, day, settings.thresholds)
    ahead = openings(file.student, known, catalog, day, settings.most_courses_a_term)
    grade = grade_in(school_year_of(day), file.student.graduation_year)
    return _Table(file, catalog, rules, settings, known, ahead, taken(known), grade)


def _graduation(table: _Table, findings: list[Finding]) -> ProgramResult | None:
    def again(known: tuple[Semester, ...]) -> Outcome | None:
        return audit_graduation(
            table.file.student,
            known,
            table.exceptions(GRADUATION),
            table.catalog,
            table.rules,
            table.settings.node_limit,
        )

    outcome = again(table.semesters)
    if outcome is None:
        return None
    result = _with_gaps(outcome, table, Wanted(duty=True), findings, again)
    findings += at_risk_finding(result, table.grade_level)
    findings += _decided(result, table, outcome.in_force)
    return result


def _areas(table: _Table, findings: list[Finding]) -> list[ProgramResult]:
    shared: AgWork | None = None
    results = []
    for name in (UC, CSU):
        exceptions = table.exceptions(name)
        work = shared
        if work is None or exceptions is not NONE:
            work = _area_work(table, exceptions, table.semesters)
        if exceptions is NONE:
            shared = work

        def again(known: tuple[Semester, ...], name: str = name) -> Outcome:
            tried = _area_work(table, table.exceptions(name), known)
            return audit_ag(name, tried, table.rules.ag, table.settings.node_limit)

        outcome = audit_ag(name, work, table.rules.ag, table.settings.node_limit)
        wanted = wanted_area_goal(name, table.file.wishes)
        results.append(_with_gaps(outcome, table, wanted, findings, again))
        findings += _validations(name, work)
        findings += _decided(results[-1], table, outcome.in_force)
    return results


def _area_work(table: _Table, exceptions: Exceptions, known: tuple[Semester, ...]) -> AgWork:
    return ag_work(known, table.catalog, exceptions, table.rules.ag, table.settings.thresholds)


def _pathway(name: str, table: _Table, findings: list[Finding]) -> Progress:
    progress = audit_pathway(
        name,
        table.file.student,
        table.semesters,
        table.exceptions(f"pathway:{name}"),
        table.catalog,
        table.settings,
        signed_up=name in table.file.pathways,
    )
    progress = with_pathway_status(progress, table.ahead, table.catalog)
    findings += pathway_findings(
        progress, table.file, table.ahead, table.catalog, table.grade_level
    )
    findings += _decided(progress.result, table)
    return progress


def _added_pathway(name: str, table: _Table, findings: list[Finding]) -> ProgramResult:
    """Return how the student stands in a pathway without being signed up: what is said informs."""
    said: list[Finding] = []
    result = _pathway(name, table, said).result
    findings += [replace(one, severity=Severity.INFORMATION) for one in said]
    return result


def _district(table: _Table, findings: list[Finding]) -> list[ProgramResult]:
    shared: DistrictWork | None = None
    results = []
    for program in programs_for(table.file, table.rules):
        exceptions = table.exceptions(program.name)
        work = shared
        if work is None or exceptions is not NONE:
            work = district_work(table.semesters, table.catalog, exceptions, table.rules)
        if exceptions is NONE:
            shared = work

        def again(known: tuple[Semester, ...], program: DistrictProgram = program) -> Outcome:
            tried = district_work(known, table.catalog, table.exceptions(program.name), table.rules)
            return _of_district(program, tried, table)

        outcome = _of_district(program, work, table)
        wanted = Wanted(wish=program.name in table.file.added_programs)
        results.append(_with_gaps(outcome, table, wanted, findings, again))
        findings += _decided(results[-1], table, outcome.in_force)
    return results


def _of_district(program: DistrictProgram, work: DistrictWork, table: _Table) -> Outcome:
    exceptions = table.exceptions(program.name)
    limit = table.settings.node_limit
    return audit_district(program, work, exceptions, table.catalog, table.rules, limit)


def _with_gaps(
    outcome: Outcome, table: _Table, wanted: Wanted, findings: list[Finding], again: Again
) -> ProgramResult:
    """Return the result as it stands with its gaps; `again` audits it with other semesters."""
    found = tuple(gaps(outcome, table.ahead, table.catalog))
    too_hard = not outcome.result.proven
    student = table.file.student
    trials = Trials(student, table.semesters, table.taken, table.ahead, again, too_hard)
    findings += gap_findings(outcome.result, found, wanted, table.grade_level, trials)
    return with_status(outcome.result, found, table.ahead)


def _validations(program: str, work: AgWork) -> Iterator[Finding]:
    for made_good in work.validated:
        yield Finding(
            "validation_used",
            Severity.INFORMATION,
            values(program=program, requirement=made_good.area, course=made_good.by),
            values(validated=made_good.course),
        )


def _decided(
    program: ProgramResult, table: _Table, changing: tuple[Decision, ...] = ()
) -> Iterator[Finding]:
    """Yield the decisions that take effect in a program."""
    for decision in taking_effect(table.exceptions(program.id), program, changing):
        exempting = decision.kind in {"exemption_51225_1", "pe_exemption"}
        yield Finding(
            "exemption_used" if exempting else "exception_used",
            Severity.INFORMATION,
            values(
                program=program.id,
                requirement=decision.requirement or None,
                course=decision.course_code or None,
            ),
            values(
                for_course=decision.for_course or None,
                reason=decision.reason or decision.category or decision.kind,
                category=decision.category or None,
                approved_by=decision.approved_by or None,
            ),
        )


def _weighed(program: ProgramResult, findings: tuple[Finding, ...]) -> ProgramResult:
    """Return the program as at risk when a must-fix finding speaks of it."""
    grave = any(
        f.severity is Severity.MUST_FIX and f.about("program") == program.id for f in findings
    )
    if program.status is ProgramStatus.ON_TRACK and grave:
        return replace(program, status=ProgramStatus.AT_RISK)
    return program
