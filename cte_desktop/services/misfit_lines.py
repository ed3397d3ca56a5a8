"""What no longer fits in a student's plan, in words, and what a person chooses of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.wording.misfits import asks_text, misfit_text, repair_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.misfit_records import Misfit, MisfitKind, Repair
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.services.misfit_work import Looked


@dataclass(frozen=True, slots=True)
class Offer:
    """A repair in words; `asks` says why a person has to choose it, "" if it may be applied."""

    repair: Repair
    text: str
    asks: str


@dataclass(frozen=True, slots=True)
class PlanMisfit:
    """Something in a student's active plan that no longer fits; the recommended offer is first.

    `plan` is the plan as it was looked at: a repair of another one is refused.
    """

    uid: str
    student_id: str
    name: str
    name_key: str
    school: str
    grade_level: int
    plan: Plan
    misfit: Misfit
    text: str
    offers: tuple[Offer, ...]

    @property
    def kind(self) -> MisfitKind:
        """Return why it no longer fits."""
        return self.misfit.kind

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """Return what tells it from every other one."""
        return (self.uid, self.misfit.kind.value, self.misfit.placements)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A repair that a person wants for something that no longer fits."""

    misfit: PlanMisfit
    repair: Repair


def lines(one: Looked, catalog: Catalog) -> Iterator[PlanMisfit]:
    """Yield what was found in a student's plan, in words."""
    student = one.student
    for misfit in one.misfits:
        offers = tuple(
            Offer(repair, repair_text(repair, catalog, misfit), asks_text(repair.because))
            for repair in misfit.repairs
        )
        yield PlanMisfit(
            student.uid,
            student.student_id,
            student.list_name,
            student.name_key,
            student.school,
            student.grade_level,
            one.plan,
            misfit,
            misfit_text(misfit, catalog),
            offers,
        )
