"""A plan to be chosen as numbers: choices, the rows that bind them, and goals in order.

All factors are whole numbers (hundredths of credits and years, minutes, counts), so that a row can
be checked exactly. A row that stands for something a person could give up, or a rule that a clash
should name, carries its `Reason`: without the rows of a reason the model asks nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.findings import Values

Terms = tuple[tuple[int, int], ...]
"""Choices by number with their whole factors."""


class Kind(StrEnum):
    """What a reason is: of the kinds of a clash (`interfaces.md` section 5, fill)."""

    WISH = "wish"
    RULE = "rule"
    PLACEMENT = "placement"
    BUSY = "busy"


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Why a row is there: a wish, a rule, a locked placement or a fixed time.

    `id` is the one of `interfaces.md`: a wish's rank (or `default:KIND` of one that nobody noted),
    a finding code, GRADE:TERM:COURSE, or the row of a fixed time. `about` tells rows of one code
    apart and fills the sentence: program, requirement, course, term.
    """

    kind: Kind
    id: str
    about: Values = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A number to be chosen between two bounds; whole unless it only shares out what is there."""

    low: int = 0
    high: int = 1
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """`low` <= sum of the terms <= `high`; None for no bound. `reason` None: it defines things."""

    terms: Terms
    low: int | None
    high: int | None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to be as small as can be, once every goal before it is."""

    name: str
    terms: Terms


@dataclass(frozen=True, slots=True)
class Model:
    """Choices, rows and goals, the first goal the weightiest."""

    choices: tuple[Choice, ...]
    rows: tuple[Row, ...]
    goals: tuple[Goal, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return the reasons of the rows, each once, in the order in which they come."""
        return tuple(dict.fromkeys(row.reason for row in self.rows if row.reason is not None))


@dataclass(slots=True)
class Draft:
    """A model in the making."""

    choices: list[Choice] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)

    def choice(self, low: int = 0, high: int = 1, *, whole: bool = True) -> int:
        """Add a number to be chosen; returns its place."""
        self.choices.append(Choice(low, high, whole))
        return len(self.choices) - 1

    def row(
        self,
        terms: Iterable[tuple[int, int]],
        low: int | None = None,
        high: int | None = None,
        reason: Reason | None = None,
    ) -> None:
        """Add a row; a choice may come several times, its factors are added up."""
        self.rows.append(Row(summed(terms), low, high, reason))

    def goal(self, name: str, terms: Iterable[tuple[int, int]]) -> None:
        """Add a goal behind those that are there."""
        self.goals.append(Goal(name, summed(terms)))

    def built(self) -> Model:
        """Return the model as it is now."""
        return Model(tuple(self.choices), tuple(self.rows), tuple(self.goals))


def summed(terms: Iterable[tuple[int, int]]) -> Terms:
    """Return the terms with each choice once and without those that add nothing."""
    listed = tuple(terms)
    total = dict(listed)
    if len(total) == len(listed) and 0 not in total.values():
        return listed  # as almost all are: nothing to add up
    total = {}
    for place, factor in listed:
        total[place] = total.get(place, 0) + factor
    return tuple((place, factor) for place, factor in total.items() if factor)
