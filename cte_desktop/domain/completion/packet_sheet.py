"""The packet for a family: a letter, the four-year plan and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.audit.findings_sheet import FindingsSheet
    from cte_desktop.domain.audit.plan_sheet import PlanSheet
    from cte_desktop.domain.completion.forecast.letter import FamilyLetter


@dataclass(frozen=True, slots=True)
class PacketSheet:
    """The papers of one student's packet; all of them in the language of the letter."""

    letter: FamilyLetter
    plan: PlanSheet
    findings: FindingsSheet

    @property
    def language(self) -> str:
        """Return the code of the language that the family reads."""
        return self.letter.language
