"""What is wrong with a section, a bell schedule or a table of ways, before anybody relies on it.

Files, the store and the page of sections ask here; a problem that `stops` keeps a row from being
taken, any other is told and the row is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.catalog.timetable import Bell, Travel
    from cte_desktop.domain.findings import Values


@dataclass(frozen=True, slots=True)
class SectionProblem:
    """One thing that is wrong: the field (a column of the file), a code, and what it is about."""

    field: str
    code: str
    values: Values = ()
    stops: bool = False


def section_problems(
    section: Section, catalog: Catalog, others: Iterable[Section] = ()
) -> tuple[SectionProblem, ...]:
    """Return what is wrong with a section, alone and beside the other sections of its year."""
    raise NotImplementedError


def are_co_seated(one: Section, other: Section) -> bool:
    """Tell whether two sections are taught as one class: same teacher, site, rooms and times."""
    return bool(
        one.teacher
        and one.teacher == other.teacher
        and one.site == other.site
        and one.school_year == other.school_year
        and one.meetings
        and all(meeting.room for meeting in one.meetings)
        and set(one.meetings) == set(other.meetings)
    )


def bell_problems(bells: Iterable[Bell]) -> tuple[SectionProblem, ...]:
    """Return bells that end before they start, and periods of a school that overlap on a day."""
    raise NotImplementedError


def travel_problems(travel: Iterable[Travel]) -> tuple[SectionProblem, ...]:
    """Return the pairs of sites that stand in one direction only: they are taken both ways."""
    raise NotImplementedError
