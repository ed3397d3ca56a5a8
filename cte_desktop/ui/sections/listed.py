"""The sections of a school year as the page shows them: read and put into words away from the
window's thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.catalog.timetable import WEEKDAYS, Meeting
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.sections.listing import SectionLine, list_sections, timetabled_years
from cte_desktop.ui.row_search import fold
from cte_desktop.wording.labels import place_label, school_label
from cte_desktop.wording.sections import kind_label, rooms_label, when_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.services.desk import Desk

_LATEST = (len(WEEKDAYS), 0)
"""After every time of a week: a section whose time nobody knows comes last."""


@dataclass(frozen=True, slots=True, eq=False)
class Rhythm:
    """When sections of one kind at one site meet; those that meet alike share one, so that six
    thousand sections are a few hundred rhythms.
    """

    site: str
    kind: SectionKind
    meetings: tuple[Meeting, ...]


Rhythms = dict[tuple[str, SectionKind, tuple[Meeting, ...]], Rhythm]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section with its words, made once so that scrolling has nothing to work out."""

    key: SectionKey
    line: SectionLine
    rhythm: Rhythm
    site: str  # its name without "High"
    kind: str
    when: str
    room: str
    state: str  # "Cancelled", what is wrong, or ""
    starts: tuple[int, int]  # the first weekday and its minute
    searched: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """A school year's sections, with the years that can be chosen."""

    school_year: int
    years: tuple[int, ...]
    catalog: Catalog
    rows: tuple[SectionRow, ...]


def read_schedule(desk: Desk, school_year: int | None) -> Schedule:
    """Read a school year, by default the present one; runs away from the window's thread."""
    catalog = desk.catalog()
    present = school_year_of(desk.today())
    year = present if school_year is None else school_year
    years = tuple(sorted({present, present + 1, year, *timetabled_years(desk)}, reverse=True))
    rhythms: Rhythms = {}
    rows = tuple(row_of(line, catalog, rhythms) for line in list_sections(desk, year))
    for row in rows:
        fold(row.searched)  # remembered there: less is left for the window's thread
    return Schedule(year, years, catalog, rows)


def row_of(line: SectionLine, catalog: Catalog, rhythms: Rhythms) -> SectionRow:
    """Return a section with its words; its rhythm is one of `rhythms`, which grow."""
    section = line.section
    kind, when, room = kind_label(section.kind), when_label(section), rooms_label(section)
    first = line.week.meetings[:1]
    starts = next(((WEEKDAYS.index(m.weekday), m.start) for m in first), _LATEST)
    words = (section.section_id, line.title, section.course_code, section.teacher, room)
    return SectionRow(
        key_of(section),
        line,
        _rhythm(line, rhythms),
        place_label(section.site, catalog),
        kind,
        when,
        room,
        _state(line),
        starts,
        "\n".join(words),
    )


def sites_of(rows: Iterable[SectionRow], catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """Return the sites of some sections with their names, by name."""
    sites = {row.line.section.site for row in rows}
    named = [(site, school_label(site, catalog)) for site in sites]
    return tuple(sorted(named, key=lambda pair: fold(pair[1])))


def _rhythm(line: SectionLine, rhythms: Rhythms) -> Rhythm:
    section, meetings = line.section, line.week.meetings
    name = section.site, section.kind, meetings
    known = rhythms.get(name)
    if known is None:
        known = rhythms[name] = Rhythm(section.site, section.kind, meetings)
    return known


def _state(line: SectionLine) -> str:
    if line.section.cancelled:
        return tr("Cancelled")
    count = len(line.problems)
    return trn("{count} problem", "{count} problems", count) if count else ""
