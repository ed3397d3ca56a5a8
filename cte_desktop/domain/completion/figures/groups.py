"""Completers by group of students, with small figures kept back.

A group with fewer than 11 completers is told as "fewer than 11". That figure alone could be worked
out from the total of the year and the other lines; so those who are in no group are kept back with
it, always and whatever their number: a choice that depended on the numbers would tell of them too.
Groups are told for the whole district and one school year alone; a table of one school beside that
of the district would give by subtraction what both keep back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cte_desktop.domain.completion.figures.counting import Completion

FEWEST = 11
"""The fewest students of a group that are told; as the State's own reports do."""
FEWEST_IN_ALL = 2 * FEWEST - 1
"""The fewest completers of whom groups are told at all: of fewer, that a table is kept back would
tell how they divide.
"""
NO_GROUP = ""


class Shown(StrEnum):
    """Whether a line of the groups is told, and if not, why."""

    YES = "yes"
    FEW = "few"  # fewer than 11
    BESIDE = "beside"  # of whatever number: a small one would follow from it


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
    if len({one.student_uid for one in those}) < FEWEST_IN_ALL:
        return GroupTable(too_few=True)
    of_group: dict[str, list[Completion]] = {name: [] for name in (*names, NO_GROUP)}
    for one in those:
        for name in one.groups or (NO_GROUP,):
            of_group.setdefault(name, []).append(one)
    students = {name: {c.student_uid for c in own} for name, own in of_group.items()}
    kept_back = suppressed({name: frozenset(uids) for name, uids in students.items()})
    if kept_back is None:
        return GroupTable(too_few=True)
    lines = []
    for name, own in of_group.items():
        if name in kept_back:
            lines.append(GroupLine(name, kept_back[name], None, None))
        else:
            uids = tuple(sorted(students[name]))
            lines.append(GroupLine(name, Shown.YES, len(uids), len(own), uids))
    return GroupTable(tuple(lines))


def suppressed(students: Mapping[str, frozenset[str]]) -> dict[str, Shown] | None:
    """Return which lines are kept back and why, or None when the whole table must be.

    `students` are the uids of each line. Whoever reads the table knows the total, the lines shown
    and this rule. With a small group, those in no group may be any number, so that the group may be
    anything from 0 to 10 as long as ten at least are left over. When only those in no group are
    few, whole groups are kept back beside them, in the order of their names.
    """
    few = {name for name, uids in students.items() if len(uids) < FEWEST}
    if not few:
        return {}
    named = few - {NO_GROUP}
    if named:
        kept_back = dict.fromkeys(named, Shown.FEW) | {NO_GROUP: Shown.BESIDE}
        return kept_back if len(_left(students, kept_back)) >= FEWEST - 1 else None
    kept_back = {NO_GROUP: Shown.BESIDE}
    for beside, name in enumerate(sorted(students.keys() - few), 1):
        kept_back[name] = Shown.BESIDE
        if len(_left(students, kept_back)) - FEWEST * beside >= FEWEST - 1:
            return kept_back
    return None


def _left(students: Mapping[str, frozenset[str]], kept_back: Collection[str]) -> frozenset[str]:
    """Return who is in no line that is told: all that a reader can work out by subtraction."""
    told = (uids for name, uids in students.items() if name not in kept_back)
    every = frozenset[str]().union(*students.values())
    return every.difference(*told)
