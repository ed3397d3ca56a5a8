"""The sections on which the last starts of pathways rest: of their courses, in the years ahead.

With them comes one section for each thing that whole timetables are told by (a subject at a school,
evenings at all), so that a year reads here as it does with all its sections.
"""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.sections.reading import sections_of_courses, sections_with_keys

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.storage.transaction import Transaction

_LISTED = "(SELECT value FROM json_each(?))"
_YEARS_FROM = "SELECT DISTINCT school_year FROM section WHERE school_year >= ? ORDER BY 1"
_STEPS = "SELECT DISTINCT course_code FROM pathway_step"
_NEEDS = "SELECT code, prerequisites FROM course WHERE prerequisites <> ''"
_NAMED = re.compile(r"[|&]")
_FIRST_OF_SUBJECT = (
    's.school_year, s.site, s.kind, c.graduation_subject, min(s."key") '
    "FROM section s JOIN course c ON c.code = s.course_code "
    "WHERE s.school_year >= ? AND s.kind IN ('day', 'extended') AND s.state <> 'cancelled' "
    "GROUP BY 1, 2, 3, 4"
)
_ALIKE = (
    "SELECT DISTINCT s.school_year, s.course_code, s.site, s.kind, s.term, s.grade_min, "
    's.grade_max, EXISTS (SELECT 1 FROM meeting m WHERE m.section = s."key") '
    "FROM section s WHERE s.school_year >= ? AND s.state <> 'cancelled' "
    f"AND s.course_code IN {_LISTED} ORDER BY 1, 2, 3, 4, 5, 6, 7, 8"
)


def pathway_sections(tx: Transaction, first_year: int) -> tuple[Section, ...]:
    """Return the sections of the pathways' courses from a school year on, and those that tell."""
    years = [row[0] for row in fetch(tx, _YEARS_FROM, (first_year,))]
    own = sections_of_courses(tx, years, _courses(tx))
    telling = sections_with_keys(tx, _telling(tx, first_year))
    return tuple({(s.school_year, s.section_id): s for s in (*own, *telling)}.values())


def pathway_sections_mark(tx: Transaction, first_year: int) -> list[Any]:
    """Return what tells whether a last start may be another one: not how many sections there are.

    How the pathways' courses run, and which subjects and evenings are timetabled.
    """
    courses = json.dumps(sorted(_courses(tx)))
    running = fetch(tx, _ALIKE, (first_year, courses))
    subjects = [row[:-1] for row in fetch(tx, f"SELECT {_FIRST_OF_SUBJECT}", (first_year,))]
    return [running, subjects]


def _telling(tx: Transaction, first_year: int) -> list[int]:
    return [row[-1] for row in fetch(tx, f"SELECT {_FIRST_OF_SUBJECT}", (first_year,))]


def _courses(tx: Transaction) -> set[str]:
    """Return the courses of all pathways, with everything that their prerequisites name."""
    needs = {
        code: [part.split(":")[0].strip().removeprefix("+") for part in _NAMED.split(text)]
        for code, text in fetch(tx, _NEEDS)
    }
    found: set[str] = set()
    waiting = [row[0] for row in fetch(tx, _STEPS)]
    while waiting:
        code = waiting.pop()
        if code and code not in found:
            found.add(code)
            waiting += needs.get(code, ())
    return found
