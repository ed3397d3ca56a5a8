"""Whether students who explored pathways in grade 7 or 8 enter and complete them more often.

By the class entered: who took exploratory workshops, who of these liked one (4 or 5 of 5), and who
took none; of each how many entered a pathway (signed up for one, or passed a course of it) and how
many completed one. Groups below 11 students are told nowhere, and neither is anything that they
would follow from: not by the size of the class, nor by the line of all classes. The shares show
what goes together; they don't show what causes what.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.groups import FEWEST
from cte_desktop.domain.students.experiences import BEST_OPINION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LIKED_FROM = BEST_OPINION - 1


class Explored(StrEnum):
    """What a student did in grades 7 and 8. Those who liked a workshop are among those who took."""

    TOOK = "took"
    LIKED = "liked"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Explorer:
    """A student of grade 9 or later; `opinion` is the best of any workshop, None without one."""

    uid: str
    entry_class: int
    opinion: int | None
    entered: bool
    completed: bool


@dataclass(frozen=True, slots=True)
class ExplorerLine:
    """A group of a class (None: of all classes that are told): its students, and of these those who
    entered and completed; without `shown` all are empty and the numbers are told nowhere.
    """

    entry_class: int | None
    explored: Explored
    shown: bool
    students: tuple[str, ...] = ()
    entered: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()

    @property
    def entered_share(self) -> float | None:
        """Return which part entered a pathway, None where nothing is told."""
        return len(self.entered) / len(self.students) if self.students else None

    @property
    def completed_share(self) -> float | None:
        """Return which part completed one, None where nothing is told."""
        return len(self.completed) / len(self.students) if self.students else None


def explorer_lines(explorers: Iterable[Explorer]) -> tuple[ExplorerLine, ...]:
    """Return the lines of each class, the latest first, then those of all classes told."""
    classes: dict[int, list[Explorer]] = {}
    for one in explorers:
        classes.setdefault(one.entry_class, []).append(one)
    lines: list[ExplorerLine] = []
    told: dict[Explored, list[Explorer]] = {kind: [] for kind in Explored}
    for entry_class in sorted(classes, reverse=True):
        groups = _groups(classes[entry_class])
        shown = _told(groups)
        lines += [_line(entry_class, kind, groups[kind], shown) for kind in Explored]
        for kind in shown:
            told[kind] += groups[kind]
    everywhere = _told(told) if any(told.values()) else frozenset()
    if Explored.LIKED in everywhere and not _liked_everywhere(lines):
        everywhere -= {Explored.LIKED}
    if len(classes) > 1:
        lines += [_line(None, kind, told[kind], everywhere) for kind in Explored]
    return tuple(lines)


def _groups(explorers: Sequence[Explorer]) -> dict[Explored, list[Explorer]]:
    took = [one for one in explorers if one.opinion is not None]
    return {
        Explored.TOOK: took,
        Explored.LIKED: [one for one in took if (one.opinion or 0) >= LIKED_FROM],
        Explored.NONE: [one for one in explorers if one.opinion is None],
    }


def _told(groups: dict[Explored, list[Explorer]]) -> frozenset[Explored]:
    """Return which groups may be told beside the size of the class, which anyone knows."""
    took, liked, none = (len(groups[kind]) for kind in Explored)
    if min(took, none) < FEWEST:
        return frozenset()
    rest = took - liked
    if liked < FEWEST or 0 < rest < FEWEST:
        return frozenset({Explored.TOOK, Explored.NONE})
    return frozenset(Explored)


def _liked_everywhere(lines: Sequence[ExplorerLine]) -> bool:
    """Tell whether each class that is told tells who liked a workshop: else one would follow."""
    took = {one.entry_class for one in lines if one.shown and one.explored is Explored.TOOK}
    liked = {one.entry_class for one in lines if one.shown and one.explored is Explored.LIKED}
    return took == liked


def _line(
    entry_class: int | None,
    explored: Explored,
    group: Sequence[Explorer],
    shown: frozenset[Explored],
) -> ExplorerLine:
    if explored not in shown:
        return ExplorerLine(entry_class, explored, shown=False)
    return ExplorerLine(
        entry_class,
        explored,
        True,
        tuple(one.uid for one in group),
        tuple(one.uid for one in group if one.entered),
        tuple(one.uid for one in group if one.completed),
    )
