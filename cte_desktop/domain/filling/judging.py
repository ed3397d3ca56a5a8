"""How the wanted programs stand with a plan: what is still open, and when each pathway ends.

The audits themselves answer (`domain/audit`), each asked for its statuses alone: no findings of
gaps, no places that would help.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ag import CSU, UC, audit_ag
from cte_desktop.domain.audit.ag_work import ag_work
from cte_desktop.domain.audit.district_programs import audit_district, district_work, programs_for
from cte_desktop.domain.audit.exceptions import exceptions_for
from cte_desktop.domain.audit.graduation import PROGRAM as GRADUATION
from cte_desktop.domain.audit.graduation import audit_graduation
from cte_desktop.domain.audit.pathway import Progress, audit_pathway
from cte_desktop.domain.audit.result import RequirementStatus
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.school_year import Term, moment, school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.audit.outcome import Outcome
    from cte_desktop.domain.audit.result import RequirementResult
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.domain.students.file import StudentFile

AT_ONCE = 0
"""No placement of work is tried but the first: quick, and mostly right."""
TOO_LATE = "by_grade"
"""Stands for a requirement where a pathway ends, but after the grade in which it was wanted."""

Path = tuple[str, ...]
"""A requirement that is not met, after those that it is a part of."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is `open` of the wanted programs, when pathways end, and levels out of order.

    `ends` are the moments in which the wanted pathways that the plan completes would end.
    """

    open: tuple[tuple[Want, str, tuple[Path, ...]], ...]
    ends: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]


def judged(problem: Problem, situation: Situation, *, at_a_glance: bool = False) -> Judged:
    """Return how the wanted programs of the problem stand in a situation.

    `at_a_glance` only the musts are looked at, and no longer where something seems open.
    """
    found: list[tuple[Want, str, tuple[Path, ...]]] = []
    ends: list[tuple[str, int]] = []
    progress = {name: _progress(name, problem, situation) for name in _pathways(problem)}
    for want in problem.wants:
        if want.strength is Strength.NO or (at_a_glance and want.strength is Strength.LIKE):
            continue
        if want.kind == "pathway" and want.value in progress:
            paths, end = _of_pathway(want, progress[want.value], situation)
            found += [(want, f"pathway:{want.value}", paths)] if paths else []
            ends += [] if end is None else [(f"pathway:{want.value}", end)]
            continue
        looks = [] if at_a_glance else [problem.auditing.node_limit]
        if at_a_glance or want.kind != "area_goal":  # of areas a longer look costs no more
            looks.insert(0, AT_ONCE)
        found += _of_programs(want, problem, situation, tuple(looks))
    out_of_order = (f for one in progress.values() for f in _out_of_order(one))
    return Judged(tuple(found), tuple(dict(ends).items()), tuple(out_of_order))


def end_of(progress: Progress) -> int | None:
    """Return the moment in which a pathway would be complete, None while something is missing."""
    result = progress.result
    if any(row.status is RequirementStatus.NOT_MET for row in result.requirements):
        return None
    used = (used for row in result.requirements if row.need for used in row.used)
    return max((moment(one.school_year, one.term) for one in used), default=0)


def _pathways(problem: Problem) -> tuple[str, ...]:
    """Return the pathways to look at: those wanted, and those signed up for."""
    wanted = [w.value for w in problem.wants if w.kind == "pathway" and w.strength != Strength.NO]
    return tuple(dict.fromkeys((*wanted, *problem.given.file.pathways)))


def _progress(name: str, problem: Problem, situation: Situation) -> Progress:
    file = situation.file
    return audit_pathway(
        name,
        file.student,
        situation.semesters,
        exceptions_for(file.decisions, f"pathway:{name}"),
        situation.catalog,
        problem.auditing,
        signed_up=name in file.pathways,
    )


def _of_pathway(
    want: Want, progress: Progress, situation: Situation
) -> tuple[tuple[Path, ...], int | None]:
    paths, end = tuple(_open(progress.result.requirements)), end_of(progress)
    if not paths and end is not None and want.by_grade is not None:
        of_class = situation.file.student.graduation_year
        last = moment(school_year_of_grade(want.by_grade, of_class), Term.SUMMER)
        paths = ((TOO_LATE,),) if end > last else ()
    return paths, end


def _of_programs(
    want: Want, problem: Problem, situation: Situation, limits: tuple[int, ...]
) -> Iterator[tuple[Want, str, tuple[Path, ...]]]:
    """Yield what is open of the programs of a want: at a glance, and if something is, for sure."""
    file, known = situation.file, situation.semesters
    for limit in limits:
        answers = [one.result for one in outcomes(want, problem, file, known, limit)]
        paths = [(one.id, tuple(_open(one.requirements))) for one in answers]
        if limit == limits[-1] or not any(found for _, found in paths):
            yield from ((want, name, found) for name, found in paths if found)
            return


def outcomes(
    want: Want,
    problem: Problem,
    file: StudentFile,
    known: tuple[Semester, ...],
    limit: int = AT_ONCE,
) -> Iterator[Outcome]:
    """Yield the answers of the programs that a want asks for, with what was asked; no pathways.

    `known` are the student's semesters in order of time; `limit` how many placements of the work
    may be tried: with none what is filled is right, but for choices that share courses.
    """
    rules = problem.rules
    catalog, thresholds = problem.given.catalog, problem.auditing.thresholds
    if want.kind == GRADUATION:
        exceptions = exceptions_for(file.decisions, GRADUATION)
        found = audit_graduation(file.student, known, exceptions, catalog, rules, limit)
        if found is not None:
            yield found
    elif want.kind == "area_goal" and want.value in {UC, CSU}:
        exceptions = exceptions_for(file.decisions, want.value)
        areas = ag_work(known, catalog, exceptions, rules.ag, thresholds)
        yield audit_ag(want.value, areas, rules.ag, limit)
    elif want.kind == "program":
        for program in programs_for(file, rules):
            if program.name == want.value:
                exceptions = exceptions_for(file.decisions, program.name)
                work = district_work(known, catalog, exceptions, rules)
                yield audit_district(program, work, exceptions, catalog, rules, limit)


def _open(rows: Iterable[RequirementResult], above: Path = ()) -> Iterator[Path]:
    """Yield the innermost requirements that are not met, each after those that it is a part of."""
    for row in rows:
        if row.status is RequirementStatus.NOT_MET:
            path = (*above, row.id)
            inner = tuple(_open(row.requirements, path))
            yield from inner or (path,)


def _out_of_order(progress: Progress) -> Iterator[Finding]:
    for code in progress.way.out_of_order:
        about = values(program=progress.result.id, course=code)
        yield Finding("pathway_out_of_order", Severity.WARNING, about)
