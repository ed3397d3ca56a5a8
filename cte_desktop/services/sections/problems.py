"""What is wrong with a section, in words, for the field that a person can mend it in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section_checks import section_problems
from cte_desktop.wording.section_problems import problem_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.catalog.week import Week

    _Placed = tuple[Section, int]  # with the minutes of the week that it takes


@dataclass(frozen=True, slots=True)
class SectionProblem:
    """One thing that is wrong: the field it stands at, its code, the sentence for people.

    A problem that `stops` keeps the section from being saved; any other is told.
    """

    field: str
    code: str
    text: str
    stops: bool


def problems_of(
    section: Section, catalog: Catalog, others: Iterable[Section] = ()
) -> tuple[SectionProblem, ...]:
    """Return what is wrong with a section, alone and beside others of its school year."""
    return tuple(
        SectionProblem(found.field, found.code, problem_text(found, section, catalog), found.stops)
        for found in section_problems(section, catalog, others)
    )


class Neighbours:
    """Sections that may be in one another's way: one teacher, or a room of a site, at one time."""

    def __init__(self, sections: Iterable[tuple[Section, Week]]) -> None:
        """Sort sections of a school year with their weeks; cancelled ones are in nobody's way."""
        self._by_teacher: defaultdict[str, list[_Placed]] = defaultdict(list)
        self._by_room: defaultdict[tuple[str, str], list[_Placed]] = defaultdict(list)
        for section, week in sections:
            if section.cancelled or not week.minutes:
                continue
            placed = (section, week.minutes)
            if section.teacher:
                self._by_teacher[section.teacher].append(placed)
            for room in _rooms(section):
                self._by_room[section.site, room].append(placed)

    def of(self, section: Section, week: Week) -> tuple[Section, ...]:
        """Return the others that meet when it does, with its teacher or in its rooms; each once."""
        minutes = week.minutes
        near = list(self._by_teacher.get(section.teacher, ()))
        for room in _rooms(section):
            near += self._by_room.get((section.site, room), ())
        found = {
            other.section_id: other
            for other, taken in near
            if taken & minutes and other.section_id != section.section_id
        }
        return tuple(found.values())


def _rooms(section: Section) -> frozenset[str]:
    return frozenset(meeting.room for meeting in section.meetings if meeting.room)
