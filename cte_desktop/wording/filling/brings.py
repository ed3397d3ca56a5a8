"""What a filled plan brings, in one calm line, and which wishes did not come true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.week import in_week_order
from cte_desktop.domain.filling.answer import Proof
from cte_desktop.domain.filling.checking import faults, situation_with
from cte_desktop.domain.filling.options.last_times import clash_as_last_time
from cte_desktop.domain.filling.wants import PLANNED, Strength
from cte_desktop.domain.planning.comparing import compare
from cte_desktop.domain.planning.evenings import evenings_ahead
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.school_year import Term, grade_in, moment
from cte_desktop.wording.clock import clock_words
from cte_desktop.wording.filling.wants import DEFAULT, short_want
from cte_desktop.wording.labels import (
    all_of_label,
    busy_label,
    course_label,
    days_label,
    moment_label,
)
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.filling.answer import Filled
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.planning.comparing import Comparison
    from cte_desktop.domain.planning.plan import Placement, Plan

PATHWAY = "pathway:"


def brings_text(problem: Problem, filled: Filled, comparison: Comparison | None) -> str:
    """Return the line of a proposal.

    "Best plan: completes Auto Technology in fall of 12th grade, UC met, 2 wishes of 3, one evening
    a week; 14 courses added, 2 moved".
    """
    if filled.plan is None:
        return ""
    brings = (
        *ends_texts(problem, filled.plan),
        *_goals(problem, filled),
        _wishes(problem, filled),
        evenings_text(problem, filled.plan),
    )
    changes = _changes(comparison or compare(problem.plan, filled.plan))
    parts = (", ".join(one for one in brings if one), changes, *unsafe_texts(problem, filled.plan))
    said = "; ".join(part for part in parts if part)
    return f"{proof_label(filled.proof)}: {said}" if said else proof_label(filled.proof)


def proof_label(proof: Proof) -> str:
    """Return how sure it is that nothing is better, in a word or two."""
    match proof:
        case Proof.PROVEN:
            return tr("Best plan")
        case Proof.STOPPED:
            return tr("Best plan found")
        case Proof.FIRST:
            return tr("First plan")
        case Proof.NONE:
            return tr("No plan")


def unmet_text(problem: Problem, filled: Filled) -> str:
    """Return which wishes could not come true, "" when all did."""
    catalog = problem.given.catalog
    unmet = unmet_ids(problem, filled)
    left = [want for want in problem.wants if want.id in unmet and _is_noted(want)]
    if not left:
        return ""
    names = all_of_label([short_want(want, catalog) for want in left])
    return tr("Could not come true: {wishes}.", wishes=names)


def unmet_ids(problem: Problem, filled: Filled) -> frozenset[str]:
    """Return the ids of the wants that did not come true, the load of each term among them."""
    if filled.plan is None:
        return frozenset()
    liked = (want for want in problem.wants if want.strength is Strength.LIKE and _is_noted(want))
    loads = {want.id for want in liked if want.kind == "load"}
    kept = _keeps_load(problem, filled.plan) if loads else True
    return frozenset(filled.unmet) | (frozenset() if kept else loads)


def ends_texts(problem: Problem, plan: Plan) -> Iterator[str]:
    """Yield when each wanted pathway is completed: "completes Welding in fall of 12th grade"."""
    of_class = problem.given.file.student.graduation_year
    now = moment(*min(((t.school_year, t.term) for t in problem.terms), default=(0, Term.FALL)))
    for program, end in faults(problem, plan).values:
        if not program.startswith(PATHWAY) or end < now:
            continue  # completed long since, or no pathway
        year, term = _term_of(problem, end)
        when = moment_label(grade_in(year, of_class), term)
        yield tr("completes {pathway} in {when}", pathway=program.removeprefix(PATHWAY), when=when)


def evenings_text(problem: Problem, plan: Plan) -> str:
    """Return how many evenings a week Extended Day takes at most in a term; "" for none."""
    situation = situation_with(problem, plan)
    most = max(evenings_ahead(situation, problem.offers, of_plan=True).values(), default=0)
    if not most:
        return ""
    return trn("{count} evening a week", "{count} evenings a week", most)


def unsafe_texts(problem: Problem, plan: Plan) -> Iterator[str]:
    """Yield which Extended Day courses without times would meet a fixed time as they met last.

    "Automotive Technology 1 met Tue/Thu 4:15 PM last time: that would clash with the sport".
    """
    catalog = problem.given.catalog
    told: set[str] = set()
    for semester in situation_with(problem, plan).ahead:
        code = semester.course_code
        if semester.lane is not Lane.EXTENDED or semester.section_id or code in told:
            continue
        site = semester.site or semester.school
        found = clash_as_last_time(problem, code, semester.school_year, site, semester.moment)
        if found is None:
            continue
        told.add(code)
        week, row = found
        first = week.meetings[0]
        days = in_week_order(m.weekday for m in week.meetings if m.start == first.start)
        yield tr(
            "{course} met {days} {time} last time: that would clash with {fixed_time}",
            course=course_label(code, catalog),
            days=days_label(days),
            time=clock_words(first.start),
            fixed_time=busy_label(problem.given.file.busy[int(row) - 1].kind),
        )


def changes_text(problem: Problem, plan: Plan) -> str:
    """Return what a plan changes against the present one: "14 courses added, 2 moved"."""
    return _changes(compare(problem.plan, plan))


def courses_of(placements: Iterable[Placement]) -> int:
    """Return how many courses some placements are: a year course counts once."""
    return len({(p.course_code, p.spot.grade_level if p.spot else 0) for p in placements})


def _changes(comparison: Comparison) -> str:
    added, removed = courses_of(comparison.added), courses_of(comparison.removed)
    moved = courses_of(pair.after for pair in comparison.moved)
    said = (
        trn("{count} course added", "{count} courses added", added) if added else "",
        trn("{count} moved", "{count} moved", moved) if moved else "",
        trn("{count} taken out", "{count} taken out", removed) if removed else "",
    )
    return ", ".join(text for text in said if text) or tr("nothing changes")


def _goals(problem: Problem, filled: Filled) -> Iterator[str]:
    for want in problem.wants:
        if want.id.startswith(PLANNED) and want.id in filled.unmet:
            yield tr("no longer completes {pathway}", pathway=want.value)
        if want.kind == "area_goal" and want.value in {"uc", "csu"}:
            name = want.value.upper()
            if want.id in filled.unmet:
                yield tr("{program} not met", program=name)
            else:
                yield tr("{program} met", program=name)


def _wishes(problem: Problem, filled: Filled) -> str:
    """Return "2 wishes of 3"; "" where nobody noted any, and of a first plan.

    What only allows something is no wish that comes true.
    """
    noted = [want for want in problem.wants if _is_noted(want) and not want.only_allows]
    if not noted or filled.proof is Proof.FIRST:
        return ""
    unmet = unmet_ids(problem, filled)
    true = sum(want.id not in unmet for want in noted)
    return trn("{count} wish of {all}", "{count} wishes of {all}", true, all=len(noted))


def _keeps_load(problem: Problem, plan: Plan) -> bool:
    """Tell whether every semester ahead has as many courses by day as was wished."""
    bounds = [want.bounds for want in problem.wants if want.kind == "load"]
    by_term = situation_with(problem, plan).by_term
    for ahead in problem.terms:
        if ahead.term is not Term.SUMMER:
            running = by_term.get(ahead.moment, ())
            count = sum(semester.lane in {Lane.DAY, None} for semester in running)
            if any(not low <= count <= high for low, high in bounds):
                return False
    return True


def _is_noted(want: Want) -> bool:
    return not want.id.startswith(DEFAULT)


def _term_of(problem: Problem, end: int) -> tuple[int, Term]:
    """Return the school year and term of a moment."""
    years = range(problem.given.day.year - 5, problem.given.file.student.graduation_year + 2)
    found = ((year, term) for year in years for term in Term if moment(year, term) == end)
    return next(found, (problem.given.file.student.graduation_year - 1, Term.SPRING))
