"""The sheet of a certificate: its places in points, and texts that fit or are told.

Nothing is ever clipped: a text gets smaller down to a size that can still be read, and goes on on
further lines; one that then has no room is a known error that names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cte_desktop.reports.fonts import Face
from cte_desktop.reports.style import LETTER, Type
from cte_desktop.reports.text import clean, width, wrap
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

SIZE = (LETTER[1], LETTER[0])
CENTER = SIZE[0] / 2
LEFT, RIGHT = 74.0, SIZE[0] - 74.0
TOP, FOOT = 60.0, 566.0  # the first line's upper edge, the last line's baseline
ROOM = 600.0  # for a centered line
RISE, FALL = 0.76, 0.24  # of a line above and below its baseline, in sizes
_NARROWEST = 0.5  # of the room, where lines are balanced


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text in lines, all of the same type."""

    lines: tuple[str, ...]
    type: Type

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.type.size * 1.22

    @property
    def height(self) -> float:
        """From the upper edge of the first line to the lower edge of the last."""
        return (len(self.lines) - 1) * self.leading + self.type.size * (RISE + FALL)


@lru_cache(maxsize=8192)
def fitted(
    text: str, type_: Type, sizes: tuple[float, ...], room: float = ROOM, most: int = 1
) -> Fitted:
    """Return a text in the fewest lines that hold it, as large as the sizes allow.

    `sizes` fall. Raises `KnownError` (no_room) for a text that needs more than `most` lines.
    """
    for size in sizes:
        if width(text, type_.face, size) <= room:
            return Fitted((clean(text),), Type(type_.face, size, type_.colour))
    for count in range(2, most + 1):
        for size in sizes:
            lines = wrap(text, type_.face, size, room)
            if len(lines) <= count and _is_whole(lines, text):
                balanced = _balanced(text, type_.face, size, room, len(lines))
                return Fitted(balanced, Type(type_.face, size, type_.colour))
    raise no_room(text)


def no_room(text: str) -> KnownError:
    """Return the error of a text that has no room on a certificate."""
    return KnownError(
        "no_room",
        noop('"{written}" has no room on a certificate.'),
        kept=noop("Nothing was printed."),
        do=noop("Write it shorter, or show less on certificates, and print again."),
        written=text,
    )


def _is_whole(lines: tuple[str, ...], text: str) -> bool:
    """Tell whether lines break between words, or after a hyphen, alone."""
    rest = clean(text)
    for line in lines:
        rest = rest.removeprefix(line)
        if rest and not (rest.startswith(" ") or line.endswith("-")):
            return False
        rest = rest.lstrip()
    return True


def _balanced(text: str, face: Face, size: float, room: float, count: int) -> tuple[str, ...]:
    """Return a text in as many lines of about the same width."""
    lines = wrap(text, face, size, room)
    if count == 1:
        return lines
    narrow = max(room * _NARROWEST, width(text, face, size) / count)
    while narrow < room:
        tried = wrap(text, face, size, narrow)
        if len(tried) == count and _is_whole(tried, text):
            return tried
        narrow += 6
    return lines
