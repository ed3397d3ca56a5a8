"""The College/Career Indicator: prepared is met, approaching is at risk.

Prepared (`DOSSIER.md` section 4): a completer with the Smarter Balanced levels (3 in one, 2 in the
other) or a semester of college work at C-; or A-G complete with one of: completer, the same levels,
a college semester, an AP score of 3, an IB score of 4. A capstone and a college course of the same
year must belong to different pathways, and a capstone is no college course beside itself. A
completer alone is approaching.

A sign is shown with the semester that completes it: the last of the capstone, the last of A-G, the
college course; or with the scores themselves, in the term in which they were reached.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.audit import explain
from cte_desktop.domain.audit.choosing import standing_of as requirement_status
from cte_desktop.domain.audit.exceptions import SUMS
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
from cte_desktop.domain.school_year import moment, school_year_of, term_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
SMARTER_BALANCED = ("SBAC_ELA", "SBAC_MATH")
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
        areas=_areas(ag),
        scores=_levels(tests),
        college=_college(semesters, (), catalog, thresholds),
        college_beside_capstone=_college(semesters, pathways, catalog, thresholds),
        exam=_exam(tests),
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
    return _last(
        u for r in progress.result.requirements if r.id == Level.CAPSTONE.value for u in r.used
    )


def _areas(ag: Sequence[ProgramResult]) -> Sign:
    """Return A-G as UC or CSU asks for it, whichever is further, with its last semester."""
    best = min(ag, key=lambda p: _rank(p.status), default=None)
    if best is None or _rank(best.status) == MISSING:
        return NONE
    used = _last(u for r in best.requirements if r.kind not in SUMS for u in r.used)
    return Sign(_rank(best.status), used)


def _last(rows: Iterable[Used]) -> tuple[Used, ...]:
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
    filling = [
        work.semester
        for group, pairs in progress.way.filled
        if group.level is Level.CAPSTONE
        for work, _ in pairs
    ]
    if row in filling:
        return False
    capstones = [semester.school_year for semester in filling]
    own = {s.pathway for s in catalog.steps_by_course.get(row.course_code, ())} | {row.pathway}
    in_pathway = progress.result.pathway in own
    return not (in_pathway and row.school_year == max(capstones, default=-1))


def _levels(tests: Sequence[TestScore]) -> Sign:
    """Return the Smarter Balanced levels, the best of each test."""
    best: dict[str, TestScore] = {}
    for test in tests:
        if test.test in SMARTER_BALANCED and _score(test) > _score(best.get(test.test)):
            best[test.test] = test
    low, high = sorted(_score(best.get(name)) for name in SMARTER_BALANCED)
    if low < LEVELS_NEEDED[0] or high < LEVELS_NEEDED[1]:
        return NONE
    return Sign(0, _scores([best[name] for name in SMARTER_BALANCED]))


def _exam(tests: Sequence[TestScore]) -> Sign:
    """Return the first exam with an AP score of 3 or an IB score of 4."""
    good = [
        t
        for t in tests
        if (t.test.startswith("AP:") and _score(t) >= AP_SCORE)
        or (t.test.startswith("IB:") and _score(t) >= IB_SCORE)
    ]
    if not good:
        return NONE
    first = min(good, key=lambda t: (t.on is None, t.on or date.max, t.test, t.score))
    return Sign(0, _scores([first]))


def _scores(tests: Sequence[TestScore]) -> tuple[Used, ...]:
    """Return scores as what fills a row, each with its part; nothing when one has no date."""
    part = WHOLE // len(tests)
    used = []
    for test in tests:
        if test.on is None:
            return ()
        year, term = school_year_of(test.on), term_of(test.on)
        used.append(Used(test.test, year, term, "", test.score.strip(), "", part, State.EARNED))
    return tuple(used)


def _score(test: TestScore | None) -> int:
    """Return a score of one digit (levels 1 to 4, AP 1 to 5, IB 1 to 7), 0 for anything else."""
    if test is None:
        return 0
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
