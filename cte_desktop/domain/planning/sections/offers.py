"""The sections that a district offers, by the course and school year that a plan asks for."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section import Section

if TYPE_CHECKING:
    from collections.abc import Iterable

SectionKey = tuple[int, str]
"""School year (its first year) and section_id, as `Situation.sections` has it."""

Offers = Mapping[tuple[int, str], tuple[Section, ...]]
"""The sections under (school year, course code), cancelled ones too, by section id."""


def offers_of(sections: Iterable[Section]) -> Offers:
    """Return the sections under their school year and course, each group by section id."""
    offers: dict[tuple[int, str], list[Section]] = {}
    for section in sections:
        offers.setdefault((section.school_year, section.course_code), []).append(section)
    return {key: tuple(sorted(of, key=attrgetter("section_id"))) for key, of in offers.items()}


def key_of(section: Section) -> SectionKey:
    """Return the key of a section: ids are unique in a school year, not beyond."""
    return (section.school_year, section.section_id)
