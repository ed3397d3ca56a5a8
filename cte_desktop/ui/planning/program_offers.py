"""The programs that can be tried out or added for a student, as lines of a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.added_programs import PATHWAY, can_be_added
from cte_desktop.ui.planning.program_choice import ProgramOffer
from cte_desktop.wording.nearness import nearness_text
from cte_desktop.wording.programs import program_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.nearest import Nearness
    from cte_desktop.services.cases import Case

_NEAREST = 5


def pathway_offers(case: Case, near: tuple[Nearness, ...]) -> tuple[ProgramOffer, ...]:
    """Return the pathways that the student isn't in: the nearest with their reasons, then all."""
    catalog = case.district.catalog
    others = [one for one in near if one.pathway not in case.file.pathways]
    best = [one for one in others if one.can_complete][:_NEAREST]
    first = [
        ProgramOffer(
            f"{PATHWAY}{one.pathway}", one.pathway, nearness_text(one, catalog), tr("Nearest")
        )
        for one in best
    ]
    rest = sorted(one.pathway for one in others if one not in best)
    heading = tr("Other pathways")
    return (*first, *(ProgramOffer(f"{PATHWAY}{name}", name, group=heading) for name in rest))


def added_offers(case: Case) -> tuple[ProgramOffer, ...]:
    """Return the programs that can be added for the student: the district's own, then pathways."""
    own, pathways = tr("Programs of the district"), tr("Pathways")
    return tuple(
        ProgramOffer(
            program,
            program_title(program),
            group=pathways if program.startswith(PATHWAY) else own,
        )
        for program in can_be_added(case)
    )
