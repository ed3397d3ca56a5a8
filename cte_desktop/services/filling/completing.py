"""Which pathways a student could still complete, each with the plan that does it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.answer import Filled, Proof, WayOut
from cte_desktop.domain.filling.checking import faults
from cte_desktop.domain.filling.first import first_plan
from cte_desktop.domain.filling.judging import end_of
from cte_desktop.domain.filling.radar import standing
from cte_desktop.domain.filling.wants import PATHWAY, Strength, Want, wants_of
from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.semesters import State, open_placements
from cte_desktop.domain.school_year import TERMS, grade_in, school_year_of_grade
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.filling.gathering import timetable_of
from cte_desktop.services.filling.proposals import answer, ask, proposal_of
from cte_desktop.services.planning import fresh_id

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.school_year import Term
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.proposals import Proposal
    from cte_desktop.services.filling.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Completable:
    """A pathway that can still be completed, when at the earliest, and the plan that does it.

    `courses` are the codes of its courses that the plan has still to come, in order of time.
    """

    pathway: str
    school_year: int
    grade_level: int
    term: Term
    courses: tuple[str, ...]
    proposal: Proposal


def could_complete(
    desk: Desk,
    student: str | Case,
    *,
    names: Collection[str] | None = None,
    told: Callable[[Completable], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Completable, ...]:
    """Return the pathways that can still be completed beside graduation, the earliest first.

    `names` asks for these pathways alone. Wishes that are a must hold, but for other pathways; what
    is only liked waits. `told` hears of each as it is found. What was found until then is returned
    when `cancelled` says so.
    """
    case = student if not isinstance(student, str) else open_case_of(desk, student)
    timetable = timetable_of(desk, case)
    found: list[Completable] = []
    for name in _open_pathways(case):
        if names is not None and name not in names:
            continue
        if cancelled is not None and cancelled():
            break
        one = _completable(desk, case, timetable, name, cancelled)
        if one is not None:
            found.append(one)
            if told is not None:
                told(one)
    return tuple(sorted(found, key=lambda one: (one.school_year, one.term.place, one.pathway)))


def way_to(case: Case, pathway: str) -> WayOut | None:
    """Return what keeping a plan for a pathway in reach notes: that it is wanted; None when it is.

    Without it the next filling would go back to the pathway of before.
    """
    wants = [want for want in wants_of(case.file, case.district.catalog) if want.kind == "pathway"]
    musts = [want for want in wants if want.strength is Strength.MUST]
    if any(want.value == pathway for want in musts):
        return None
    noted = next((want.id for want in musts if want.rank), PATHWAY)
    return WayOut("other_pathway", values(wish=noted, pathway=pathway), 0, ())


def taken(found: Completable) -> Proposal:
    """Return the plan of a pathway in reach as it was found, with what keeping it notes."""
    return replace(found.proposal, way=way_to(found.proposal.case, found.pathway))


def complete(
    desk: Desk, found: Completable, *, cancelled: Callable[[], bool] | None = None
) -> Proposal:
    """Return the best plan for a pathway in reach: with what is only liked as well."""
    case = found.proposal.case
    wants = wants_of(case.file, case.district.catalog)
    others = tuple(want for want in wants if want.kind != "pathway")
    problem = ask(desk, case, (Want(PATHWAY, "pathway", found.pathway, Strength.MUST), *others))
    proposal = answer(desk, case, problem, start=found.proposal.filled.plan, cancelled=cancelled)
    return replace(proposal, way=way_to(case, found.pathway))


def _open_pathways(case: Case) -> Iterator[str]:
    """Yield the pathways that the student has not completed, those signed up for first."""
    given = replace(case.situation, plan=None, recorded=case.situation.of_record)
    running = {s.course_code for s in given.semesters if s.state is State.IN_PROGRESS}
    known = case.district.catalog.pathway_by_name
    for name in dict.fromkeys((*case.file.pathways, *known)):
        if name not in known:
            continue
        progress = standing(name, given, case.district.auditing)
        if end_of(progress) is None or running & _steps(case, name):
            yield name


def _completable(
    desk: Desk,
    case: Case,
    timetable: Timetable,
    name: str,
    cancelled: Callable[[], bool] | None,
) -> Completable | None:
    from concurrent.futures import CancelledError

    from cte_desktop.solving.best import best_plan  # HiGHS is not needed before

    problem = ask(desk, case, _wants(case, name), timetable)
    first = first_plan(problem, lambda: fresh_id(desk))
    try:
        filled = best_plan(
            problem, new_uid=lambda: fresh_id(desk), start=first, cancelled=cancelled
        )
    except CancelledError:
        filled = Filled(first, Proof.FIRST)
    if filled.plan is None:
        return None
    return _told(case, problem, name, filled, filled.plan)


def _wants(case: Case, name: str) -> tuple[Want, ...]:
    """Return what holds on trial: the musts, with this pathway in place of the others."""
    wants = wants_of(case.file, case.district.catalog)
    musts = (w for w in wants if w.strength is not Strength.LIKE or w.kind == "period7")
    others = tuple(w for w in musts if w.kind != "pathway")
    return (Want(PATHWAY, "pathway", name, Strength.MUST), *others)


def _told(
    case: Case, problem: Problem, name: str, filled: Filled, plan: Plan
) -> Completable | None:
    end = dict(faults(problem, plan).values).get(f"pathway:{name}")
    if end is None:
        return None
    year, term = divmod(end, len(TERMS))
    of_class = case.file.student.graduation_year
    steps = _steps(case, name)
    coming = sorted(
        (school_year_of_grade(p.spot.grade_level, of_class), p.spot.term.place, p.course_code)
        for p in open_placements(case.file, plan, case.day)
        if p.spot is not None and p.course_code in steps
    )
    return Completable(
        name,
        year,
        grade_in(year, of_class),
        TERMS[term],
        tuple(dict.fromkeys(code for *_, code in coming)),
        proposal_of(case, problem, filled),
    )


def _steps(case: Case, name: str) -> frozenset[str]:
    """Return the courses of a pathway's levels."""
    steps = case.district.catalog.steps_by_course
    return frozenset(code for code, of in steps.items() if any(s.pathway == name for s in of))
