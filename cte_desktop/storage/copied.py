"""The kinds of files whose rows are copied one to one into a table.

Column names are those of the files' stored fields (`interfaces.md` section 4); the tables have the
same, but for `student_id`, which becomes the student's key.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.storage.tables.all import METADATA
from cte_desktop.storage.tables.columns import declared_lengths

if TYPE_CHECKING:
    from collections.abc import Mapping

STUDENT_ID = "student_id"
_NO_CATALOG = frozenset({"students", "employers", "earlier_totals"})


@dataclass(frozen=True, slots=True)
class Copied:
    """How the rows of a kind lie in a table.

    `identity`: the columns that tell a row from all others. `held_unique`: the table itself holds
    them unique, none can be null. `absent_when`: which rows can be missing from a newer file.
    `told_apart_by`: columns of the identity that a file may lack; a row is then the same as the one
    known row that it can be.
    """

    kind: str
    table: str
    identity: tuple[str, ...]
    of_student: bool = False
    held_unique: bool = True
    absent_when: str = "1"
    told_apart_by: frozenset[str] = frozenset()

    @property
    def has_uid(self) -> bool:
        """Whether each row gets an id of this laptop."""
        return "uid" in METADATA.tables[self.table].columns

    @property
    def is_catalog(self) -> bool:
        """Whether a change of it is a new version of the catalog."""
        return not self.of_student and self.kind not in _NO_CATALOG

    def column(self, field: str) -> str:
        """Return the column that a field of the file lies in."""
        return "student" if self.of_student and field == STUDENT_ID else field

    def lengths(self) -> dict[str, int]:
        """Return how many characters each text column holds."""
        return declared_lengths(METADATA.tables[self.table])


def _of_student(kind: str, table: str, *identity: str, absent_when: str = "1") -> Copied:
    """Return a kind whose identity may hold nulls (a day that nobody wrote down)."""
    return Copied(kind, table, ("student", *identity), True, False, absent_when)


def _by_file(noun: str) -> str:
    """Return the condition of rows that no person wrote last."""
    return f"step NOT IN (SELECT step FROM change WHERE noun = '{noun}')"  # noqa: S608


_ALL = (
    Copied("sectors", "sector", ("code",)),
    Copied("schools", "school", ("short",), absent_when=_by_file("school")),
    Copied("courses", "course", ("code",)),
    Copied("course_sites", "course_site", ("course_code", "school", "first_year")),
    Copied("pathways", "pathway", ("code", "name")),
    Copied("pathway_levels", "pathway_step", ("pathway", "first_class", "level", "course_code")),
    Copied(
        "bells",
        "bell",
        ("school", "schedule", "days", "block"),
        absent_when=_by_file("bell"),
    ),
    Copied("travel", "travel", ("origin", "destination"), absent_when=_by_file("travel")),
    Copied("workshops", "workshop", ("title", "school")),
    Copied("students", "student", ("student_id",)),
    Copied(
        "record",
        "record",
        ("student", "school_year", "term", "course_code", "section_id", "school"),
        of_student=True,
        told_apart_by=frozenset({"section_id", "school"}),
    ),
    _of_student("enrollments", "enrollment", "pathway", "action", "on", absent_when="by_hand = 0"),
    _of_student(
        "experiences",
        "experience",
        "kind",
        "title",
        "school_year",
        "passed_on",
        absent_when="by_hand = 0",
    ),
    _of_student("tests", "test_score", "test", "on"),
    _of_student(
        "decisions",
        "decision",
        "kind",
        "program",
        "requirement",
        "course_code",
        "for_course",
        "category",
        absent_when="by_hand = 0",
    ),
    _of_student(
        "busy",
        "busy_time",
        "school_year",
        "term",
        "days",
        "start",
        "end",
        absent_when="step NOT IN (SELECT step FROM change WHERE noun = 'busy_time')",
    ),
    Copied(
        "employers",
        "employer",
        ("name",),
        held_unique=False,
        absent_when="step NOT IN (SELECT step FROM change WHERE noun = 'employer')",
    ),
    Copied(
        "earlier_totals",
        "earlier_total",
        ("school_year", "pathway", "site"),
        absent_when="step NOT IN (SELECT step FROM change WHERE noun = 'earlier_total')",
    ),
    _of_student(
        "wishes",
        "wish",
        "rank",
        absent_when="step NOT IN (SELECT step FROM change WHERE noun = 'wish')",
    ),
)

COPIED: Mapping[str, Copied] = MappingProxyType({copied.kind: copied for copied in _ALL})
