"""The part of looking for plans that no longer fit that any process can do.

Light to import: a child needs neither the store's library nor the window's.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.misfits import misfits_of
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.storage.raw_files import files_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.misfit_records import Misfit, Surroundings
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.student import Student


@dataclass(frozen=True, slots=True)
class PlanningGround:
    """What every plan is held against: the same for all students of a run."""

    catalog: Catalog
    sections: Mapping[tuple[int, str], Section]
    planning: PlanningSettings
    day: date
    around: Surroundings


@dataclass(frozen=True, slots=True)
class Looked:
    """A student whose active plan no longer fits, with that plan as it was looked at."""

    student: Student
    plan: Plan
    misfits: tuple[Misfit, ...]


LookedAt = tuple[int, tuple[Looked, ...]]
"""How many students a block had, and those with something to say."""


def misfits_job(ground: PlanningGround) -> Callable[[bytes], LookedAt]:
    """Return what looks at a block of packed files (`standing_work.packed`)."""

    def answer(block: bytes) -> LookedAt:
        looked = 0
        found: list[Looked] = []
        for situation in situations(ground, marshal.loads(block)):  # noqa: S302 - our own rows
            looked += 1
            misfits = misfits_of(situation, ground.around)
            if misfits and situation.plan is not None:
                found.append(Looked(situation.file.student, situation.plan, misfits))
        return looked, tuple(found)

    return answer


def situations(ground: PlanningGround, raw: tuple[object, ...]) -> Iterator[Situation]:
    """Yield the situation of each student in rows of the store, with the active plan."""
    for _, file, plan in files_from(raw):
        yield Situation(file, plan, ground.catalog, ground.sections, ground.planning, ground.day)
