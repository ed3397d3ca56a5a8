"""Finding students: the whole district as light lines, and the words of --filter."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_of
from cte_desktop.domain.students.student import folded
from cte_desktop.services.cases import open_cases
from cte_desktop.storage import students as student_store
from cte_desktop.system.errors import WrongCall

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.students.student import Student
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk

StudentLine = student_store.StudentLine  # what lists of students show
FILTER_KEYS = ("school", "grade", "counselor", "pathway", "status")


def list_students(desk: Desk) -> tuple[StudentLine, ...]:
    """Return every student as a light line, by name; those who have left among them, marked."""
    with desk.database.reading() as tx:
        return student_store.list_student_lines(tx, school_year_of(desk.today()))


def student_named(desk: Desk, uid: str) -> Student:
    """Return one student by our own id; a LookupError if there is none."""
    with desk.database.reading() as tx:
        return student_store.load_student(tx, uid)


def filter_students(lines: Iterable[StudentLine], text: str) -> tuple[StudentLine, ...]:
    """Return the lines that hold all of a filter's words (`interfaces.md` section 2).

    Words match name and id; `school:VL grade:11 counselor:NAME pathway:"NAME"` match fields.
    `status:` lets everybody through here: it needs audits (`cases_of_filter`, `uids_of_filter`).
    """
    found = tuple(lines)
    for word in filter_words(text):
        key, colon, value = word.partition(":")
        if colon and key in FILTER_KEYS:
            found = tuple(line for line in found if _matches(line, key, value))
        else:
            wanted = folded(word)
            found = tuple(line for line in found if wanted in line.name_key)
    return found


def uids_of_filter(desk: Desk, text: str) -> tuple[str, ...]:
    """Return whom a filter lets through, by name; `status:` is that of the graduation audit."""
    if status_wanted(text) is None:
        return tuple(line.uid for line in filter_students(list_students(desk), text))
    return tuple(case.file.student.uid for case in cases_of_filter(desk, text))


def cases_of_filter(desk: Desk, text: str) -> Iterator[Case]:
    """Yield the cases of those whom a filter lets through, `status:` included."""
    lines, status = filter_students(list_students(desk), text), status_wanted(text)
    for case in open_cases(desk, tuple(line.student_id for line in lines)):
        if status is None or _has_status(case, status):
            yield case


def filter_words(text: str) -> tuple[str, ...]:
    """Return the words of a filter; text in double quotes is one word."""
    try:
        words = shlex.shlex(text, posix=True)
        words.whitespace_split, words.quotes, words.commenters = True, '"', ""
        return tuple(words)
    except ValueError as error:
        raise WrongCall(
            "bad_filter",
            "The filter {given} has a quotation mark without its partner.",
            do='Write names of several words as pathway:"Sports Medicine".',
            given=text,
        ) from error


def status_wanted(text: str) -> str | None:
    """Return the status that a filter asks for, or None."""
    for word in filter_words(text):
        key, colon, value = word.partition(":")
        if colon and key == "status":
            return value
    return None


def _has_status(case: Case, status: str) -> bool:
    graduation = case.audit.program("graduation")
    return graduation is not None and graduation.status.value == status


def _matches(line: StudentLine, key: str, value: str) -> bool:
    match key:
        case "school":
            return line.school.casefold() == value.casefold()
        case "grade":
            return str(line.grade_level) == value
        case "counselor":
            return folded(value) in folded(line.counselor)
        case "pathway":
            return folded(value) in folded(line.pathway)
        case _:
            return True
