"""Which reasons of a clash are one thing to a person who reads it.

Two courses at one time clash in fall and in spring, on every weekday: that is one thing. And where
many requirements of graduation stand together, none of which says why alone, it is graduation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.graduation import PROGRAM as GRADUATION
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.clashes import CLASHES

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_REQUIREMENTS = 2
"""Requirements of graduation that a clash names one by one; more are graduation as a whole."""
WHOLE = "total"
"""The requirement that stands for all of them."""

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


def as_graduation(reason: Reason) -> Reason:
    """Return the reason of which all requirements of graduation are one."""
    about = dict(reason.about)
    if reason.id in _REQUIREMENTS and about.get("program") == GRADUATION:
        whole = values(program=GRADUATION, requirement=WHOLE)
        return Reason(reason.kind, "requirement_missing", whole)
    return as_one(reason)


def is_crowded(clash: Sequence[Reason]) -> bool:
    """Tell whether a clash names so many requirements of graduation that nobody reads them."""
    whole = as_graduation
    return sum(whole(r) != as_one(r) for r in clash) > MOST_REQUIREMENTS
