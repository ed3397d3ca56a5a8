"""Completers by group of students, with small figures kept back.

A group with fewer than 11 completers is told as "fewer than 11". One figure kept back could be
worked out from the total of the year and the other lines, so others are kept back with it, until no
figure follows: not even its lowest or highest possible value below 11 is known any better.
Groups are told for the whole district and one school year alone; a table of one school beside that
of the district would give by subtraction what both keep back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.domain.completion.figures import Completion

FEWEST = 11
"""The fewest students of a group that are told; as the State's own reports do."""
NO_GROUP = ""


class Shown(StrEnum):
    """Whether a line of the groups is told, and if not, why."""

    YES = "yes"
    FEW = "few"  # fewer than 11
    BESIDE = "beside"  # enough, but a small one would follow from it


@dataclass(frozen=True, slots=True)
class GroupLine:
    """The completers of one group; NO_GROUP are those who are in none.

    Without `shown` the numbers and students are None and empty: they are told nowhere.
    """

    name: str
    shown: Shown
    students: int | None
    completions: int | None
    uids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The lines of a school year; without any, too few completed for groups to be told at all."""

    lines: tuple[GroupLine, ...] = ()
    too_few: bool = False


def group_table(completions: Iterable[Completion], names: Sequence[str]) -> GroupTable:
    """Return the completers of one school year by group, of all groups that the district has.

    A student in two groups is in both lines. Without any group there is no table.
    """
    those = tuple(completions)
    if not names:
        return GroupTable()
    of_group: dict[str, list[Completion]] = {name: [] for name in (*names, NO_GROUP)}
    for one in those:
        for name in one.groups or (NO_GROUP,):
            of_group.setdefault(name, []).append(one)
    students = {name: {c.student_uid for c in own} for name, own in of_group.items()}
    kept_back = suppressed({name: len(uids) for name, uids in students.items()})
    if kept_back is None:
        return GroupTable(too_few=True)
    lines = []
    for name, own in of_group.items():
        if name in kept_back:
            why = Shown.FEW if len(students[name]) < FEWEST else Shown.BESIDE
            lines.append(GroupLine(name, why, None, None))
        else:
            uids = tuple(sorted(students[name]))
            lines.append(GroupLine(name, Shown.YES, len(uids), len(own), uids))
    return GroupTable(tuple(lines))


def suppressed(students: dict[str, int]) -> frozenset[str] | None:
    """Return which lines are kept back, or None when the whole table must be.

    `students` are those of each line. Whoever reads the table knows the total, that lines "fewer
    than 11" are 0 to 10, and that those kept back beside them are 11 or more; taking the lines as
    parts of the total, which tells the reader most, every small line must still be able to be
    anything from 0 to 10.
    """
    few = {name for name, many in students.items() if many < FEWEST}
    if not few:
        return frozenset()
    beside: set[str] = set()
    enough = sorted((many, name) for name, many in students.items() if name not in few)
    while not _is_safe(students, few, beside):
        if not enough:
            return None
        beside.add(enough.pop(0)[1])
    return frozenset(few | beside)


def _is_safe(students: dict[str, int], few: set[str], beside: set[str]) -> bool:
    """Tell whether the lines told and the total leave every small line open from 0 to 10."""
    most = FEWEST - 1
    left = sum(students[name] for name in few | beside)
    highest = left - FEWEST * len(beside)  # of one small line, all other small ones being 0
    could_be_none = bool(beside) or left <= most * (len(few) - 1)
    return highest >= most and could_be_none
