"""Who signs: a line for each with the picture of the signature above it, name and role below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.template import fill
from cte_desktop.reports.certificates.sheet import FOOT, RISE, Fitted, fitted
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.style import Type
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import current_language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cte_desktop.domain.completion.certificates.template import Signatory

PICTURE = 34.0  # the height of a signature's picture at most
_GAP, _WIDEST_GAP = 16.0, 48.0  # between two lines
_WIDEST = 170.0  # of a line
_UNDER = 5.0  # from the line down to the words
_BETWEEN = 1.5  # name and role
_ABOVE_FOOT = 13.0  # from the words down to the foot's baseline
_HAND = 26.0  # left free above the lines for signing by hand
_SIZES = (7.5, 7.0, 6.5, 6.0)
_FEW_LINES, _MOST_LINES = 3, 5  # of both, and of each where that can't be


@dataclass(frozen=True, slots=True)
class Signing:
    """One who signs: the left end of the line and its length, name and role, and the picture."""

    x: float
    wide: float
    name: Fitted | None
    role: Fitted
    picture: str

    @property
    def height(self) -> float:
        """The height of the words below the line."""
        return self.role.height + (self.name.height + _BETWEEN if self.name else 0)

    @property
    def lines(self) -> int:
        """The lines of name and role."""
        return len(self.role.lines) + (len(self.name.lines) if self.name else 0)

    def texts(self, y: float) -> Iterator[tuple[Fitted, float]]:
        """Yield name and role with their first baselines below a line at `y`."""
        y += _UNDER
        for text in (self.name, self.role):
            if text is not None:
                yield text, y + text.type.size * RISE
                y += text.height + _BETWEEN


@dataclass(frozen=True, slots=True)
class Signatures:
    """Those who sign at one school, all on one line at `y`; nothing else lies below `top`."""

    people: tuple[Signing, ...]
    y: float
    top: float


def signatures_of(
    signatories: tuple[Signatory, ...],
    values: Mapping[str, str],
    pictures: Collection[str],
    room: tuple[float, float],
) -> Signatures:
    """Return who signs at the school of `values`, between the left and the right end of `room`.

    `pictures` are the names of those that there are.
    """
    left, right = room
    count = len(signatories)
    if not count:
        return Signatures((), FOOT, FOOT - _ABOVE_FOOT)
    wide = min(_WIDEST, (right - left - (count - 1) * _GAP) / count)
    gap = min(_WIDEST_GAP, (right - left - count * wide) / max(count - 1, 1))
    first = (left + right - count * wide - (count - 1) * gap) / 2
    people = _people(signatories, values, pictures, wide)
    people = tuple(replace(one, x=first + place * (wide + gap)) for place, one in enumerate(people))
    y = FOOT - _ABOVE_FOOT - _UNDER - max(one.height for one in people)
    free = PICTURE if any(one.picture for one in people) else _HAND
    return Signatures(people, y, y - free)


def _people(
    signatories: tuple[Signatory, ...],
    values: Mapping[str, str],
    pictures: Collection[str],
    wide: float,
) -> tuple[Signing, ...]:
    """Return those who sign, their names and roles in one size for all."""
    for size in _SIZES:
        people = tuple(_signing(one, values, pictures, wide, size) for one in signatories)
        if max(one.lines for one in people) <= _FEW_LINES:
            return people
    return people


def _signing(
    signatory: Signatory,
    values: Mapping[str, str],
    pictures: Collection[str],
    wide: float,
    size: float,
) -> Signing:
    signed = signatory.at(values["school"])
    role = _below(
        fill(signatory.role[current_language()], values),
        Type(Face.REGULAR, size, "text_muted"),
        wide,
    )
    name = _below(signed.name, Type(Face.SEMIBOLD, size), wide) if signed.name.strip() else None
    return Signing(0, wide, name, role, signed.image if signed.image in pictures else "")


def _below(text: str, type_: Type, wide: float) -> Fitted:
    try:
        return fitted(text, type_, (type_.size,), wide, _MOST_LINES)
    except KnownError as error:
        if error.code != "no_room":
            raise
        return fitted(text, type_, _SIZES, wide, _MOST_LINES)  # a long word asks for less
