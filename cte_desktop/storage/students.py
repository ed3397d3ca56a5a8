"""Students: light lines of the whole district, one student, and everything about one or all.

The keys of the tables never leave the store; a student is named by `uid` or `student_id`.
"""
# ruff: noqa: S608 - statements are put together from our own words alone

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from itertools import starmap
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.school_year import grade_in
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.domain.students.student import Student
from cte_desktop.storage.dates import day_or_none
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.leavers import IN_SCHOOL
from cte_desktop.storage.student_rows import KEPT, RECORD, records_by_student

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from cte_desktop.storage.student_rows import Values
    from cte_desktop.storage.transaction import Transaction

BLOCK = 500
"""Students whose files are read at once: memory stays small, and a query serves many."""

_FIELDS = tuple(field.name for field in fields(Student))
_COLUMNS = ", ".join(f'"{name}"' for name in _FIELDS)
# The key comes before the fields.
_BIRTH, _ENTERED = (1 + _FIELDS.index(name) for name in ("birth_date", "entered_district_on"))
STUDENT_ROWS = f'SELECT "key", {_COLUMNS} FROM student'
"""Reads what `files_of_rows` takes as a student's row."""
LIST_NAME = (
    "rtrim(ltrim(s.last_name || ', ' || "
    "coalesce(nullif(s.preferred_name, ''), s.first_name), ', '), ', ')"
)
"""The expression for a student's name in lists, in statements that call the student s."""
_LINES = (
    "SELECT uid, student_id, CASE '' WHEN last_name THEN first WHEN first THEN last_name "
    "ELSE last_name || ', ' || first END, grade_level, school, counselor, pathway, "
    "graduation_year, name_key, coalesce(school_name, school), in_school FROM "
    "(SELECT s.*, school.name AS school_name, "
    f"coalesce(nullif(preferred_name, ''), first_name) AS first, {IN_SCHOOL} AS in_school "
    "FROM student s LEFT JOIN school ON school.short = s.school) "
    "ORDER BY name_key, student_id"
)
_LISTED = "(SELECT value FROM json_each(?))"
_UIDS = (
    "SELECT student_id, uid FROM student WHERE student_id IN (SELECT value FROM json_each(?)) "
    "ORDER BY student_id"
)
_IDS = (
    "SELECT student_id FROM student WHERE uid IN (SELECT value FROM json_each(?)) "
    "ORDER BY student_id"
)


@dataclass(frozen=True, slots=True)
class StudentLine:
    """What a table of all students shows."""

    uid: str
    student_id: str
    name: str
    grade_level: int
    school: str
    counselor: str
    pathway: str
    graduation_year: int
    name_key: str  # every name and the id, folded
    school_name: str  # the short name again for a school that the catalog doesn't have
    in_school: bool = True  # False for seniors whose class has graduated


def list_student_lines(tx: Transaction, school_year: int = 0) -> tuple[StudentLine, ...]:
    """Return every student as a light line, by name.

    `school_year` is the present one: by it some have left (`domain/students/leaving`). Without it
    nobody has.
    """
    rows = fetch(tx, _LINES, {"present": school_year})
    return tuple(starmap(StudentLine, ((*row, bool(there)) for *row, there in rows)))


def list_students(tx: Transaction) -> tuple[Student, ...]:
    """Return every student, in order of student_id."""
    return tuple(map(_student, fetch(tx, f"{STUDENT_ROWS} ORDER BY student_id")))


def student_uids(tx: Transaction, ids: Collection[str] | None = None) -> dict[str, str]:
    """Return the uids of those students, or of all, under the district's ids, in their order.

    Who is not there is left out.
    """
    if ids is None:
        return dict(fetch(tx, "SELECT student_id, uid FROM student ORDER BY student_id"))
    return dict(fetch(tx, _UIDS, (json.dumps(list(ids)),)))


def student_ids(tx: Transaction, uids: Collection[str]) -> tuple[str, ...]:
    """Return the district's ids of the students with those uids, in order."""
    return tuple(row[0] for row in fetch(tx, _IDS, (json.dumps(list(uids)),)))


def find_student(tx: Transaction, student_id: str) -> Student | None:
    """Return the student with the district's id."""
    row = tx.connection.exec_driver_sql(
        f"{STUDENT_ROWS} WHERE student_id = ?", (student_id,)
    ).first()
    return None if row is None else _student(tuple(row))


def load_student(tx: Transaction, uid: str) -> Student:
    """Return one student; a LookupError if there is none of that uid."""
    row = tx.connection.exec_driver_sql(f"{STUDENT_ROWS} WHERE uid = ?", (uid,)).first()
    if row is None:
        raise LookupError("no such student")
    return _student(tuple(row))


def students_written_in(tx: Transaction, step: int) -> Iterator[Student]:
    """Yield the students whose rows a step of the history wrote last, as they were when asked."""
    return map(_student, fetch(tx, f"{STUDENT_ROWS} WHERE step = ?", (step,)))


def graduation_years(tx: Transaction) -> dict[str, int]:
    """Return every student's graduation year under the district's id."""
    rows = tx.connection.exec_driver_sql("SELECT student_id, graduation_year FROM student")
    return {row[0]: row[1] for row in rows}


def student_key(tx: Transaction, uid: str) -> int | None:
    """Return the number under which the tables hold a student; for the store alone."""
    found = tx.connection.exec_driver_sql('SELECT "key" FROM student WHERE uid = ?', (uid,))
    key = found.scalar()
    return None if key is None else int(key)


def load_student_file(tx: Transaction, uid: str) -> StudentFile:
    """Return everything about one student; a LookupError if there is none of that uid."""
    row = tx.connection.exec_driver_sql(f"{STUDENT_ROWS} WHERE uid = ?", (uid,)).first()
    if row is None:
        raise LookupError("no such student")
    return next(_files(tx, [tuple(row)]))


def iterate_student_files(
    tx: Transaction, student_ids: Sequence[str] | None = None
) -> Iterator[StudentFile]:
    """Yield the files of those students, or of all, in order of student_id, a block at a time."""
    if student_ids is None:
        found = tx.connection.exec_driver_sql("SELECT student_id FROM student ORDER BY student_id")
        ids: Sequence[str] = found.scalars().all()
    else:
        ids = sorted(set(student_ids))
    for start in range(0, len(ids), BLOCK):
        wanted = json.dumps(ids[start : start + BLOCK])
        query = f"{STUDENT_ROWS} WHERE student_id IN {_LISTED} ORDER BY student_id"
        yield from _files(tx, fetch(tx, query, (wanted,)))


def _files(tx: Transaction, rows: list[Values]) -> Iterator[StudentFile]:
    keys = json.dumps([row[0] for row in rows])
    condition = "student = ?" if len(rows) == 1 else f"student IN {_LISTED}"
    wanted = (rows[0][0] if len(rows) == 1 else keys,)
    yield from files_of_rows(rows, [fetch(tx, kept.query(condition), wanted) for kept in KEPT])


def files_of_rows(
    rows: Sequence[Values], kept_rows: Iterable[Iterable[Values]]
) -> Iterator[StudentFile]:
    """Yield the files that rows make: the students' own, and those of each table of `KEPT`."""
    found = [records_by_student(kept, those) for kept, those in zip(KEPT, kept_rows, strict=True)]
    for row in rows:
        student = _student(row)
        parts: list[Any] = [tuple(records.get(row[0], ())) for records in found]
        parts[KEPT.index(RECORD)] = _with_grades(student, parts[KEPT.index(RECORD)])
        yield StudentFile(student, *parts)


def _with_grades(student: Student, record: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give rows whose file named no grade level the one that the student's class was in."""
    if all(row.grade_level is not None for row in record):
        return record
    return tuple(
        replace(row, grade_level=grade_in(row.school_year, student.graduation_year))
        if row.grade_level is None
        else row
        for row in record
    )


def _student(row: Values) -> Student:
    values = list(row)
    values[_BIRTH] = day_or_none(values[_BIRTH])
    values[_ENTERED] = day_or_none(values[_ENTERED])
    return Student(*values[1:])
