"""What is to be decided about a plan now: ranked by what closes first and weighs most."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.findings import Finding, Fix, Values

MOST = 3
"""What can be decided in a meeting of five minutes."""


class DecisionKind(StrEnum):
    """What kind of decision it is."""

    GRADUATION = "graduation"  # something that must be fixed to graduate
    MUST_FIX = "must_fix"  # another thing that must be fixed
    LAST_CHANCE = "last_chance"  # of a pathway: one school year is left
    ONE_COURSE = "one_course"  # a pathway lacks a single course
    PATHWAY = "pathway"  # a pathway lacks more
    GOAL_AREAS = "goal_areas"  # the goal asks for courses that are missing
    EMPTY_YEAR = "empty_year"  # a year to come is not planned
    NO_PATHWAY = "no_pathway"
    ANSWER = "answer"  # the family has not answered what was proposed
    SIGN = "sign"
    SIGN_AGAIN = "sign_again"  # the plan was changed since it was signed
    REMINDER = "reminder"
    MISFIT = "misfit"  # the plan no longer fits the record
    WARNING = "warning"
    GOAL = "goal"  # nobody wrote down what comes after school


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide: why (`finding`, or the kind with its values), until when, and its ways.

    `closes` is the last day on which it can still be decided so, None for no such day. `fixes` are
    carried out at once; `action` is the id of what is opened for it, "" for none. `more` further
    findings are about the same.
    """

    kind: DecisionKind
    weight: int
    values: Values = ()
    finding: Finding | None = None
    closes: date | None = None
    fixes: tuple[Fix, ...] = ()
    action: str = ""
    more: int = 0

    def about(self, key: str) -> object:
        """Return the value under `key`, or None."""
        return dict(self.values).get(key)
