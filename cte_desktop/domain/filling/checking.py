"""The judge of a filled plan: the rules of schedule and programs that every other plan obeys.

Nothing here knows of models or solvers. What stands already without the filling (a clash in the
present term, a course taken too early) is no fault of it; all that comes with the filled plan is.
Only what was asked for is audited, so that a plan is judged while another one is being made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.judging import judged
from cte_desktop.domain.filling.model import Kind
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.grades import at_least
from cte_desktop.domain.planning.assigned_again import assigned_again, is_assigned_again
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.semesters import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.filling.judging import Judged
    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.findings import Finding, Value
    from cte_desktop.domain.planning.plan import Placement, Plan
    from cte_desktop.domain.planning.situation import Situation

FORBIDDEN = frozenset(
    {
        "time_clash",
        "travel_clash",
        "travel_unknown",
        "period_clash",
        "prerequisite_missing",
        "prerequisite_mark",
        "prerequisite_order",
        "corequisite_missing",
        "grade_range",
        "term_not_offered",
        "repeated_course",
        "overload",
        "seat_full",
        "section_gone",
        "section_double",
        "site_without_course",
        "bell_missing",
        "time_missing",
        "college_too_early",
        "pathway_out_of_order",
        "empty_period_51228_1",
        "repeat_51228_2",
        "not_in_record",
    }
)
"""What a filled plan may not bring about, however grave the finding is elsewhere."""
OF_THE_CLOCK = frozenset({"outside_wished_hours", "no_lunch"})
"""Wishes of the clock: forbidden where the wish is a must, which makes the finding one to fix."""

_BEFORE = ("prerequisite_", "corequisite_")
_REPEATS = frozenset({"repeated_course", "repeat_51228_2"})
_KEPT = "filling.checking"  # under which a problem keeps what stands without the filling


@dataclass(frozen=True, slots=True)
class Unmet:
    """A wanted program that the plan does not complete, with the requirements still open.

    `requirements` are the innermost that are not met, each with those around it: ("D", "D.lab").
    """

    want: Want
    program: str
    requirements: tuple[tuple[str, ...], ...]

    @property
    def is_must(self) -> bool:
        """Tell whether a plan without it is no answer."""
        return self.want.strength is Strength.MUST


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules say of a filled plan: nothing, when it is valid.

    `findings` are forbidden and come with the filling; `lost` are placements that had to stay as
    they are (begun or locked) and did not; `values` tell when each wanted pathway ends.
    """

    findings: tuple[Finding, ...]
    unmet: tuple[Unmet, ...]
    values: tuple[tuple[str, int], ...]
    lost: tuple[Placement, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Tell whether the plan may be shown: no rule broken, every must met."""
        return not (self.findings or self.lost or any(one.is_must for one in self.unmet))


def faults(problem: Problem, plan: Plan, *, at_a_glance: bool = False) -> Checked:
    """Return what the rules of schedule and programs say of a plan that fills the problem.

    What the problem drops on trial is held against nobody. `at_a_glance` programs that are only
    liked are not looked at, and a must may seem open that a longer look would find met.
    """
    situation = situation_with(problem, plan)
    programs = judged(problem, situation, at_a_glance=at_a_glance)
    found = (
        *(f for f in conflicts(situation) if _is_forbidden(f)),
        *_assigned_again(situation),
        *programs.findings,
    )
    fresh = tuple(
        finding
        for finding in found
        if _key(finding) not in _standing(problem)
        and not _is_dropped(finding, problem.dropped)
        and not _is_allowed(finding, situation, problem)
    )
    return Checked(fresh, _unmet(programs, problem), programs.ends, _lost(problem, plan))


def situation_with(problem: Problem, plan: Plan) -> Situation:
    """Return the student's situation with the plan; fixed times that are dropped bind nobody."""
    given = problem.given
    dropped = {reason.id for reason in problem.dropped if reason.kind is Kind.BUSY}
    file = given.file
    if dropped:
        kept = (b for row, b in enumerate(file.busy, start=1) if str(row) not in dropped)
        file = replace(file, busy=tuple(kept))
    return replace(given, file=file, plan=plan, recorded=given.of_record)


def _standing(problem: Problem) -> frozenset[object]:
    """Return what the rules say without the filling; worked out once for a problem."""
    kept: frozenset[object] | None = problem.__dict__.get(_KEPT)
    if kept is None:
        given = problem.given
        found = (*conflicts(given), *_assigned_again(given), *judged(problem, given).findings)
        kept = problem.__dict__[_KEPT] = frozenset(map(_key, found))
    return kept


def _key(finding: Finding) -> object:
    """Return what makes a finding the same as before; an overload must not grow either.

    What lacks a prerequisite now lacks it still when that course is planned later.
    """
    more = finding.values if finding.code == "overload" else ()
    code = "prerequisite" if finding.code.startswith(_BEFORE) else finding.code
    return (code, finding.subject, more)


def _is_forbidden(finding: Finding) -> bool:
    if finding.code in OF_THE_CLOCK:
        return finding.severity is Severity.MUST_FIX
    return finding.code in FORBIDDEN


def _is_dropped(finding: Finding, dropped: Iterable[Reason]) -> bool:
    """Tell whether the finding is of a rule that is given up on trial, about the same things."""
    about: dict[str, Value] = {}
    for reason in dropped:
        if reason.kind is Kind.RULE and reason.id == finding.code:
            about = about or dict(finding.values + finding.subject)
            if all(about.get(key) == value for key, value in reason.about):
                return True
    return False


def _assigned_again(situation: Situation) -> Iterator[Finding]:
    """Yield what is planned again although it was passed well enough (Education Code 51228.2)."""
    for code, taken in situation.by_course.items():
        earned = [s for s in taken if s.state is State.EARNED]
        if not earned or len(earned) == len(taken):
            continue
        course = situation.catalog.course(code)
        limit = situation.settings.thresholds.ag
        for semester in taken:
            ahead = semester.state is State.PLANNED
            if ahead and is_assigned_again(semester, earned, course, limit):
                yield assigned_again(semester)
                break


def _is_allowed(finding: Finding, situation: Situation, problem: Problem) -> bool:
    """Tell whether what a rule warns of is what is wanted here."""
    if finding.code in _REPEATS:
        return _makes_good(finding, situation, problem)
    if finding.code == "empty_period_51228_1":
        periods = finding.about("periods")
        return isinstance(periods, tuple) and len(periods) <= _free_periods(problem)
    return False


def _free_periods(problem: Problem) -> int:
    """Return how many periods of a term are wanted free."""
    wished = (w.value for w in problem.wants if w.kind == "free_period" and w.strength != "no")
    return max((int(one) for one in wished if one.isascii() and one.isdigit()), default=0)


def _makes_good(finding: Finding, situation: Situation, problem: Problem) -> bool:
    """Tell whether a course is repeated because its mark is too low for what comes after it."""
    code = finding.about("course")
    marks = [
        s.mark for s in situation.by_course.get(str(code), ()) if s.state is State.EARNED and s.mark
    ]
    asked = set(_marks_asked(str(code), situation, problem))
    return any(not at_least(mark, limit) for mark in marks for limit in asked)


def _marks_asked(code: str, situation: Situation, problem: Problem) -> Iterator[str]:
    for taken in situation.by_course:
        course = situation.catalog.course(taken)
        for needs in course.prerequisites.alternatives if course is not None else ():
            yield from (n.minimum_mark for n in needs if n.course_code == code and n.minimum_mark)
    if code in situation.catalog.steps_by_course:
        yield problem.auditing.thresholds.concentrator
        yield problem.auditing.thresholds.capstone


def _unmet(programs: Judged, problem: Problem) -> tuple[Unmet, ...]:
    given_up = {
        (str(dict(r.about).get("program", "")), str(dict(r.about).get("requirement", "")))
        for r in problem.dropped
        if r.kind is Kind.RULE
    }
    wishes = {reason.id for reason in problem.dropped if reason.kind is Kind.WISH}
    found = []
    for want, program, paths in programs.open:
        left = tuple(p for p in paths if not any((program, name) in given_up for name in p))
        if left and want.id not in wishes:
            found.append(Unmet(want, program, left))
    return tuple(found)


def _lost(problem: Problem, plan: Plan) -> tuple[Placement, ...]:
    """Return the placements that had to stay where they are and are there no more."""
    there = {(name_of(p), section) for p in plan.placed for section in ("", p.section_id)}
    free = {reason.id for reason in problem.dropped if reason.kind is Kind.PLACEMENT}
    begun = problem.given.plan.placed if problem.given.plan is not None else ()
    held = [
        placement
        for option in problem.options
        if option.locked and name_of(option.locked[0]) not in free
        for placement in option.locked
    ]
    return tuple(
        p for p in dict.fromkeys((*begun, *held)) if (name_of(p), p.section_id) not in there
    )


def name_of(placement: Placement) -> str:
    """Return what a placement is called: GRADE:TERM:COURSE, as locked ones are among reasons."""
    spot = placement.spot
    if spot is None:
        return placement.course_code
    return f"{spot.grade_level}:{spot.term.value}:{placement.course_code}"
