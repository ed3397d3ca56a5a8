"""How paper looks: the colours of the window's light theme, and the sizes of type in points.

The values repeat `ui/theme.py`, since reports never import the window; a test holds them together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cte_desktop.reports.fonts import Face

COLOURS = {
    "text": "#182222",
    "text_muted": "#546161",
    "line": "#dce2e2",
    "line_strong": "#839090",
    "surface": "#f5f7f7",
    "raised": "#ffffff",
    "accent": "#0d6666",
    "accent_soft": "#dbedec",
    "accent_strong": "#084c4c",
    "earned": "#1f7148",
    "in_progress": "#1f6ea6",
    "planned": "#5d6b78",
    "planned_soft": "#e6eaee",
    "missing": "#839090",
    "extended_day": "#77489b",
    "extended_day_soft": "#f4eef9",
    "must_fix": "#b01c2e",
    "warning": "#855400",
    "information": "#2862a3",
    "met": "#1d7048",
    "must_fix_soft": "#fcecea",
    "warning_soft": "#fcf2dd",
    "information_soft": "#e9f1fa",
    "met_soft": "#e4f3ea",
}

# Plain paper, in points.
LETTER = (612.0, 792.0)
MARGIN = 36.0
GAP = 12.0
FOOT = 36.0  # kept free at the bottom for the footer
RADIUS = 3.0


@dataclass(frozen=True, slots=True)
class Type:
    """A way to set text: face, size in points and colour (see `components`)."""

    face: Face
    size: float
    colour: str = "text"


TITLE = Type(Face.BOLD, 22)
KIND = Type(Face.SEMIBOLD, 12, "accent")
HEADING = Type(Face.SEMIBOLD, 11.5, "accent_strong")
SUBHEADING = Type(Face.SEMIBOLD, 9.5)
BODY = Type(Face.REGULAR, 8.5)
BODY_STRONG = Type(Face.SEMIBOLD, 8.5)
VALUE = Type(Face.MEDIUM, 9)
CAPTION = Type(Face.REGULAR, 7, "text_muted")
SMALL = Type(Face.REGULAR, 7.5)
SMALL_MUTED = Type(Face.REGULAR, 7.5, "text_muted")
SMALL_STRONG = Type(Face.SEMIBOLD, 7.5)
FOOTER = Type(Face.REGULAR, 7.5, "text_muted")


@cache
def components(colour: str) -> str:
    """Return a colour of `COLOURS`, or one written like them, as the numbers of a PDF operator."""
    code = colour if colour.startswith("#") else COLOURS[colour]
    return " ".join(f"{int(code[i : i + 2], 16) / 255:.3f}" for i in (1, 3, 5))
