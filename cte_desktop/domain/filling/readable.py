"""Which reasons of a clash are one thing to a person who reads it.

Two courses at one time clash in fall and in spring, on every weekday: that is one thing. Where
many requirements of graduation stand together, none of which says why alone, it is graduation; and
where many courses stand in each other's way, it is the week.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.graduation import PROGRAM as GRADUATION
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.clashes import CLASHES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_REQUIREMENTS = 2
"""Requirements of graduation that a clash names one by one; more are graduation as a whole."""
MOST_TIMES = 3
"""Clock clashes that are named one by one."""
GRADUATION_AS_A_WHOLE = Reason(
    Kind.RULE, "requirement_missing", values(program=GRADUATION, requirement="total")
)
CROWDED_WEEK = Reason(Kind.RULE, "time_clash")

_REQUIREMENTS = frozenset({"requirement_missing", "must_include_missing"})
_TIMES = frozenset({*CLASHES, "period_clash"})


def as_one(reason: Reason) -> Reason:
    """Return the reason that stands for this one: clock clashes of the same courses are one."""
    if reason.kind is not Kind.RULE or reason.id not in _TIMES:
        return reason
    about = dict(reason.about)
    if "course" not in about:
        return reason
    both = values(course=about["course"], other_course=about.get("other_course"))
    if "other_course" in about:
        return Reason(reason.kind, reason.id, both)
    hour = {key: about.get(key) for key in ("weekdays", "starts", "site", "period")}
    return Reason(reason.kind, reason.id, both + values(**hour))


def together(clash: Sequence[Reason]) -> Callable[[Reason], Reason] | None:
    """Return as what reasons are told where a clash names too many of them; None where it is short.

    All requirements of graduation as graduation, all clock clashes as one week that is too full.
    """
    requirements = sum(map(_is_requirement, clash)) > MOST_REQUIREMENTS
    times = sum(map(_is_time, clash)) > MOST_TIMES
    if not (requirements or times):
        return None

    def told_as(reason: Reason) -> Reason:
        if requirements and _is_requirement(reason):
            return GRADUATION_AS_A_WHOLE
        return CROWDED_WEEK if times and _is_time(reason) else as_one(reason)

    return told_as


def with_courses(clash: Sequence[Reason], before: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return a clash in which a crowded week names the courses of the clash that was too long."""
    found = {
        str(value)
        for reason in before
        if _is_time(reason)
        for key, value in reason.about
        if key in {"course", "other_course"}
    }
    named = replace(CROWDED_WEEK, about=values(courses=tuple(sorted(found))))
    return tuple(named if reason == CROWDED_WEEK else reason for reason in clash)


def _is_requirement(reason: Reason) -> bool:
    return reason.id in _REQUIREMENTS and dict(reason.about).get("program") == GRADUATION


def _is_time(reason: Reason) -> bool:
    return reason.kind is Kind.RULE and reason.id in _TIMES
