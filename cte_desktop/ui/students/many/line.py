"""A student of the preview: what would become of the plan, and whether that is to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.ui.theme import ColorName

Details = tuple[tuple[str, tuple[str, ...]], ...]
"""Headings, each with its sentences: what stands beside the list about one student."""


class Group(StrEnum):
    """What the students of a preview are told apart by."""

    CHANGE = "change"  # kept unless somebody is left out
    ASKED = "asked"  # kept only when it is asked for: a signed plan, a new breach of a rule
    SAME = "same"
    NONE = "none"  # there is no plan to keep: see why


@dataclass(frozen=True, slots=True)
class ManyLine:
    """One student. `state` is told by its word and a sign; `words` are what it brings or why not.

    `figures` are the courses added, moved and removed.
    """

    uid: str
    student_id: str
    name: str
    grade_level: int
    school_name: str
    group: Group
    state: str
    sign: str
    ink: ColorName
    words: str
    figures: tuple[int, int, int] | None = None
    keeps: bool = False

    @property
    def able(self) -> bool:
        """Return whether there is a changed plan that can be kept."""
        return self.group in {Group.CHANGE, Group.ASKED}
