"""All rules of the schedule, one after the other. A new rule is one function in `CHECKS`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Finding, in_order
from cte_desktop.domain.planning.clashes import time_clashes
from cte_desktop.domain.planning.load import load_findings, repeat_findings
from cte_desktop.domain.planning.offering import offering_findings
from cte_desktop.domain.planning.order import prerequisite_findings
from cte_desktop.domain.planning.placeholders import placeholder_findings
from cte_desktop.domain.planning.sections.rules.college import college_findings
from cte_desktop.domain.planning.sections.rules.empty_periods import empty_period_findings
from cte_desktop.domain.planning.sections.rules.known_times import time_findings
from cte_desktop.domain.planning.sections.rules.wished_hours import wish_findings
from cte_desktop.domain.planning.sections.seats.checks import seat_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cte_desktop.domain.planning.situation import Situation

CHECKS: tuple[Callable[[Situation], Iterator[Finding]], ...] = (
    time_clashes,
    prerequisite_findings,
    offering_findings,
    repeat_findings,
    load_findings,
    time_findings,
    college_findings,
    empty_period_findings,
    seat_findings,
    wish_findings,
    placeholder_findings,
)


def conflicts(situation: Situation) -> tuple[Finding, ...]:
    """Return everything that the rules of the schedule have to say about a student's plan."""
    return in_order(finding for check in CHECKS for finding in check(situation))
