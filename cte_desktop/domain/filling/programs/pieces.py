"""Work that a program may count: what is there already, and what each option would bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cte_desktop.domain.audit.sheet import Kind, kind_of

if TYPE_CHECKING:
    from cte_desktop.domain.audit.exceptions import Exceptions
    from cte_desktop.domain.audit.work import Work
    from cte_desktop.domain.filling.problem import Option


class Piece(NamedTuple):
    """Work that comes with an option; `group` tells what it counts once with, "" for alone."""

    option: int
    work: Work
    kind: Kind
    group: str = ""


@dataclass(frozen=True, slots=True)
class Once:
    """A group of pieces that counts once: at most so much, less what stands in its place.

    `beside` are courses that would, with their options and how much each takes of it.
    """

    group: str
    most: int
    beside: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Bringing:
    """The works that stay whatever is chosen, the pieces of the options, and what counts once."""

    works: tuple[Work, ...]
    pieces: tuple[Piece, ...]
    once: tuple[Once, ...] = ()


def piece(option: int, work: Work, group: str = "") -> Piece:
    """Return the piece that an option brings."""
    return Piece(option, work, kind_of(work), group)


def is_decided(code: str, exceptions: Exceptions) -> bool:
    """Tell whether a decision changes what the course counts as, or where it may."""
    return exceptions.counting_as(code) != code or bool(exceptions.also_for(code))


def name_of(option: Option) -> tuple[object, ...]:
    """Return all of an option that its work depends on, without the student."""
    code = option.course.code
    return (code, option.grade_level, option.school_year, option.terms, option.school)
