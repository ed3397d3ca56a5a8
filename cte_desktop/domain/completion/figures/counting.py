"""The district's figures of completion: from completions as plain records to counts.

Students and completions are counted apart: who completed two pathways in a year is one student and
two completions. Whether a pathway is completed was decided before (`eligibility.py`); here is only
counted. Groups of students stand in `groups.py`, earlier years in `growth.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import grade_in

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARTED = re.compile(r"[;,|]")
UNKNOWN = ""  # a key of a line: what the record doesn't tell


class ClassTime(StrEnum):
    """When the class of the capstone met, by the kind of its section."""

    DAY = "day"
    EXTENDED = "extended"
    ZERO = "zero"
    COLLEGE = "college"
    UNKNOWN = ""  # the section is not known: it was given elsewhere, or before this database


class Breakdown(StrEnum):
    """By what completions are told apart."""

    PATHWAY = "pathway"
    SECTOR = "sector"
    SITE = "site"  # the school that the student attends
    CAPSTONE_SITE = "capstone_site"  # where the last semester of the capstone was taken
    GRADE = "grade"  # in the school year of the completion
    CLASS_TIME = "class_time"  # day or Extended Day


@dataclass(frozen=True, slots=True)
class Completion:
    """A pathway that a student completed, with all that it is counted by."""

    student_uid: str
    pathway: str
    sector: str  # its code; "" for a pathway that the catalog no longer has
    state_code: str  # of the pathway, three digits; "" as above
    school_year: int
    site: str
    graduation_year: int
    capstone_site: str = UNKNOWN
    class_time: ClassTime = ClassTime.UNKNOWN
    groups: tuple[str, ...] = ()
    is_awarded: bool = False

    @property
    def grade(self) -> int:
        """Return the grade in the school year of the completion."""
        return grade_in(self.school_year, self.graduation_year)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many students (each once), completions, completions for the State, and awards.

    The State counts a student once for each of its codes. `uids` are the students, in order, as
    are those of whom the State counts a completion and those with an award.
    """

    uids: tuple[str, ...] = ()
    completions: int = 0
    state_completions: int = 0
    awards: int = 0
    state_uids: tuple[str, ...] = ()
    awarded_uids: tuple[str, ...] = ()

    @property
    def students(self) -> int:
        """Return how many students there are."""
        return len(self.uids)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a breakdown; `key` is a name, a code or a grade as text, "" for unknown."""

    key: str
    counted: Counted


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the statistics: one pathway at one site in one school year."""

    school_year: int
    pathway: str
    sector: str
    site: str
    students: int
    completions: int


def count(completions: Iterable[Completion], first_years: FirstYears | None = None) -> Counted:
    """Count completions; for the State a code counts in the first year in which it was reached.

    `first_years` tells of completions that are not among these: without it a code counts once.
    """
    those = tuple(completions)
    codes = {
        (one.student_uid, one.state_code)
        for one in those
        if one.state_code
        and (
            first_years is None
            or first_years.get((one.student_uid, one.state_code)) == one.school_year
        )
    }
    return Counted(
        tuple(sorted({one.student_uid for one in those})),
        len(those),
        len(codes),
        sum(1 for one in those if one.is_awarded),
        tuple(sorted({uid for uid, _ in codes})),
        tuple(sorted({one.student_uid for one in those if one.is_awarded})),
    )


FirstYears = dict[tuple[str, str], int]
"""The school year in which a student first completed a pathway of a state code."""


def first_years(completions: Iterable[Completion]) -> FirstYears:
    """Return in which year each student first completed each of the State's codes."""
    found: FirstYears = {}
    for one in completions:
        if one.state_code:
            key = one.student_uid, one.state_code
            found[key] = min(found.get(key, one.school_year), one.school_year)
    return found


def broken_down(
    completions: Iterable[Completion], by: Breakdown, firsts: FirstYears | None = None
) -> tuple[Line, ...]:
    """Return a line for each pathway, sector, site and so on; most students first, unknown last.

    Grades and class times stand in their own order.
    """
    parts: dict[str, list[Completion]] = {}
    for one in completions:
        parts.setdefault(key_of(one, by), []).append(one)
    lines = (Line(key, count(those, firsts)) for key, those in parts.items())
    return tuple(sorted(lines, key=lambda line: _place(line, by)))


def key_of(one: Completion, by: Breakdown) -> str:
    """Return under which line of a breakdown a completion is counted."""
    match by:
        case Breakdown.PATHWAY:
            return one.pathway
        case Breakdown.SECTOR:
            return one.sector
        case Breakdown.SITE:
            return one.site
        case Breakdown.CAPSTONE_SITE:
            return one.capstone_site
        case Breakdown.GRADE:
            return str(one.grade)
        case Breakdown.CLASS_TIME:
            return one.class_time.value


def rows_of(completions: Iterable[Completion]) -> tuple[Row, ...]:
    """Return the lines of the statistics, in order of year, pathway and site."""
    parts: dict[tuple[int, str, str, str], list[str]] = {}
    for one in completions:
        key = (one.school_year, one.pathway, one.sector, one.site)
        parts.setdefault(key, []).append(one.student_uid)
    return tuple(
        Row(year, pathway, sector, site, len(set(uids)), len(uids))
        for (year, pathway, sector, site), uids in sorted(parts.items())
    )


def groups_of(text: str) -> tuple[str, ...]:
    """Return the groups that a cell of the column `groups` names: parted by ; or , or |."""
    found: dict[str, str] = {}
    for part in _PARTED.split(text):
        name = " ".join(part.split())
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def group_names(texts: Iterable[str]) -> dict[str, str]:
    """Return the name of every group by its folded one: EL and el are one, as first by name."""
    every = sorted({name for text in texts for name in groups_of(text)})
    return {name.casefold(): name for name in reversed(every)}


def _place(line: Line, by: Breakdown) -> tuple[bool, float, str]:
    unknown = line.key == UNKNOWN
    if by is Breakdown.GRADE:
        return unknown, float(line.key), ""
    if by is Breakdown.CLASS_TIME:
        return unknown, list(ClassTime).index(ClassTime(line.key)), ""
    return unknown, -line.counted.students, line.key.casefold()
