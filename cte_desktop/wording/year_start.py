"""What beginning a school year does, in words: the same in the window and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.domain.students.moving_up import Fate
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable


def fate_text(fate: Fate, grade_level: int, to_school: str = "") -> str:
    """Return what happens to the students of a row: "Move up to 10th grade"."""
    match fate:
        case Fate.MOVES:
            return tr("Move up to {grade} grade", grade=grade_label(grade_level + 1))
        case Fate.CHANGES_SCHOOL:
            grade = grade_label(grade_level + 1)
            return tr("Go to {school}, {grade} grade", school=to_school, grade=grade)
        case Fate.LEAVES:
            return tr("Leave school")
        case Fate.STAYS:
            return tr("Repeat the grade")
        case Fate.THERE:
            return tr("Are there already")
        case Fate.LEFT:
            return tr("Left before")


def totals_text(count: Callable[..., int], school_year: int) -> str:
    """Return how many move, leave and stay; `count` counts the students of some fates."""
    up = count(Fate.MOVES, Fate.CHANGES_SCHOOL)
    leave, stay, there = count(Fate.LEAVES), count(Fate.STAYS), count(Fate.THERE)
    said = [
        trn(
            "{shown} student moves up into {year}.",
            "{shown} students move up into {year}.",
            up,
            shown=f"{up:,}",
            year=school_year_text(school_year),
        ),
        trn("{shown} senior leaves.", "{shown} seniors leave.", leave, shown=f"{leave:,}"),
    ]
    if stay:
        said.append(
            trn("{shown} repeats the grade.", "{shown} repeat the grade.", stay, shown=f"{stay:,}")
        )
    if there:
        said.append(
            trn(
                "{shown} is in the new grade already.",
                "{shown} are in their new grades already.",
                there,
                shown=f"{there:,}",
            )
        )
    return " ".join(said)


def missing_marks_text(count: int, school_year: int) -> str:
    """Return how many marks of the year that ends are missing yet, "" for none."""
    if not count:
        return ""
    return trn(
        "{shown} mark of {year} is missing yet; it can still be brought in afterwards.",
        "{shown} marks of {year} are missing yet; they can still be brought in afterwards.",
        count,
        shown=f"{count:,}",
        year=school_year_text(school_year),
    )


def begun_text(students: int, school_year: int) -> str:
    """Return what is said once a school year was begun."""
    return trn(
        "{year} was begun: {shown} student moved up.",
        "{year} was begun: {shown} students moved up.",
        students,
        shown=f"{students:,}",
        year=school_year_text(school_year),
    )
