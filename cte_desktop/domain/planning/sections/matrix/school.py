"""The conflict matrix of a school: courses with few sections against each other.

A course with a single section at a site (or up to a given number) leaves students no choice: two of
them at the same time, and whoever wants both can't have both. Students are counted as demand counts
them (`asking.py`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.clashes import Collision, collide
from cte_desktop.domain.planning.week import section_week
from cte_desktop.domain.school_year import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.catalog.timetable import Meeting
    from cte_desktop.domain.planning.sections.demand.balance import Place

MOST_SECTIONS = 3  # a course with more always leaves a choice
_Key = tuple[int, str, int, str]  # two lines of the matrix, each with the term that is wanted


@dataclass(frozen=True, slots=True)
class FewSections:
    """A line of the matrix: a course at a site, its few sections, and who wants it there."""

    course_code: str
    site: str
    sections: tuple[Section, ...]
    students: tuple[str, ...]  # uids


@dataclass(frozen=True, slots=True)
class CoursePair:
    """Two lines that somebody wants both of; `students` (uids) want both.

    `blocked` are those of them who can't have both; `collision` tells why, of the two sections that
    come nearest to it. Where times or ways aren't known, nobody is blocked and `is_known` is False.
    """

    one: int
    other: int
    students: tuple[str, ...]
    blocked: tuple[str, ...] = ()
    collision: Collision | None = None
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class SchoolMatrix:
    """The lines, those in most conflicts first, and the pairs, heaviest first."""

    lines: tuple[FewSections, ...] = ()
    pairs: tuple[CoursePair, ...] = ()

    def pair(self, one: int, other: int) -> CoursePair | None:
        """Return the pair of two lines, None when nobody wants both."""
        low, high = min(one, other), max(one, other)
        return next((p for p in self.pairs if (p.one, p.other) == (low, high)), None)


def few_sections(sections: Iterable[Section], most: int) -> tuple[tuple[Section, ...], ...]:
    """Return the sections of every course that has `most` or fewer at a site, by course and site.

    Cancelled sections don't count.
    """
    found: defaultdict[tuple[str, str], list[Section]] = defaultdict(list)
    for section in sections:
        if not section.cancelled:
            found[section.course_code, section.site].append(section)
    return tuple(tuple(of) for _, of in sorted(found.items()) if len(of) <= most)


def school_matrix(
    groups: Sequence[tuple[Section, ...]],
    wanted: Mapping[str, frozenset[Place]],
    catalog: Catalog,
    margin: int,
) -> SchoolMatrix:
    """Return the matrix of these groups of sections (`few_sections`).

    `wanted` are the places that each student wants; groups that nobody wants beside another have no
    line.
    """
    numbers = {(of[0].course_code, of[0].site): number for number, of in enumerate(groups)}
    students: defaultdict[int, list[str]] = defaultdict(list)
    both: defaultdict[tuple[int, int], dict[_Key, list[str]]] = defaultdict(dict)
    for uid, places in wanted.items():
        asked = {
            (number, place.term)
            for place in places
            if (number := numbers.get((place.course_code, place.site))) is not None
        }
        for number in {number for number, _ in asked}:
            students[number].append(uid)
        for (one, first), (other, second) in combinations(sorted(asked), 2):
            if one != other:
                both[one, other].setdefault((one, first, other, second), []).append(uid)
    clock = _Clock(groups, catalog, margin)
    pairs = [_pair(one, other, asked, clock) for (one, other), asked in both.items()]
    return _in_order(groups, students, pairs)


class _Clock:
    """When the groups meet, and how two of them collide."""

    def __init__(
        self, groups: Sequence[tuple[Section, ...]], catalog: Catalog, margin: int
    ) -> None:
        self._groups, self._catalog, self._margin = groups, catalog, margin
        self._weeks: dict[str, tuple[Meeting, ...] | None] = {}  # of one year: by section id

    def collision(self, key: _Key) -> tuple[Collision | None, bool]:
        """Return how the two can't both be had (None: they can), and whether that is known."""
        one, first, other, second = key
        nearest: Collision | None = None
        known = True
        for a in self._of(one, first):
            for b in self._of(other, second):
                terms = {t for t in TERMS if a.meets_in(t)} & {t for t in TERMS if b.meets_in(t)}
                here, there = self._week(a), self._week(b)
                if here is None or there is None:
                    known = False
                    continue
                hit = collide(here, there, self._catalog, self._margin) if terms else None
                if hit is None:
                    return None, True
                if hit.code == "travel_unknown":
                    known = False
                elif nearest is None or (hit.minutes_short or 0) < (nearest.minutes_short or 0):
                    nearest = hit
        return nearest, known

    def _of(self, number: int, term: str) -> list[Section]:
        """Return the sections in which somebody who wants that term can sit."""
        return [s for s in self._groups[number] if term in {"year", s.term} or s.term == "year"]

    def _week(self, section: Section) -> tuple[Meeting, ...] | None:
        if section.section_id not in self._weeks:
            week = section_week(section, self._catalog)
            self._weeks[section.section_id] = week.meetings if week.is_known else None
        return self._weeks[section.section_id]


def _pair(one: int, other: int, asked: Mapping[_Key, list[str]], clock: _Clock) -> CoursePair:
    students: dict[str, None] = {}
    blocked: dict[str, None] = {}
    collision: Collision | None = None
    known = True
    for key, uids in asked.items():
        students.update(dict.fromkeys(uids))
        hit, is_known = clock.collision(key)
        known = known and is_known
        if hit is not None:
            collision = collision or hit
            if is_known:
                blocked.update(dict.fromkeys(uids))
    return CoursePair(one, other, tuple(students), tuple(blocked), collision, known)


def _in_order(
    groups: Sequence[tuple[Section, ...]],
    students: Mapping[int, list[str]],
    pairs: Sequence[CoursePair],
) -> SchoolMatrix:
    """Put the lines in most conflicts first, then those that most students want beside others."""
    weight: defaultdict[int, int] = defaultdict(int)
    beside: defaultdict[int, int] = defaultdict(int)
    for pair in pairs:
        for number in (pair.one, pair.other):
            weight[number] += len(pair.blocked)
            beside[number] += len(pair.students)
    used = {number for pair in pairs for number in (pair.one, pair.other)}
    order = sorted(used, key=lambda n: (-weight[n], -beside[n], n))
    places = {number: place for place, number in enumerate(order)}
    lines = tuple(
        FewSections(
            groups[number][0].course_code,
            groups[number][0].site,
            groups[number],
            tuple(students[number]),
        )
        for number in order
    )
    return SchoolMatrix(lines, tuple(sorted((_renumbered(p, places) for p in pairs), key=_heavy)))


def _renumbered(pair: CoursePair, places: Mapping[int, int]) -> CoursePair:
    one, other = sorted((places[pair.one], places[pair.other]))
    return CoursePair(one, other, pair.students, pair.blocked, pair.collision, pair.is_known)


def _heavy(pair: CoursePair) -> tuple[int, int, int, int]:
    return (-len(pair.blocked), -len(pair.students), pair.one, pair.other)
