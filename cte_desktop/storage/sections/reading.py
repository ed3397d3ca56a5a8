"""Sections with their meetings."""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.catalog.double_booked import named
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.storage.fetching import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.storage.transaction import Transaction

_SECTION = (
    'SELECT s."key", section_id, school_year, term, course_code, site, kind, teacher, seats, '
    "reserved_for, grade_min, grade_max, state FROM section s"
)
_KINDS = {kind.value: kind for kind in SectionKind}
_LISTED = "(SELECT value FROM json_each(?))"
# From year to year through the index: thousands of sections lie between two of them.
_YEARS = (
    "WITH RECURSIVE known(y) AS (SELECT min(school_year) FROM section UNION ALL "
    "SELECT (SELECT min(school_year) FROM section WHERE school_year > y) FROM known "
    "WHERE y IS NOT NULL) SELECT y FROM known WHERE y IS NOT NULL"
)
_BY_ID = "ORDER BY s.school_year, s.section_id"
# With a sign before it the order can't mislead to the index of all sections of a year.
_SORTED_BY_ID = "ORDER BY +s.school_year, s.section_id"
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


def sections_open_to(tx: Transaction, years: Iterable[int], site: str) -> tuple[Section, ...]:
    """Return the sections that a student of a school may choose from, by year and section id.

    All at their own site; elsewhere what lies outside the school day: evenings, college, summer.
    """
    beyond = f"s.kind IN ('{SectionKind.EXTENDED}', '{SectionKind.COLLEGE}') OR s.term = 'summer'"
    rest = f"WHERE s.school_year IN {_LISTED} AND (s.site = ? OR {beyond})"
    return _read(tx, rest, (json.dumps(sorted(set(years))), site), _SORTED_BY_ID)


def sections_of_course(tx: Transaction, school_year: int, course_code: str) -> tuple[Section, ...]:
    """Return the sections of a course in a school year at every site, by section id."""
    rest = "WHERE s.school_year = ? AND s.course_code = ?"
    return _read(tx, rest, (school_year, course_code), _SORTED_BY_ID)


def sections_of_courses(
    tx: Transaction, years: Iterable[int], courses: Iterable[str]
) -> tuple[Section, ...]:
    """Return the sections of some courses in some school years, by year and section id."""
    rest = f"WHERE s.school_year IN {_LISTED} AND s.course_code IN {_LISTED}"
    values = (json.dumps(sorted(set(years))), json.dumps(sorted(set(courses))))
    return _read(tx, rest, values, _SORTED_BY_ID)


def sections_with_keys(tx: Transaction, keys: Iterable[int]) -> tuple[Section, ...]:
    """Return the sections under these keys of the store, by year and section id."""
    return _read(tx, f'WHERE s."key" IN {_LISTED}', (json.dumps(sorted(set(keys))),))


def find_section(tx: Transaction, key: tuple[int, str]) -> Section | None:
    """Return one section, None if there is none of that school year and id."""
    found = _read(tx, "WHERE s.school_year = ? AND s.section_id = ?", key)
    return found[0] if found else None


def find_sections(tx: Transaction, section_id: str) -> tuple[Section, ...]:
    """Return the sections of that id in every school year, by year."""
    return _read(tx, "WHERE s.section_id = ?", (section_id,))


def sections_beside(tx: Transaction, section: Section) -> tuple[Section, ...]:
    """Return the sections of the same school year with the same teacher, or in one of its rooms.

    By section id, the section itself among them when it is known: teachers and rooms are the same
    whatever their letters, and nobody in particular is nobody (`domain/catalog/double_booked.py`).
    """
    year = section.school_year
    teachers = "SELECT DISTINCT teacher FROM section WHERE school_year = ?"
    rooms = (
        'SELECT DISTINCT o.room FROM section n JOIN meeting o ON o.section = n."key" '
        "WHERE n.school_year = ? AND n.site = ?"
    )
    wanted = {named(row.room) for row in section.meetings}
    same = _same(fetch(tx, teachers, (year,)), {named(section.teacher)})
    in_rooms = (
        'SELECT n."key" FROM section n JOIN meeting o ON o.section = n."key" '
        f"WHERE n.school_year = ? AND n.site = ? AND o.room IN {_LISTED}"
    )
    rest = f'WHERE s.school_year = ? AND (s.teacher IN {_LISTED} OR s."key" IN ({in_rooms}))'
    of_rooms = _same(fetch(tx, rooms, (year, section.site)), wanted)
    return _read(tx, rest, (year, same, year, section.site, of_rooms))


def timetabled_years(tx: Transaction) -> tuple[int, ...]:
    """Return the school years of which sections are known, in order of time."""
    found = tx.connection.exec_driver_sql(_YEARS)
    return tuple(int(row[0]) for row in found if row[0] is not None)


def section_ids(tx: Transaction, school_year: int) -> frozenset[str]:
    """Return the ids of all sections of a school year."""
    query = "SELECT section_id FROM section WHERE school_year = ?"
    return frozenset(tx.connection.exec_driver_sql(query, (school_year,)).scalars())


def _same(rows: Iterable[tuple[Any, ...]], wanted: set[str]) -> str:
    """Return the names that are meant by the wanted ones, as a list of JSON; nobody is none."""
    return json.dumps([name for (name,) in rows if named(name) and named(name) in wanted])


def _read(
    tx: Transaction, rest: str, values: tuple[Any, ...], order: str = _BY_ID
) -> tuple[Section, ...]:
    meetings: dict[int, list[SectionMeeting]] = {}
    of_section = f'{_MEETING} JOIN section s ON s."key" = m.section {rest} ORDER BY m."key"'
    for section, *values_of_meeting in fetch(tx, of_section, values):
        meetings.setdefault(section, []).append(SectionMeeting(*values_of_meeting))
    query = f"{_SECTION} {rest} {order}"
    return tuple(_section(row, tuple(meetings.get(row[0], ()))) for row in fetch(tx, query, values))


def _section(row: tuple[Any, ...], meetings: tuple[SectionMeeting, ...]) -> Section:
    _, section_id, year, term, course, site, kind, teacher, seats, reserved, low, high, state = row
    return Section(
        section_id,
        year,
        term,
        course,
        site,
        _KINDS[kind],
        meetings,
        teacher,
        seats,
        reserved,
        low,
        high,
        state == "cancelled",
    )
