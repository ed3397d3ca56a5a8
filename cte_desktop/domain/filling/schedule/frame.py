"""What is at hand while the rows of the schedule are made: choices, and who lies in each term."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.options.pruning import asked_codes
from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.school_year import moment

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.filling.model import Draft, Terms
    from cte_desktop.domain.filling.problem import Arrangement, Option, Problem, TermAhead
    from cte_desktop.domain.filling.schedule.periods import Room
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.planning.semesters import Semester


@dataclass(frozen=True, slots=True)
class Lain:
    """An arrangement in one of its terms: its choice, and when it meets there (None: unknown)."""

    lie: int
    option: Option
    arrangement: Arrangement
    at: int  # which of the option's terms
    week: Week | None

    @property
    def period(self) -> str:
        """Return the period that it needs, "" for any or none."""
        return self.arrangement.periods[self.at]

    @property
    def needs_a_period(self) -> bool:
        """Tell whether it lies by day at a time that is chosen at the end."""
        return self.arrangement.lane is Lane.DAY and self.week is None and not self.period


@dataclass(frozen=True, slots=True)
class Unmet:
    """What counts how far a liked wish is not met: 0 when it is, never above `most`."""

    want: Want
    terms: Terms
    most: int


@dataclass
class Frame:
    """The draft of a model with the choices of options and arrangements."""

    draft: Draft
    problem: Problem
    take: tuple[int, ...]
    lie: tuple[int, ...]
    one: int  # a choice that is always 1: what is fixed counts in goals, and no model is empty
    unmet: list[Unmet] = field(default_factory=list)
    load: list[tuple[int, int]] = field(default_factory=list)
    evenings: list[tuple[int, int]] = field(default_factory=list)
    seventh: dict[int, int] = field(default_factory=dict)  # by moment: 1 where period 7 is used
    rooms: dict[int, Room] = field(default_factory=dict)  # by moment: periods to be given out

    @cached_property
    def by_code(self) -> dict[str, tuple[int, ...]]:
        """Return the options of each course."""
        found: dict[str, list[int]] = {}
        for place, option in enumerate(self.problem.options):
            found.setdefault(option.course.code, []).append(place)
        return {code: tuple(places) for code, places in found.items()}

    @cached_property
    def by_term(self) -> dict[int, tuple[Lain, ...]]:
        """Return the arrangements that lie in each term ahead, by its moment."""
        found: dict[int, list[Lain]] = {}
        options = self.problem.options
        for place, arrangement in enumerate(self.problem.arrangements):
            option = options[arrangement.option]
            for at, term in enumerate(option.terms):
                found.setdefault(moment(option.school_year, term), []).append(
                    Lain(self.lie[place], option, arrangement, at, arrangement.weeks[at])
                )
        return {when: tuple(lain) for when, lain in found.items()}

    @cached_property
    def given_by_term(self) -> dict[int, tuple[Semester, ...]]:
        """Return what stays in each term ahead, whatever is chosen."""
        return dict(self.problem.given.by_term)

    @cached_property
    def asked(self) -> frozenset[str]:
        """Return the courses of which a clash should speak: wished ones, of pathways, locked ones.

        What is impossible for any other course follows from them or from a requirement.
        """
        problem = self.problem
        given = problem.given
        held = {option.course.code for option in problem.options if option.locked}
        return asked_codes(given.file, given.catalog, problem.wants, ()) | held

    def taken(self, places: tuple[int, ...]) -> list[tuple[int, int]]:
        """Return the sum of the options at these places."""
        return [(self.take[place], 1) for place in places]


def in_term(code: str, term: TermAhead) -> Reason:
    """Return the reason of a rule about one term."""
    about = values(grade_level=term.grade_level, term=term.term.value)
    return Reason(Kind.RULE, code, about)


def of_course(code: str, course: str) -> Reason:
    """Return the reason of a rule about one course."""
    return Reason(Kind.RULE, code, values(course=course))


def both_terms(option: Option) -> bool:
    """Tell whether it takes both semesters of a school year."""
    return len(option.terms) > 1
