"""Whether explorers of grades 7 and 8 enter and complete pathways more often, from what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.completion.forecast.explorers import Explorer, ExplorerLine, explorer_lines
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.standings import present_basis
from cte_desktop.storage import forecast as forecast_store
from cte_desktop.storage import standings as standing_store

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk

_GRADES_OF_HIGH_SCHOOL = 4


@dataclass(frozen=True, slots=True)
class ExplorerSheet:
    """The lines by class; `stale` students have standings that are not current."""

    lines: tuple[ExplorerLine, ...]
    stale: int


def explorer_sheet(desk: Desk) -> ExplorerSheet:
    """Return what became of the students who are in high school now, or were."""
    youngest = school_year_of(desk.today()) + _GRADES_OF_HIGH_SCHOOL
    with desk.database.reading() as tx:
        rows = forecast_store.explorers(tx, youngest)
        basis = present_basis(tx, desk.today())
        stale = standing_store.count_due(tx, basis, Part.PATHWAYS)
    lines = explorer_lines(
        Explorer(one.uid, one.entry_class, one.opinion, bool(one.entered), bool(one.completed))
        for one in rows
    )
    return ExplorerSheet(lines, stale)
