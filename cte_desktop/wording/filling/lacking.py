"""What a wanted program still lacks by all that is earned and runs: "20 credits of mathematics"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ag import audit_ag
from cte_desktop.domain.audit.ag_work import ag_work
from cte_desktop.domain.audit.exceptions import exceptions_for
from cte_desktop.domain.audit.graduation import PROGRAM as GRADUATION
from cte_desktop.domain.audit.graduation import audit_graduation
from cte_desktop.domain.audit.result import RequirementStatus, Unit
from cte_desktop.domain.filling.radar import standing
from cte_desktop.wording.labels import all_of_label, amount_label
from cte_desktop.wording.programs import program_name, requirement_name
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.audit.result import RequirementResult
    from cte_desktop.domain.filling.problem import Problem

PATHWAY = "pathway:"
MOST_NAMED = 4
_AREA_GOALS = frozenset({"uc", "csu"})
_OF_ALL = frozenset({"total", "before_grade_12", "in_district"})
"""Requirements about everything together: named where nothing else is missing."""


def lacking_text(problem: Problem, program: str, only: str = "") -> str:
    """Return "graduation still lacks 20 credits of mathematics", "" when nothing is missing.

    `only` names one requirement of it.
    """
    rows = [row for row in open_rows(problem, program) if only in {"", row.id}]
    rows = [row for row in rows if row.id not in _OF_ALL] or rows
    catalog = problem.given.catalog
    said = []
    for row in rows[:MOST_NAMED]:
        name = requirement_name(program, row.id, catalog)
        amount = amount_label(row.missing, row.unit)
        said.append(name if row.unit is Unit.LEVELS else _of(amount, name))
    if not said:
        return ""
    missing = all_of_label(said)
    return tr("{program} still lacks {missing}", program=program_name(program), missing=missing)


def open_rows(problem: Problem, program: str) -> tuple[RequirementResult, ...]:
    """Return the innermost requirements of a program that what is earned and runs leaves open."""
    given = problem.given
    file, catalog = given.file, given.catalog
    exceptions = exceptions_for(file.decisions, program)
    limit = problem.auditing.node_limit
    if program.startswith(PATHWAY):
        name = program.removeprefix(PATHWAY)
        return tuple(_open(standing(name, given, problem.auditing).result.requirements))
    if program == GRADUATION:
        outcome = audit_graduation(
            file.student, given.semesters, exceptions, catalog, problem.rules, limit
        )
        return () if outcome is None else tuple(_open(outcome.result.requirements))
    if program in _AREA_GOALS:
        rules, limits = problem.rules.ag, problem.auditing.thresholds
        work = ag_work(given.semesters, catalog, exceptions, rules, limits)
        return tuple(_open(audit_ag(program, work, rules, limit).result.requirements))
    return ()


def _of(amount: str, name: str) -> str:
    return tr("{amount} of {requirement}", amount=amount, requirement=name)


def _open(rows: Iterable[RequirementResult]) -> Iterator[RequirementResult]:
    for row in rows:
        if row.status is RequirementStatus.NOT_MET:
            inner = tuple(_open(row.requirements))
            yield from inner or (row,)
