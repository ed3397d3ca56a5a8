"""Looking for another section of a class, with other classes moved to make room if need be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section import Section
from cte_desktop.domain.planning.excerpts import in_year
from cte_desktop.domain.planning.sections.alternatives.edits import seated
from cte_desktop.domain.planning.sections.alternatives.rearranging import (
    Booked,
    Clock,
    Options,
    booked_in,
    occupied,
    rearrangements,
)
from cte_desktop.domain.planning.sections.alternatives.trial import Trial
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.school_year import school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.alternatives.rearranging import Choice, Rearranged
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.planning.situation import Situation

MOST_MOVED = 2
"""Other classes that may change their sections."""
_MOST_TRIED = 12  # plans held against all rules in one search


@dataclass(frozen=True, slots=True)
class Way:
    """A plan that holds, and the sections that it newly names."""

    plan: Plan
    sections: tuple[Section, ...] = ()


@dataclass
class Search:
    """One class of a plan, and everything that it may be exchanged for."""

    situation: Situation
    plan: Plan
    target: Booked
    offers: Offers
    new_uid: Callable[[], str]
    clock: Clock
    near: Trial  # of its school year alone
    trial: Trial
    _seats: dict[tuple[int, str], bool] = field(default_factory=dict)

    @property
    def school_year(self) -> int:
        """Return the school year in which the class lies."""
        return self.year_of(self.target.grade_level)

    @cached_property
    def is_locked(self) -> bool:
        """Tell whether somebody locked the class to its place."""
        found = (self.plan.find(uid) for uid in self.target.uids)
        return any(placement is not None and placement.locked for placement in found)

    @cached_property
    def others(self) -> tuple[Booked, ...]:
        """Return everything else of that school year."""
        every = booked_in(self.near.situation, self.school_year, self.clock)
        return tuple(booked for booked in every if booked.uids != self.target.uids)

    def year_of(self, grade_level: int) -> int:
        """Return the school year in which the student is in a grade."""
        return school_year_of_grade(grade_level, self.situation.file.student.graduation_year)

    def is_taught(self, grade_level: int) -> bool:
        """Tell whether anybody teaches the course when the student is in a grade."""
        year = self.year_of(grade_level)
        return self.situation.catalog.schools_teaching(self.target.course, year) != ()

    def other_sections(self, *, moved: int) -> Iterator[Way]:
        """Yield the plans in which the class changes its section, and `moved` others theirs."""
        found = rearrangements(self.target, self.others, self._options, self.clock, moved)
        tried = 0
        for ways in found:
            if _is_as_now(ways):
                continue
            tried += 1
            if tried > _MOST_TRIED:
                return
            plan, sections = _with_sections(self.plan, ways)
            near, _ = _with_sections(self.near.situation.plan or self.plan, ways)
            if self.near.holds(near, sections):
                yield Way(plan, sections)

    def with_room_made(self) -> Iterator[Way]:
        """Yield the plans in which other classes change their sections too, the fewest first."""
        for moved in range(1, MOST_MOVED + 1):
            yield from self.other_sections(moved=moved)

    def placed(self, plan: Plan, uids: tuple[str, ...]) -> Iterator[Way]:
        """Yield the plans that follow from one whose placements `uids` lie anew.

        They take a section where there are some in that school year, and stay without one where
        there are none yet.
        """
        target = _anew(plan, uids)
        if target is None:
            return
        if not self._sections(target):
            if self.trial.holds(plan):
                yield Way(plan)
            return
        situation = replace(self.situation, plan=plan, recorded=self.situation.of_record)
        every = booked_in(situation, self.year_of(target.grade_level), self.clock)
        others = [booked for booked in every if not set(booked.uids) & set(uids)]
        found = rearrangements(target, others, self._options, self.clock, 0)
        for ways in islice(found, _MOST_TRIED):
            after, sections = _with_sections(plan, ways)
            if self.trial.holds(after, sections):
                yield Way(after, sections)

    @cached_property
    def _options(self) -> Options:
        return Options(
            self._choices_of,
            lambda choice: all(self._has_seat(section) for section in choice.sections),
        )

    def _has_seat(self, section: Section) -> bool:
        key = key_of(section)
        if key not in self._seats:
            self._seats[key] = self.trial.has_seat(section)
        return self._seats[key]

    def _choices_of(self, booked: Booked) -> tuple[Choice, ...]:
        """Return what a class may choose from: its own site first, then what changes least."""
        own = booked.site or self.situation.home_school(booked.grade_level)
        return self.clock.choices(self._sections(booked), booked.terms, own)

    def _sections(self, booked: Booked) -> tuple[Section, ...]:
        return self.offers.get((self.year_of(booked.grade_level), booked.course), ())


def search_for(
    situation: Situation,
    placement_uid: str,
    offers: Offers,
    new_uid: Callable[[], str],
    clock: Clock | None = None,
) -> Search | None:
    """Return the search for a placement; None when it doesn't lie ahead in the plan."""
    plan = situation.plan
    placement = None if plan is None else plan.find(placement_uid)
    if plan is None or placement is None or placement.spot is None:
        return None
    at_hand = clock or Clock(situation.catalog, situation.settings.travel_margin_minutes)
    year = school_year_of_grade(placement.spot.grade_level, situation.file.student.graduation_year)
    near = Trial(in_year(situation, year))
    booked = booked_in(near.situation, year, at_hand)
    target = next((one for one in booked if placement_uid in one.uids), None)
    if target is None:
        return None
    return Search(situation, plan, target, offers, new_uid, at_hand, near, Trial(situation))


def _with_sections(plan: Plan, ways: Rearranged) -> tuple[Plan, tuple[Section, ...]]:
    """Return a plan with each class in its sections, and these."""
    sections: tuple[Section, ...] = ()
    for booked, choice in ways:
        plan = seated(plan, booked.uids, choice.sections)
        sections += choice.sections
    return plan, sections


def _is_as_now(ways: Rearranged) -> bool:
    """Tell whether no class changes: the target alone, in the sections that it has."""
    target, choice = ways[0]
    now = tuple(section.section_id for section in choice.sections)
    return len(ways) == 1 and now == target.section_ids


def _anew(plan: Plan, uids: tuple[str, ...]) -> Booked | None:
    """Return the class that these placements are, without a time yet."""
    found = [p for uid in uids if (p := plan.find(uid)) is not None and p.spot is not None]
    spots = [p.spot for p in found if p.spot is not None]
    if not spots:
        return None
    terms = tuple(sorted({spot.term for spot in spots}, key=lambda term: term.place))
    first = found[0]
    return Booked(
        tuple(p.uid for p in found),
        first.course_code,
        spots[0].grade_level,
        terms,
        (),
        first.site,
        occupied(()),
        movable=True,
    )
