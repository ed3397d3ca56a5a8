"""For whom the seats of a section are kept: "Health=5; grade 12" as sections.csv writes it.

Entries are separated by ";". Each is the name of a pathway, or a grade ("grade 12", "grade:12" or
"12"), and may end in "=N" for N of the seats; without it all seats are kept. Anything else is kept
for somebody unknown: nobody fits silently then, a person decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section

_GRADES = range(7, 13)  # those whom a district's file may hold
_WITH_SEATS = re.compile(r"(.*?)\s*=\s*(\d{1,4})", re.ASCII | re.DOTALL)
_GRADE = re.compile(r"(?:grade\s*:?\s*)?(\d{1,2})", re.ASCII | re.IGNORECASE)


class ReservedFor(StrEnum):
    """For whom seats are kept."""

    PATHWAY = "pathway"
    GRADE = "grade"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reserved:
    """One entry: `seats` is None when all seats are kept for them."""

    kind: ReservedFor
    value: str  # the pathway's name, the grade as "12", or the text as written
    seats: int | None = None


def parse_reserved(text: str) -> tuple[Reserved, ...]:
    """Return the entries; a name stays OTHER until a catalog knows it as a pathway."""
    return tuple(_entry(part.strip()) for part in text.split(";") if part.strip())


def reservations(section: Section, catalog: Catalog) -> tuple[Reserved, ...]:
    """Return for whom the seats of a section are kept; empty when they are open to all."""
    if not section.reserved_for:
        return ()
    return tuple(
        replace(entry, kind=ReservedFor.PATHWAY)
        if entry.kind is ReservedFor.OTHER and entry.value in catalog.pathway_by_name
        else entry
        for entry in parse_reserved(section.reserved_for)
    )


def names_nobody(entry: Reserved) -> bool:
    """Tell whether an entry is for no pathway and no grade: a person decides who gets its seats."""
    if entry.kind is ReservedFor.GRADE:
        return int(entry.value) not in _GRADES
    return entry.kind is ReservedFor.OTHER


def _entry(text: str) -> Reserved:
    counted = _WITH_SEATS.fullmatch(text)
    name, seats = (counted[1].strip(), int(counted[2])) if counted else (text, None)
    grade = _GRADE.fullmatch(name)
    if grade is not None:
        return Reserved(ReservedFor.GRADE, str(int(grade[1])), seats)
    return Reserved(ReservedFor.OTHER, name, seats)
