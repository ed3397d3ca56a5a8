"""What the beginning of a school year does to each student: who moves up, leaves, or stays.

A school year is its first year (2027 is 2027-28). Students move up from the grade of the year that
ends; those whom a file of the new year has moved up already stand in it by their class.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import grade_in
from cte_desktop.domain.students.leaving import SENIOR

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

LAST_OF_JUNIOR_HIGH = 8
"""The grade after which students of a junior high go to a high school."""


class Fate(StrEnum):
    """What the new school year means for one student."""

    MOVES = "moves"
    """Into the next grade."""
    CHANGES_SCHOOL = "changes_school"
    """Into the next grade at another school, where nobody is their counselor yet."""
    LEAVES = "leaves"
    """A senior whose class graduates: grade and class stay as they are."""
    STAYS = "stays"
    """Chosen to repeat the grade, with the class after."""
    THERE = "there"
    """In the grade that their class has in the new year already, or beyond it."""
    LEFT = "left"
    """Gone since an earlier year."""


CHANGED = frozenset({Fate.MOVES, Fate.CHANGES_SCHOOL, Fate.STAYS})
"""Those of whom something is written."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Where a student is: what moving up looks at and changes. `key` is the store's own number."""

    key: int
    uid: str
    grade_level: int
    graduation_year: int
    school: str
    counselor: str = ""


def fate_of(
    one: Enrolled, school_year: int, feeds: Mapping[str, str], staying: Collection[str]
) -> Fate:
    """Return what the beginning of `school_year` does to a student.

    `feeds` names the high school of those who finish grade 8 at a school; `staying` are the uids of
    those who repeat their grade.
    """
    senior = one.grade_level >= SENIOR
    if senior and one.graduation_year < school_year:
        return Fate.LEFT
    if one.grade_level >= grade_in(school_year, one.graduation_year):
        return Fate.THERE
    if one.uid in staying:
        return Fate.STAYS
    if senior:
        return Fate.LEAVES
    high_school = feeds.get(one.school, "")
    if one.grade_level == LAST_OF_JUNIOR_HIGH and high_school not in {"", one.school}:
        return Fate.CHANGES_SCHOOL
    return Fate.MOVES


def moved(one: Enrolled, fate: Fate, feeds: Mapping[str, str], school_year: int) -> Enrolled:
    """Return where a student is in the new year, of which `school_year` is the first one.

    Whoever becomes a senior a year or more behind their class graduates at the end of the new year
    at the earliest: with the class of before they would count as having left on its first day.
    """
    match fate:
        case Fate.MOVES:
            grade, graduates = one.grade_level + 1, one.graduation_year
            if grade >= SENIOR:
                graduates = max(graduates, school_year + 1)
            return replace(one, grade_level=grade, graduation_year=graduates)
        case Fate.CHANGES_SCHOOL:
            grade = one.grade_level + 1
            return replace(one, grade_level=grade, school=feeds[one.school], counselor="")
        case Fate.STAYS:
            return replace(one, graduation_year=one.graduation_year + 1)
        case Fate.LEAVES | Fate.THERE | Fate.LEFT:
            return one
