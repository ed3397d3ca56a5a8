"""Cords and seals in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.papers import listed
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

COLOURS = {
    "black": noop("black"),
    "dark green": noop("dark green"),
    "gold": noop("gold"),
    "green": noop("green"),
    "light blue": noop("light blue"),
    "maroon": noop("maroon"),
    "navy": noop("navy"),
    "orange": noop("orange"),
    "pink": noop("pink"),
    "purple": noop("purple"),
    "red": noop("red"),
    "royal blue": noop("royal blue"),
    "silver": noop("silver"),
    "teal": noop("teal"),
    "white": noop("white"),
    "yellow": noop("yellow"),
}
"""The colours of the shipped list; a district's own words are shown as it wrote them."""


def cord_text(colours: Sequence[str]) -> str:
    """Return "red and white" in the language in force; "" without a cord."""
    return listed([tr(COLOURS[one]) if one in COLOURS else one for one in colours])
