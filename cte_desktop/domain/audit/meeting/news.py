"""What is new about a student since an earlier day: one thing a line, the gravest first.

Codes and values alone; `wording/meeting.py` makes the sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.findings import Finding, Values


class NewsKind(StrEnum):
    """What kind of thing is new; the order is the order on screen."""

    FAILED = "failed"
    PROBLEM_NEW = "problem_new"
    REPEATED = "repeated"
    PROBLEM_GONE = "problem_gone"
    PASSED = "passed"
    BEGUN = "begun"
    CREDITS = "credits"
    JOINED = "joined"
    LEFT = "left"
    GOAL = "goal"
    MAJOR = "major"
    SCHOOL = "school"
    LIVED = "lived"  # an experience: a workshop, a certification
    DECIDED = "decided"  # an exception that was approved
    PLAN = "plan"  # by whom the plan was changed


@dataclass(frozen=True, slots=True)
class News:
    """One new thing: `values` is what its sentence needs, `finding` what came or went."""

    kind: NewsKind
    values: Values = ()
    finding: Finding | None = None
    day: date | None = None

    @property
    def is_good(self) -> bool | None:
        """Tell whether it is good news; None for what is neither."""
        if self.kind in {NewsKind.FAILED, NewsKind.PROBLEM_NEW}:
            return False
        good = {NewsKind.REPEATED, NewsKind.PROBLEM_GONE, NewsKind.PASSED, NewsKind.CREDITS}
        return True if self.kind in good else None

    def about(self, key: str) -> object:
        """Return the value under `key`, or None."""
        return dict(self.values).get(key)
