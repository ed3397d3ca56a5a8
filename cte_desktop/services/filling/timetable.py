"""What plans may be filled from: sections of the years ahead and the claims to their seats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.sections.offers import Offers, SectionKey
    from cte_desktop.domain.planning.sections.seats.open_order import Claim


@dataclass(frozen=True, slots=True)
class Timetable:
    """The sections of the years ahead that students may choose from, and the claims to seats."""

    offers: Offers
    sections: Mapping[SectionKey, Section]
    claims: Mapping[SectionKey, tuple[Claim, ...]]
