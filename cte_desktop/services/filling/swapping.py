"""Adding, swapping or dropping a course in the plans of many, with a preview and one undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.school_year import Term
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.many.keeping import KeptMany


@dataclass(frozen=True, slots=True)
class Swap:
    """A change for many: `course` gives way to `by`; without `course` it is added, without `by`
    dropped. `grade_level` (and `term`, None for a whole year or any) say where; None is everywhere.
    """

    course: str
    by: str
    grade_level: int | None = None
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class StudentSwap:
    """What a swap would do to a student's plan; `after` None when it can't be done.

    `why` says why not ("" else); `new` are the findings that the changed plan has and the present
    one hasn't, the gravest first, `gone` those that it no longer has.
    """

    uid: str
    student_id: str
    name: str
    grade_level: int
    school: str
    before: Plan | None
    after: Plan | None
    why: str = ""
    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Swaps:
    """What a swap would do to everybody it concerns, by student id."""

    swap: Swap
    students: tuple[StudentSwap, ...]
    cancelled: bool = False


def preview_swap(
    desk: Desk,
    uids: Sequence[str],
    swap: Swap,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Swaps:
    """Return what a swap would do; students whom it doesn't concern are left out."""
    raise NotImplementedError


def apply_swap(
    desk: Desk,
    swaps: Swaps,
    *,
    only: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> KeptMany:
    """Store the changed plans (of the uids in `only`, else all but signed ones) as one step."""
    raise NotImplementedError
