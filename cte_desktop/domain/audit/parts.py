"""The parts of an audit that depend on the same rules, and so become stale together.

Light to import, unlike the audits themselves.
"""

from __future__ import annotations

from enum import IntFlag
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Part(IntFlag):
    """Programs that depend on the same documents of the rules."""

    GRADUATION = 1
    AREAS = 2  # UC, CSU and the indicator, which rests on them
    OWN = 4  # the district's own programs
    PATHWAYS = 8


EVERY_PART = Part.GRADUATION | Part.AREAS | Part.OWN | Part.PATHWAYS
RULES_OF_PART: Mapping[Part, tuple[str, ...]] = MappingProxyType(
    {
        Part.GRADUATION: ("graduation",),
        Part.AREAS: ("ag",),
        # Their years count grades 7 and 8 as A-G does, their credits are earned as in graduation.
        Part.OWN: ("programs", "ag", "graduation"),
        Part.PATHWAYS: (),
    }
)
"""The documents of the rules on which a part depends."""


def part_of(program: str) -> Part:
    """Return the part that a program belongs to, by its id."""
    if program.startswith("pathway:"):
        return Part.PATHWAYS
    if program.startswith("district:"):
        return Part.OWN
    return Part.GRADUATION if program == "graduation" else Part.AREAS
