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
    """Sections that may be in one another's way: those of one teacher, or in one room of a site."""

    def __init__(self, sections: Iterable[Section]) -> None:
        """Sort the sections of a school year; those that are cancelled are in nobody's way."""
        self._by_teacher: defaultdict[str, list[Section]] = defaultdict(list)
        self._by_room: defaultdict[tuple[str, str], list[Section]] = defaultdict(list)
        for section in sections:
            if section.cancelled:
                continue
            if section.teacher:
                self._by_teacher[section.teacher].append(section)
            for room in _rooms(section):
                self._by_room[section.site, room].append(section)

    def of(self, section: Section) -> tuple[Section, ...]:
        """Return the other sections of the same teacher or in the same rooms, each once."""
        found: dict[str, Section] = {}
        for other in self._by_teacher.get(section.teacher, ()):
            found[other.section_id] = other
        for room in _rooms(section):
            for other in self._by_room.get((section.site, room), ()):
                found[other.section_id] = other
        found.pop(section.section_id, None)
        return tuple(found.values())


def _rooms(section: Section) -> frozenset[str]:
    return frozenset(meeting.room for meeting in section.meetings if meeting.room)
