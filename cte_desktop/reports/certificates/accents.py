"""The colours that a template may choose for frame and headings."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from cte_desktop.reports.style import COLOURS


@dataclass(frozen=True, slots=True)
class Accent:
    """A colour, a pale one for the rosette, and a dark one for the title."""

    main: str
    soft: str
    strong: str


ACCENTS = MappingProxyType(
    {
        "teal": Accent(COLOURS["accent"], COLOURS["accent_soft"], COLOURS["accent_strong"]),
        "navy": Accent("#24477f", "#e3eaf5", "#16305c"),
        "burgundy": Accent("#822339", "#f6e6ea", "#5c1426"),
        "forest": Accent("#2c6138", "#e3f0e6", "#1b4425"),
        "plum": Accent("#643f80", "#efe8f5", "#462a5c"),
        "graphite": Accent("#464d54", "#eaecee", "#2a2f34"),
    }
)
