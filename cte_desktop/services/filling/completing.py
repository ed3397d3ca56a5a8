"""Which pathways a student could still complete, each with the plan that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.school_year import Term
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Completable:
    """A pathway that can still be completed, when at the earliest, and the plan that does it.

    `courses` are the codes of its courses that the plan still has to place, in order of time.
    """

    pathway: str
    school_year: int
    grade_level: int
    term: Term
    courses: tuple[str, ...]
    proposal: Proposal


def could_complete(
    desk: Desk,
    student: str | Case,
    *,
    told: Callable[[Completable], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Completable, ...]:
    """Return the pathways that can still be completed beside graduation, the earliest first.

    `told` hears of each as it is found. What was found until then is returned when `cancelled`.
    """
    raise NotImplementedError
