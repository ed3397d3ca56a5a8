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
    SCHEDULE = 16  # what the rules of the schedule say of the plan, and whether it fits the record


OF_PROGRAMS = Part.GRADUATION | Part.AREAS | Part.OWN | Part.PATHWAYS
"""The parts that say how students stand in programs."""
EVERY_PART = OF_PROGRAMS | Part.SCHEDULE
RULES_OF_PART: Mapping[Part, tuple[str, ...]] = MappingProxyType(
    {
        Part.GRADUATION: ("graduation",),
        Part.AREAS: ("ag",),
        # Their years count grades 7 and 8 as A-G does, their credits are earned as in graduation.
        Part.OWN: ("programs", "ag", "graduation"),
        Part.PATHWAYS: (),
        Part.SCHEDULE: (),
    }
)
"""The documents of the rules on which a part depends."""


MUST_FIX = "must_fix:"
MUST_FIX_OF: Mapping[Part, str] = MappingProxyType(
    {
        Part.GRADUATION: f"{MUST_FIX}graduation",
        Part.AREAS: f"{MUST_FIX}areas",
        Part.PATHWAYS: f"{MUST_FIX}pathways",
        Part.SCHEDULE: f"{MUST_FIX}schedule",
    }
)
"""What a student has a kept row under while a part has something that must be fixed."""
MISFIT = "misfit"
"""What a student has a kept row under whose plan no longer fits the record."""
NO_PROGRAMS = (*MUST_FIX_OF.values(), MISFIT)


def part_of(program: str) -> Part:
    """Return the part that a program belongs to, by its id."""
    if program == MISFIT:
        return Part.SCHEDULE
    for part, name in MUST_FIX_OF.items():
        if program == name:
            return part
    if program.startswith("pathway:"):
        return Part.PATHWAYS
    if program.startswith("district:"):
        return Part.OWN
    return Part.GRADUATION if program == "graduation" else Part.AREAS
