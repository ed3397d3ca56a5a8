"""Whose plans are shown: the same students every time, chosen by what there is to see."""

from __future__ import annotations

from dataclasses import dataclass

from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.services.cases import Case, open_case, open_cases
from cte_desktop.services.certificates import completed_pathways
from cte_desktop.services.desk import Desk
from cte_desktop.services.students import list_students

_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Chosen:
    """The students of the pictures, by uid."""

    planned: str
    troubled: str
    completer: str


def choose(desk: Desk) -> Chosen:
    """Choose a full plan with Extended Day, one with much to fix, and a completer."""
    lines = list_students(desk)
    ids = tuple(line.student_id for line in lines if line.pathway and line.grade_level in {10, 11})
    cases = list(open_cases(desk, ids[:_LOOKED_AT]))
    seniors = (line for line in lines if line.grade_level == 12 and line.pathway)
    completer = next(
        line.uid for line in seniors if completed_pathways(open_case(desk, line.student_id))
    )
    return Chosen(
        planned=_uid(max(cases, key=_fullness)),
        troubled=_uid(max(cases, key=_trouble)),
        completer=completer,
    )


def _uid(case: Case) -> str:
    return case.file.student.uid


def _fullness(case: Case) -> int:
    if case.plan is None:
        return -1
    placed = [placement.spot for placement in case.plan.placements if placement.spot is not None]
    evenings = sum(spot.lane is Lane.EXTENDED for spot in placed)
    return len(placed) + 4 * min(evenings, 3) - 12 * _trouble(case)


def _trouble(case: Case) -> int:
    return sum(finding.severity is Severity.MUST_FIX for finding in case.findings)
