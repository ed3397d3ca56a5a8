"""Sections with their meetings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.transaction import Transaction

_SECTION = (
    'SELECT s."key", section_id, school_year, term, course_code, site, kind, teacher, seats, '
    "reserved_for, grade_min, grade_max, state FROM section s"
)
_MEETING = 'SELECT m.section, m.period, m.days, m."start", m."end", m.room FROM meeting m'


def sections_for(
    tx: Transaction, wanted: Iterable[tuple[int, str]]
) -> dict[tuple[int, str], Section]:
    """Return the sections of those (school year, section id) that are known, under these pairs."""
    pairs = sorted(set(wanted))
    if not pairs:
        return {}
    join = (
        "JOIN (SELECT json_extract(value, '$[0]') AS y, json_extract(value, '$[1]') AS i "
        "FROM json_each(?)) w ON s.school_year = w.y AND s.section_id = w.i"
    )
    found = _read(tx, join, (json.dumps(pairs),))
    return {(section.school_year, section.section_id): section for section in found}


def sections_of(tx: Transaction, school_year: int, site: str | None = None) -> tuple[Section, ...]:
    """Return the sections of a school year, at one site or everywhere, by section id."""
    if site is None:
        return _read(tx, "WHERE s.school_year = ?", (school_year,))
    return _read(tx, "WHERE s.school_year = ? AND s.site = ?", (school_year, site))


def _read(tx: Transaction, rest: str, values: tuple[Any, ...]) -> tuple[Section, ...]:
    connection = tx.connection
    meetings: dict[int, list[SectionMeeting]] = {}
    of_section = f'{_MEETING} JOIN section s ON s."key" = m.section {rest} ORDER BY m."key"'
    for section, *values_of_meeting in connection.exec_driver_sql(of_section, values):
        meetings.setdefault(section, []).append(SectionMeeting(*values_of_meeting))
    query = f"{_SECTION} {rest} ORDER BY s.school_year, s.section_id"
    return tuple(
        _section(tuple(row), tuple(meetings.get(row[0], ())))
        for row in connection.exec_driver_sql(query, values)
    )


def _section(row: tuple[Any, ...], meetings: tuple[SectionMeeting, ...]) -> Section:
    _, section_id, year, term, course, site, kind, teacher, seats, reserved, low, high, state = row
    return Section(
        section_id,
        year,
        term,
        course,
        site,
        SectionKind(kind),
        meetings,
        teacher,
        seats,
        reserved,
        low,
        high,
        state == "cancelled",
    )
