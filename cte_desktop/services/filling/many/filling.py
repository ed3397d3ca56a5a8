"""Filling the plans of a selection: worked out on two processes, kept as one step.

Everything is worked out before anything is written. Students are answered in a fixed order (the
higher grade first, then by student id) and seats are handed out in that order, so that the same
selection always gets the same plans.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cte_desktop.domain.filling.answer import Filled
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.many.keeping import KeptMany


class Outcome(StrEnum):
    """What filling came to for a student."""

    FILLED = "filled"  # a plan other than the present one
    UNCHANGED = "unchanged"  # the present plan is the best already
    SIGNED = "signed"  # a plan that is signed: kept only when it is asked for by name
    IMPOSSIBLE = "impossible"  # there is no valid plan: see why


@dataclass(frozen=True, slots=True)
class StudentFill:
    """What a student of the selection would get, or why there is no plan.

    `added`, `moved` and `removed` count courses (a year course once). `why` is a sentence about
    the clash ("" when there is a plan), `ways_out` a sentence for each way, the cheapest first.
    """

    uid: str
    student_id: str
    name: str
    grade_level: int
    school: str
    outcome: Outcome
    before: Plan | None
    after: Plan | None
    filled: Filled
    added: int = 0
    moved: int = 0
    removed: int = 0
    brings: str = ""
    why: str = ""
    ways_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ManyFills:
    """What filling a selection would do; `cancelled` when not everybody was answered."""

    students: tuple[StudentFill, ...]
    asked: int
    cancelled: bool = False

    def of(self, outcome: Outcome) -> tuple[StudentFill, ...]:
        """Return those for whom it came to that."""
        return tuple(one for one in self.students if one.outcome is outcome)


def fill_many(
    desk: Desk,
    uids: Sequence[str],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ManyFills:
    """Return what each of those students would get; nothing is written.

    `progress` is told (done, of how many). When `cancelled` says so it ends within 200 ms with what
    is done until then, so that a person may keep that or nothing.
    """
    raise NotImplementedError


def keep_many(
    desk: Desk,
    fills: ManyFills,
    *,
    only: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> KeptMany:
    """Store the filled plans (of the uids in `only`, else all `FILLED`) as one step.

    A plan that was changed since it was looked at, and one that names a section without a seat by
    now, is kept apart with the reason.
    """
    raise NotImplementedError


def select(
    desk: Desk, *, without_plan: bool = False, grade: int | None = None, school: str = ""
) -> tuple[str, ...]:
    """Return the uids of current students in grades 8 to 12 of whom all that is said holds."""
    raise NotImplementedError
