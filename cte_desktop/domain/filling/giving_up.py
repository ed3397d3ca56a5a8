"""What can be given up of a plan's reasons, what that is called and what it costs.

Rules of the schedule can't be given up: two classes at one time stay two classes at one time. A
wish can be softened, what a default or a "no" forbids allowed, a placement unlocked, a fixed time
freed, another pathway chosen, and in the end a requirement left open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.building import problem_of, with_dropped
from cte_desktop.domain.filling.model import Kind
from cte_desktop.domain.filling.wants import ALLOWED, Strength
from cte_desktop.domain.findings import values

if TYPE_CHECKING:
    from cte_desktop.domain.filling.answer import WayOut
    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.findings import Values

_LEFT_OPEN = frozenset({"requirement_missing", "must_include_missing"})
_LAST_RANK = 20  # wishes of a lower rank cost the same

# Prices by kind, far enough apart that one of a dearer kind outweighs each of a cheaper one.
ALLOW = 10
SOFTEN = 20  # and one more for each rank up: 20 to 39
UNLOCK = 50
FREE_TIME = 60
OTHER_PATHWAY = 80
NO_PATHWAY = 90
LEAVE_OPEN = 120


@dataclass(frozen=True, slots=True)
class GivenUp:
    """One reason given up: the verb of a `WayOut` with its arguments, and the price."""

    do: str
    args: Values
    cost: int


def given_up(problem: Problem, reason: Reason) -> GivenUp | None:
    """Return what giving a reason up is, None for what can't be given up."""
    match reason.kind:
        case Kind.WISH:
            return _wish(next((w for w in problem.wants if w.id == reason.id), None), reason)
        case Kind.PLACEMENT:
            grade, term, course = reason.id.split(":", 2)
            args = values(grade_level=int(grade), term=term, course=course)
            return GivenUp("unlock", args, UNLOCK)
        case Kind.BUSY:
            return GivenUp("free_time", values(busy=reason.id), FREE_TIME)
        case Kind.RULE if reason.id in _LEFT_OPEN:
            about = dict(reason.about)
            args = values(program=about.get("program"), requirement=about.get("requirement"))
            return GivenUp("leave_open", args, LEAVE_OPEN)
        case _:
            return None


def after(problem: Problem, way: WayOut) -> Problem:
    """Return the problem in which a way out is taken."""
    if way.do != "other_pathway":
        return with_dropped(problem, way.dropped)
    pathway = str(dict(way.args)["pathway"])
    gone = {reason.id for reason in way.dropped}
    return with_other_pathway(problem, gone, pathway)


def with_other_pathway(problem: Problem, gone: set[str], pathway: str) -> Problem:
    """Return the problem in which a pathway is wanted in the place of the wants of these ids."""
    wants: list[Want] = []
    for want in problem.wants:
        if want.id not in gone:
            wants.append(want)
        elif all(one.value != pathway or one.kind != "pathway" for one in wants):
            wants.append(replace(want, value=pathway, by_grade=None))
    given = problem.given
    situation = replace(given, plan=problem.plan, recorded=given.of_record)
    asked = problem_of(
        situation,
        problem.rules,
        problem.auditing,
        problem.offers,
        tuple(wants),
        pruned=problem.is_pruned,
    )
    return with_dropped(asked, problem.dropped)


def _wish(want: Want | None, reason: Reason) -> GivenUp:
    args = values(wish=reason.id)
    if want is None:
        return GivenUp("drop_wish", args, SOFTEN)
    if want.kind == "pathway" and want.strength is not Strength.NO:
        return GivenUp("soften_wish", args, NO_PATHWAY)
    if want.kind in ALLOWED and not (want.allows and want.most_evenings is None):
        # What nobody noted is the cheapest to allow; a noted "no" is a wish like any other.
        return GivenUp("allow", args, SOFTEN + _dear(want) if want.rank else ALLOW)
    if want.strength is Strength.NO or want.kind == "avoid":
        return GivenUp("drop_wish", args, SOFTEN + _dear(want))
    return GivenUp("soften_wish", args, SOFTEN + _dear(want))


def _dear(want: Want) -> int:
    return _LAST_RANK - min(want.rank or _LAST_RANK, _LAST_RANK)
