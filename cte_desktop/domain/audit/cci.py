"""The College/Career Indicator: prepared is met, approaching is at risk.

Prepared (`DOSSIER.md` section 4): a completer with the Smarter Balanced levels (3 in one, 2 in the
other) or a semester of college work at C-; or A-G complete with one of: completer, the same levels,
a college semester, an AP score of 3, an IB score of 4. A capstone and a college course of the same
year must belong to different pathways. A completer alone is approaching.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.audit import explain
from cte_desktop.domain.audit.answering import status_of as requirement_status
from cte_desktop.domain.audit.outcome import status_of
from cte_desktop.domain.audit.result import (
    ProgramResult,
    ProgramStatus,
    RequirementResult,
    RequirementStatus,
    Unit,
    Used,
)
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.planning.semesters import Semester, State
from cte_desktop.domain.school_year import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.audit.pathway import Progress
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.grades import Thresholds
    from cte_desktop.domain.students.experiences import TestScore

PROGRAM = "cci"
VERSION = "2020"  # the criteria of the report that the dossier cites
FIRST_GRADE = 9
WHOLE = 100
MISSING = 3  # the rank of what is neither earned nor planned
LEVELS_NEEDED = (2, 3)  # Smarter Balanced: the lower and the higher of the two
AP_SCORE = 3
IB_SCORE = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that counts towards being prepared: how far it has come, and by which rows."""

    rank: int  # 0 earned, 1 in progress, 2 planned, 3 missing
    used: tuple[Used, ...] = ()


NONE = Sign(MISSING)


@dataclass(frozen=True, slots=True)
class _Signs:
    completer: Sign
    areas: Sign
    scores: Sign
    college: Sign
    college_beside_capstone: Sign
    exam: Sign


def audit_cci(
    semesters: Sequence[Semester],
    pathways: Sequence[Progress],
    ag: Sequence[ProgramResult],
    tests: Sequence[TestScore],
    catalog: Catalog,
    thresholds: Thresholds,
) -> ProgramResult:
    """Return how the student stands on the indicator: the basis and one further sign."""
    signs = _Signs(
        completer=_completer(pathways),
        areas=Sign(min((_rank(p.status) for p in ag), default=MISSING)),
        scores=Sign(0) if _has_levels(tests) else NONE,
        college=_college(semesters, (), catalog, thresholds),
        college_beside_capstone=_college(semesters, pathways, catalog, thresholds),
        exam=Sign(0) if _has_exam(tests) else NONE,
    )
    basis, further = _best_route(signs)
    rows = (_row("basis", basis), _row("further_sign", further))
    sums = [sum(getattr(r, part) for r in rows) for part in ("earned", "in_progress", "planned")]
    need = WHOLE * len(rows)
    status = status_of([r.status for r in rows])
    possible = [*(p.result.status for p in pathways), *(p.status for p in ag)]
    lost = all(s is ProgramStatus.NOT_MET for s in possible)
    if status is ProgramStatus.AT_RISK and basis.rank != 0 and lost:
        status = ProgramStatus.NOT_MET
    return ProgramResult(
        id=PROGRAM,
        version=VERSION,
        status=status,
        proven=True,
        unit=Unit.LEVELS,
        need=need,
        earned=sums[0],
        in_progress=sums[1],
        planned=sums[2],
        missing=need - sum(sums),
        requirements=rows,
        unused=(),
    )


def _best_route(signs: _Signs) -> tuple[Sign, Sign]:
    routes = [
        (signs.completer, signs.scores),
        (signs.completer, signs.college_beside_capstone),
        (signs.areas, signs.completer),
        (signs.areas, signs.scores),
        (signs.areas, signs.college),
        (signs.areas, signs.exam),
    ]
    return min(routes, key=lambda r: (max(r[0].rank, r[1].rank), r[0].rank, r[1].rank))


def _completer(pathways: Sequence[Progress]) -> Sign:
    best = NONE
    for progress in pathways:
        rank = _rank(progress.result.status)
        if rank < best.rank:
            best = Sign(rank, _last_of_capstone(progress))
    return best


def _last_of_capstone(progress: Progress) -> tuple[Used, ...]:
    """Return the semester that completes the pathway: it stands for the whole sign."""
    rows = [u for r in progress.result.requirements if r.id == Level.CAPSTONE.value for u in r.used]
    last = max(rows, key=lambda u: moment(u.school_year, u.term), default=None)
    return () if last is None else (replace(last, amount=WHOLE),)


def _rank(status: ProgramStatus) -> int:
    """Return 0 for met, 2 for on track (planned or in progress), 3 for what is missing."""
    return {ProgramStatus.MET: 0, ProgramStatus.ON_TRACK: 2}.get(status, MISSING)


def _college(
    semesters: Sequence[Semester],
    pathways: Sequence[Progress],
    catalog: Catalog,
    thresholds: Thresholds,
) -> Sign:
    """Return the first college semester at C- or better that may stand beside the capstones."""
    best = NONE
    for row in semesters:
        if row.college_units <= 0 or not row.counts:
            continue
        if row.state is State.EARNED and not grades.at_least(row.mark, thresholds.capstone):
            continue
        if pathways and not any(_may_stand_beside(row, p, catalog) for p in pathways):
            continue
        rank = {State.EARNED: 0, State.IN_PROGRESS: 1}.get(row.state, 2)
        if rank < best.rank:
            used = Used(
                row.course_code,
                row.school_year,
                row.term,
                row.school,
                row.mark,
                row.section_id,
                WHOLE,
                row.state,
            )
            best = Sign(rank, (used,))
    return best


def _may_stand_beside(row: Semester, progress: Progress, catalog: Catalog) -> bool:
    """Tell whether a college course counts beside a pathway: not its own in the capstone's year."""
    if _rank(progress.result.status) == MISSING:
        return False
    capstones = [
        work.semester.school_year
        for group, pairs in progress.way.filled
        if group.level is Level.CAPSTONE
        for work, _ in pairs
    ]
    own = {s.pathway for s in catalog.steps_by_course.get(row.course_code, ())} | {row.pathway}
    in_pathway = progress.result.pathway in own
    return not (in_pathway and row.school_year == max(capstones, default=-1))


def _has_levels(tests: Sequence[TestScore]) -> bool:
    best = dict.fromkeys(("SBAC_ELA", "SBAC_MATH"), 0)
    for test in tests:
        if test.test in best:
            best[test.test] = max(best[test.test], _score(test))
    low, high = sorted(best.values())
    return low >= LEVELS_NEEDED[0] and high >= LEVELS_NEEDED[1]


def _has_exam(tests: Sequence[TestScore]) -> bool:
    return any(
        (t.test.startswith("AP:") and _score(t) >= AP_SCORE)
        or (t.test.startswith("IB:") and _score(t) >= IB_SCORE)
        for t in tests
    )


def _score(test: TestScore) -> int:
    """Return a score of one digit (levels 1 to 4, AP 1 to 5, IB 1 to 7), 0 for anything else."""
    text = test.score.strip()
    return int(text) if len(text) == 1 and text.isdigit() else 0


def _row(name: str, sign: Sign) -> RequirementResult:
    sums = [0, 0, 0]
    if sign.rank < MISSING:
        sums[sign.rank] = WHOLE
    status = requirement_status(WHOLE, sums)
    missing = WHOLE - sum(sums)
    why = explain.why(status, WHOLE, missing, Unit.LEVELS)
    used = sign.used if status is not RequirementStatus.NOT_MET else ()
    return RequirementResult(
        name, "sign", Unit.LEVELS, status, WHOLE, sums[0], sums[1], sums[2], missing, why, used
    )
