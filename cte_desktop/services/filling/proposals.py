"""Filling one student's plan: the proposal, and keeping it as one step of the history.

Nothing is written before `keep`. A proposal is worked out off the window's thread;
it may be given up at any moment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.building import problem_of, with_dropped
from cte_desktop.domain.filling.giving_up import after
from cte_desktop.domain.planning.comparing import Comparison, compare
from cte_desktop.domain.school_year import school_year_of_grade
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.filling.gathering import situation_in, timetable_of
from cte_desktop.services.filling.keeping import edit_of, keep
from cte_desktop.services.filling.solving import filled_of
from cte_desktop.services.planning import fresh_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.filling.answer import Filled, WayOut
    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.timetable import Timetable

__all__ = (
    "Proposal",
    "answer",
    "ask",
    "case_with",
    "edit_of",
    "keep",
    "proposal_of",
    "propose",
    "take_way_out",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What filling answers for a student: the case as it is, and as it would be.

    `after` is the case with the proposed plan on the table and `comparison` what it changes; both
    None when there is no valid plan (`filled.clash` and `filled.ways_out` tell why then). `way` is
    the way out that was taken to come here: keeping does what it says as well.
    """

    case: Case
    problem: Problem  # what was asked: the words of `wording/filling` are about it
    filled: Filled
    after: Case | None
    comparison: Comparison | None
    way: WayOut | None = None


def propose(
    desk: Desk,
    student: str | Case,
    *,
    wants: tuple[Want, ...] | None = None,
    dropped: frozenset[Reason] = frozenset(),
    told_first: Callable[[Proposal], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Proposal:
    """Return the best plan for a student, or what clashes and the ways out.

    `student` is our own id or a case whose plan is on the table. `told_first` hears of the first
    valid plan, long before the best is known, and of a clash before its ways out are. When
    `cancelled` says so, `concurrent.futures.CancelledError` is raised within 200 ms.
    """
    case = student if not isinstance(student, str) else open_case_of(desk, student)
    problem = ask(desk, case, wants)
    if dropped:
        problem = with_dropped(problem, dropped)
    return answer(desk, case, problem, told_first=told_first, cancelled=cancelled)


def take_way_out(
    desk: Desk,
    proposal: Proposal,
    way: WayOut,
    *,
    told_first: Callable[[Proposal], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Proposal:
    """Return the best plan when a way out is taken; `told_first` hears of the one it came with."""
    problem = after(proposal.problem, way)
    found = answer(
        desk, proposal.case, problem, start=way.plan, told_first=told_first, cancelled=cancelled
    )
    return replace(found, way=way)


def ask(
    desk: Desk,
    case: Case,
    wants: tuple[Want, ...] | None = None,
    timetable: Timetable | None = None,
) -> Problem:
    """Return the problem of a case with everything that may be chosen in the years ahead."""
    around = timetable or timetable_of(desk, case)
    district = case.district
    situation = situation_in(case, around)
    return problem_of(situation, district.rules, district.auditing, around.offers, wants)


def answer(
    desk: Desk,
    case: Case,
    problem: Problem,
    *,
    start: Plan | None = None,
    told_first: Callable[[Proposal], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Proposal:
    """Return what a problem of a case comes to; `start` is a valid plan to begin with."""

    def tell(filled: Filled) -> None:
        if told_first is not None:
            told_first(proposal_of(case, problem, filled))

    filled = filled_of(problem, lambda: fresh_id(desk), start=start, told=tell, cancelled=cancelled)
    return proposal_of(case, problem, filled)


def proposal_of(case: Case, problem: Problem, filled: Filled) -> Proposal:
    """Return an answer beside the case that it is about."""
    if filled.plan is None:
        return Proposal(case, problem, filled, None, None)
    would_be = case_with(case, problem, filled.plan)
    return Proposal(case, problem, filled, would_be, compare(case.plan, filled.plan))


def case_with(case: Case, problem: Problem, plan: Plan) -> Case:
    """Return the case as it would be with a filled plan, knowing the sections that it names."""
    of_class = case.file.student.graduation_year
    given = problem.given
    named = {
        (school_year_of_grade(p.spot.grade_level, of_class), p.section_id)
        for p in plan.placed
        if p.spot is not None and p.section_id
    }
    sections = {key: given.sections[key] for key in named if key in given.sections}
    claims = {key: given.claims[key] for key in named if key in given.claims}
    return replace(
        case,
        plan=plan,
        sections={**case.sections, **sections},
        claims={**case.claims, **claims},
        recorded=case.situation.of_record,
    )
