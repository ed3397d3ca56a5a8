"""What the paper of a school year's completers says: by school and pathway, with the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.catalog.course import Level
    from cte_desktop.domain.school_year import Term


@dataclass(frozen=True, slots=True)
class ShortEvidence:
    """A course that proves a level, with the mark of each semester."""

    level: Level
    title: str
    marks: tuple[tuple[int, Term, str], ...]  # school year, term, mark


@dataclass(frozen=True, slots=True)
class CompleterRow:
    """A completed pathway of a student; `serial` is "" while it is not awarded.

    `taken_back` tells that it was awarded once and is not any more.
    """

    student_id: str
    name: str
    grade_level: int  # in the school year
    evidence: tuple[ShortEvidence, ...]
    serial: str
    taken_back: bool


@dataclass(frozen=True, slots=True)
class CompleterGroup:
    """Those of one school in one pathway, by name."""

    school_name: str
    pathway: str
    rows: tuple[CompleterRow, ...]


@dataclass(frozen=True, slots=True)
class CompletersSheet:
    """The completers of a school year, by school and pathway.

    Students and completions are counted apart; `state_completions` are those that the State
    counts. `narrowed_to` are the words that somebody filtered by, "" for everyone; `stale` how many
    students' standings were not current, so that they were audited for this paper.
    """

    district: str
    printed_on: date
    school_year: int
    groups: tuple[CompleterGroup, ...]
    students: int
    state_completions: int
    narrowed_to: str = ""
    stale: int = 0

    @property
    def completions(self) -> int:
        """Return how many pathways were completed."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def awards(self) -> int:
        """Return how many of them are awarded."""
        return sum(1 for group in self.groups for row in group.rows if row.serial)
