"""From a student's situation to the problem, from the problem to the model, and back to a plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.filling import goals
from cte_desktop.domain.filling.laying import laid_out
from cte_desktop.domain.filling.model import Draft
from cte_desktop.domain.filling.options.ahead import given_of, standing_of, terms_ahead
from cte_desktop.domain.filling.options.bans import bans_of, is_dropped
from cte_desktop.domain.filling.options.finding import Finder
from cte_desktop.domain.filling.options.natural import habits_of
from cte_desktop.domain.filling.options.pruning import (
    asked_codes,
    with_prerequisites,
    worth_an_option,
)
from cte_desktop.domain.filling.options.retakes import marks_asked
from cte_desktop.domain.filling.options.taught import taught_for
from cte_desktop.domain.filling.planned import planned_pathways
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.programs.program_rows import ProgramTerms, program_rows
from cte_desktop.domain.filling.schedule.rows import schedule_rows
from cte_desktop.domain.filling.wants import wants_of
from cte_desktop.domain.planning.plan import GRADES
from cte_desktop.domain.school_year import last_begun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.filling.model import Model, Reason, Terms
    from cte_desktop.domain.filling.options.ahead import Standing
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.domain.school_year import Term


@dataclass(frozen=True, slots=True)
class Built:
    """A problem as a model: `take` is the choice of each option, `lie` of each arrangement.

    An option that can lie in one way alone has one choice for both. `wishes` are more than 0 where
    a liked wish is not met, by the id of the want.
    """

    problem: Problem
    model: Model
    take: tuple[int, ...]
    lie: tuple[int, ...]
    programs: ProgramTerms
    wishes: tuple[tuple[str, Terms], ...] = ()


def problem_of(
    situation: Situation,
    rules: Rules,
    auditing: AuditSettings,
    offers: Offers,
    wants: tuple[Want, ...] | None = None,
    *,
    pruned: bool = True,
) -> Problem:
    """Return what may be placed in the plan of the situation, and around what.

    `situation` holds the present plan, the sections of `offers` and the claims to their seats;
    `wants` are those of `wants_of`, and the pathways that the plan completes, unless others are
    given. Not `pruned` every course of the catalog is there, also what a must or a fixed time
    forbids: for explaining why nothing holds.
    """
    given = given_of(situation)
    if wants is None:
        wants = wants_of(situation.file, situation.catalog)
        wants = (*wants, *planned_pathways(situation, given, wants, auditing))
    asked = Problem(given, situation.plan, rules, auditing, wants, (), (), (), offers=offers)
    return _filled_in(asked, situation, is_pruned=pruned)


def whole_problem(problem: Problem) -> Problem:
    """Return the same question with every option, nothing pruned."""
    return (
        _filled_in(problem, _situation(problem), is_pruned=False) if problem.is_pruned else problem
    )


def with_dropped(problem: Problem, reasons: Iterable[Reason]) -> Problem:
    """Return the problem with these reasons given up besides those that are already.

    What is unlocked so may move, and what was left out for a reason given up is there again.
    """
    dropped = problem.dropped | frozenset(reasons)
    if dropped == problem.dropped:
        return problem
    asked = replace(problem, dropped=dropped)
    return _filled_in(asked, _situation(problem), is_pruned=problem.is_pruned)


def model_of(problem: Problem) -> Built:
    """Return the problem as choices, rows and goals."""
    draft = Draft()
    schedule = schedule_rows(draft, problem)
    programs = program_rows(draft, problem, schedule.take)
    goals.add(draft, problem, schedule, programs)
    model = without_dropped(draft, problem)
    wishes = tuple((unmet.want.id, unmet.terms) for unmet in schedule.unmet)
    return Built(problem, model, schedule.take, schedule.lie, programs, wishes)


def plan_of(built: Built, chosen: frozenset[int], new_uid: Callable[[], str]) -> Plan:
    """Return the plan in which the chosen arrangements lie, periods given out.

    `chosen` are places in `Problem.arrangements`. Placements that stay as they are keep their uid,
    and so do those of a course that moves.
    """
    return laid_out(built.problem, chosen, new_uid)


def without_dropped(draft: Draft, problem: Problem) -> Model:
    """Return the model without the rows of reasons that are given up."""
    if problem.dropped:
        draft.rows = [
            row
            for row in draft.rows
            if row.reason is None or not is_dropped(row.reason, problem.dropped)
        ]
    return draft.built()


def _situation(problem: Problem) -> Situation:
    return replace(problem.given, plan=problem.plan, recorded=problem.given.of_record)


def _filled_in(asked: Problem, situation: Situation, *, is_pruned: bool) -> Problem:
    """Return the problem with its terms, options and arrangements."""
    given, catalog = asked.given, asked.given.catalog
    file = given.file
    standing = standing_of(situation, given)
    terms = terms_ahead(file.student.graduation_year, given.day)
    named = asked_codes(file, catalog, asked.wants, standing)
    taught = taught_for(catalog, asked.offers, file.student, _home(given))
    needed = anywhere = with_prerequisites(named, given, catalog)
    if is_pruned:
        habits = habits_of(given, named, asked.rules.overflow_to, terms)
        codes = worth_an_option(given, asked.rules, asked.wants, habits, taught.by_day)
    else:
        codes = frozenset(course.code for course in catalog.courses)
        anywhere = codes
    finder = Finder(
        given,
        taught,
        bans_of(given, asked.wants, asked.dropped),
        last_begun(given.day),
        anywhere,
        _by_place(standing),
        is_pruned,
        asked.dropped,
        needed,
        marks_asked(needed, catalog, given.settings.thresholds),
    )
    finder.add(sorted(codes))
    return replace(
        asked,
        terms=terms,
        options=tuple(finder.options),
        arrangements=tuple(finder.arrangements),
        is_pruned=is_pruned,
    )


def _by_place(
    standing: Iterable[Standing],
) -> dict[tuple[str, int, tuple[Term, ...]], list[Standing]]:
    found: dict[tuple[str, int, tuple[Term, ...]], list[Standing]] = {}
    for one in standing:
        found.setdefault(one.where, []).append(one)
    return found


def _home(given: Situation) -> str:
    """Return the school where grades 9 to 12 are taught, "" for one that is not known yet."""
    return next((school for grade in GRADES if (school := given.home_school(grade))), "")
