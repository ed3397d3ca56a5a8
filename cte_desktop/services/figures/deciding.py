"""The completions of every year: kept ones, and anew in memory whatever isn't current.

The decision is that of `awards/finding.py`: by the audit of the pathways that a student is signed
up for or has had added. So a database that is only read gives the figures that it would give after
its standings were worked out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.district_programs import added_pathways
from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.catalog.course import Level
from cte_desktop.services.awards.finding import decide_pathways
from cte_desktop.services.standings import present_basis
from cte_desktop.storage import figures as store
from cte_desktop.storage.certificates.candidates import stale_students
from cte_desktop.storage.figures import KeptCompletion
from cte_desktop.storage.pathway_files import pathway_files

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.completion.finding import Decided
    from cte_desktop.services.desk import Desk, District
    from cte_desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Reached:
    """Every completion; `stale` students have standings that are not current.

    With `decided` they were decided anew and are right; without, they count as kept.
    """

    completions: tuple[KeptCompletion, ...]
    stale: int
    decided: bool


def completions_reached(tx: Transaction, desk: Desk, *, exact: bool) -> Reached:
    """Return every completion; `exact` decides anew whose standings are not current."""
    day = desk.today()
    stale = stale_students(tx, present_basis(tx, day), Part.PATHWAYS)
    kept = store.kept_completions(tx)
    if not exact or not stale:
        return Reached(tuple(kept), len(stale), decided=exact)
    current = [one for one in kept if one.student not in stale]
    anew = _decided_now(tx, desk.district(), stale, day)
    return Reached((*current, *anew), len(stale), decided=True)


def capstones(district: District) -> frozenset[str]:
    """Return the codes of all capstone courses, of every class."""
    steps = district.catalog.steps
    return frozenset(step.course_code for step in steps if step.level is Level.CAPSTONE)


def _decided_now(
    tx: Transaction, district: District, stale: frozenset[int], day: date
) -> list[KeptCompletion]:
    looked = store.may_have_completed(tx, stale, capstones(district))
    found = []
    for key, file in pathway_files(tx, looked, district.catalog):
        names = (*file.pathways, *added_pathways(file))
        try:
            decided = decide_pathways(file, names, district, day)
        except Exception:  # noqa: BLE001, S112 - one student's fault holds up nobody else
            continue
        found += [_kept(key, one) for one in decided if one.decision.completed]
    return [one for one in found if one.completed_in]


def _kept(key: int, one: Decided) -> KeptCompletion:
    return KeptCompletion(key, one.decision.pathway, one.decision.completed_in or 0)
