"""What is kept about students: the columns of each table and the records its rows become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Decision, Wish
from cte_desktop.domain.students.experiences import BusyTime, Enrollment, Experience, TestScore
from cte_desktop.domain.students.record import RecordRow
from cte_desktop.storage.dates import day_or_none

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TERMS = {term.value: term for term in Term}

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A table with many rows per student; `columns` are in the order of the record's fields."""

    table: str
    columns: tuple[str, ...]
    make: Callable[[Values], object]
    order: str = '"key"'
    stands: str = ""  # a further condition of the rows that count

    def query(self, condition: str) -> str:
        """Return the statement that reads rows as (student key, values...)."""
        names = ", ".join(f'"{name}"' for name in self.columns)
        rows = f'SELECT student, {names} FROM "{self.table}"'  # noqa: S608 - our own tables
        if self.stands:
            condition = f"({condition}) AND {self.stands}"
        return f"{rows} WHERE {condition} ORDER BY {self.order}"


def _record(row: Values) -> RecordRow:
    if row[-2] is None:  # as in nearly all of the many rows
        return RecordRow(row[1], _TERMS[row[2]], *row[3:])
    rest = (*row[3:-2], bool(row[-2]), row[-1])
    return RecordRow(row[1], _TERMS[row[2]], *rest)


def enrollment_of(row: Values) -> Enrollment:
    """Return the sign-up that a row (student key, values...) keeps."""
    return Enrollment(row[1], row[2], day_or_none(row[3]), *row[4:])


def experience_of(row: Values) -> Experience:
    """Return the experience that a row (student key, values...) keeps."""
    values = (*row[1:8], day_or_none(row[8]), day_or_none(row[9]), *row[10:])
    return Experience(*values)


def _test(row: Values) -> TestScore:
    return TestScore(row[1], row[2], day_or_none(row[3]))


def decision_of(row: Values) -> Decision:
    """Return the decision that a row (student key, values...) keeps."""
    values = (*row[1:-1], day_or_none(row[-1]))
    return Decision(*values)


def busy_of(row: Values) -> BusyTime:
    """Return the fixed time that a row (student key, values...) keeps."""
    return BusyTime(row[1], _TERMS[row[2]], *row[3:])


def wish_of(row: Values) -> Wish:
    """Return the wish that a row (student key, values...) keeps."""
    return Wish(*row[1:])


def _added_program(row: Values) -> str:
    return str(row[1])


RECORD = Kept(
    "record",
    (
        "school_year",
        "term",
        "course_code",
        "mark",
        "attempted",
        "earned",
        "grade_level",
        "course_title",
        "school",
        "section_id",
        "subject",
        "ag_area",
        "ag_years",
        "pathway",
        "pathway_level",
        "college_units",
        "recovers",
        "honors",
        "half",
    ),
    _record,
    # The index has this order, and in the alphabet, too, fall comes before spring and summer.
    "student, school_year, term, course_code, section_id, school",
)
ENROLLMENTS = Kept(
    "enrollment", ("pathway", "action", "on", "school_year", "school", "reason"), enrollment_of
)
EXPERIENCES = Kept(
    "experience",
    (
        "kind",
        "title",
        "pathway",
        "school_year",
        "grade_level",
        "hours",
        "organization",
        "passed_on",
        "expires_on",
        "units",
        "type_code",
        "number",
        "mark",
        "note",
        "chapter",
        "office",
        "events",
        "issuer",
        "evaluation",
        "opinion",
        "opinion_words",
        "enrolled_as",
    ),
    experience_of,
    stands="removed = 0",
)
TESTS = Kept("test_score", ("test", "score", "on"), _test)
DECISIONS = Kept(
    "decision",
    (
        "kind",
        "program",
        "requirement",
        "course_code",
        "for_course",
        "category",
        "reason",
        "approved_by",
        "on",
    ),
    decision_of,
)
BUSY = Kept("busy_time", ("school_year", "term", "days", "start", "end", "kind", "site"), busy_of)
WISHES = Kept("wish", ("rank", "kind", "value", "strength", "days"), wish_of, 'rank, "key"')
ADDED_PROGRAMS = Kept("added_program", ("program",), _added_program)

# In the order of StudentFile's fields.
KEPT = (RECORD, ENROLLMENTS, EXPERIENCES, TESTS, DECISIONS, BUSY, WISHES, ADDED_PROGRAMS)


def records_by_student(kept: Kept, rows: Iterable[Values]) -> dict[int, list[object]]:
    """Return the records of the rows under the keys of their students."""
    found: dict[int, list[object]] = {}
    make = kept.make
    for row in rows:
        found.setdefault(row[0], []).append(make(row))
    return found
