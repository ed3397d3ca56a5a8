"""What a student wants of the plan: the wishes that are noted, and what holds where none is.

Defaults (`interfaces.md` section 5, fill): the signed-up pathway, graduation must, UC like,
Extended Day at most two evenings, no zero period, no summer, period 7 only if needed. A noted wish
of a kind takes the place of that kind's default.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.filling.model import Reason
    from cte_desktop.domain.students.file import StudentFile


class Strength(StrEnum):
    """How much something is wanted: it has to be, it would be good, or it must not be."""

    MUST = "must"
    LIKE = "like"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Want:
    """One thing wanted. `id` is the wish's rank, or `default:KIND` where no wish was noted.

    `value` is the wish's own but for a pathway wanted by a grade, of which `value` is the name and
    `by_grade` the grade; `days` the weekdays of an Extended Day wish ("" for any).
    """

    id: str
    kind: str  # of WISH_KINDS, or "graduation"
    value: str
    strength: Strength
    days: str = ""
    by_grade: int | None = None
    rank: int = 0  # 1 is the dearest; 0 for a default


def wants_of(file: StudentFile, catalog: Catalog) -> tuple[Want, ...]:
    """Return what the student wants: the noted wishes by rank, then what holds without one.

    A wish that says nothing that can be understood is left out; `problems_of` tells of it.
    """
    raise NotImplementedError


def problems_of(file: StudentFile, catalog: Catalog) -> tuple[Reason, ...]:
    """Return the noted wishes that can't be understood, each as a reason about what is wrong."""
    raise NotImplementedError
