"""What is said of a plan that no longer fits the record: a misfit, and the repairs of it.

Like findings they hold codes and values, never words (`wording/misfits.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.findings import Value


class MisfitKind(StrEnum):
    """Why a planned course no longer fits."""

    ALREADY_PASSED = "already_passed"  # planned again although the record has it as passed
    FAILED = "failed"  # planned and taken, but no credit: it has to be taken again
    TERM_OVER = "term_over"  # its term is over, and the record knows nothing of it
    OTHER_TAKEN = "other_taken"  # its term is over, and the record is full of other courses
    RENAMED = "renamed"  # its code is gone, and another one is the same course
    RETIRED = "retired"  # nobody teaches it any more
    SECTION_GONE = "section_gone"  # its section is unknown, cancelled, another course's or term's
    PREREQUISITE_FAILED = "prerequisite_failed"  # what it builds on was not passed well enough
    MOVED_SCHOOL = "moved_school"  # the student's new school doesn't have it


class Asks(StrEnum):
    """Why a repair is never part of applying all: a person has to say yes to this one."""

    SIGNED = "signed"  # the plan is signed
    LOCKED = "locked"  # a counselor locked the course in its place
    UNRECORDED = "unrecorded"  # nothing of that term is in the record yet
    HALF = "half"  # a half counts as passed only because the other one was taken twice
    EARLY = "early"  # passed before 9th grade, so that it may not count for graduation


@dataclass(frozen=True, slots=True)
class Repair:
    """One way out of a misfit: an edit of the plan by a verb and its arguments.

    Verbs, each with `placements` (their uids) and `course`: `remove`; `move` (to_grade_level,
    to_term); `again` (grade_level, term, halves); `replace` (by); `drop_section` (section_id);
    `take_section` (section_id, by); `again_first` (needed, grade_level, term, halves,
    to_grade_level).
    """

    do: str
    args: Values
    because: Asks | None = None

    @property
    def asks(self) -> bool:
        """Tell whether a person has to say yes to this one repair."""
        return self.because is not None

    @property
    def placements(self) -> tuple[str, ...]:
        """Return the placements that it is about."""
        found = self.about("placements")
        return found if isinstance(found, tuple) else ()

    def about(self, key: str) -> Value | None:
        """Return an argument, None if it has none of that name."""
        return next((value for name, value in self.args if name == key), None)


@dataclass(frozen=True, slots=True)
class Misfit:
    """Planned semesters that no longer fit, with the ways out; the recommended one comes first."""

    kind: MisfitKind
    placements: tuple[str, ...]  # uids
    values: Values
    repairs: tuple[Repair, ...] = ()

    @property
    def recommended(self) -> Repair | None:
        """Return the repair that may be applied without asking, None if there is none."""
        return next((repair for repair in self.repairs if not repair.asks), None)

    def about(self, key: str) -> Value | None:
        """Return what its sentence needs under `key`, or None."""
        return next((value for name, value in self.values if name == key), None)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known besides the student: renamed courses, and the sections to choose from."""

    successors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The code that took the place of an earlier one, as somebody has said."""
    titles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The titles of courses that the catalog no longer has."""
    sections: Mapping[tuple[int, str], tuple[Section, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """The sections of a school year and course."""
