"""Lists of sign-ups: who has none, who is interested, what changed, and one student's history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.pathway_findings import LAST_GRADE_TO_SIGN_UP
from cte_desktop.domain.school_year import grade_in, school_year_of
from cte_desktop.domain.students.file import signed_up_for
from cte_desktop.services.enrolments import CHANGED, INTERESTED, LEFT
from cte_desktop.storage import sign_ups as store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cte_desktop.domain.students.experiences import Enrollment
    from cte_desktop.services.desk import Desk

StudentRow = store.StudentRow
Written = store.Written
FIRST_GRADE, LAST_GRADE = 9, LAST_GRADE_TO_SIGN_UP
"""The grades in which a student usually signs up."""
_SIGNING_EARLY = (5, 6)  # months: the year is nearly over

Workshops = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class NotSignedUp:
    """A student in no pathway who is old enough: interests on file, workshops with opinions."""

    student: StudentRow
    interests: tuple[str, ...] = ()
    workshops: Workshops = ()


@dataclass(frozen=True, slots=True)
class Interested:
    """An interest of a student in a pathway, and what came of it.

    `grade_level` is that in which it was first noted, None when nobody knows; `signed_up` says that
    the student is in the pathway now, `in_another` that another one was chosen.
    """

    student: StudentRow
    pathway: str
    since: date | None
    school_year: int | None
    grade_level: int | None
    signed_up: bool
    in_another: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A pathway that a student left or changed to; `left` are those that a change ended."""

    student: StudentRow
    enrollment: Enrollment
    left: tuple[str, ...] = ()


def first_grade(day: date) -> int:
    """Return the lowest grade that signs up on a day: in May and June those who come to grade 9."""
    return FIRST_GRADE - 1 if day.month in _SIGNING_EARLY else FIRST_GRADE


def not_signed_up(desk: Desk) -> tuple[NotSignedUp, ...]:
    """Return the students of grades 9 and 10 who are signed up for no pathway, by name.

    In May and June also those of grade 8, who choose for the fall.
    """
    first = first_grade(desk.today())
    with desk.database.reading() as tx:
        students = store.students_between(tx, first, LAST_GRADE)
        entries = store.entries_between(tx, first, LAST_GRADE)
        workshops = store.workshops(tx, first, LAST_GRADE)
    return tuple(
        NotSignedUp(one, interests_in(own), tuple(workshops.get(one.uid, ())))
        for one in students
        if not signed_up_for(one.pathway, tuple(own := entries.get(one.uid, ())))
    )


def interested(desk: Desk, pathway: str | None = None) -> tuple[Interested, ...]:
    """Return the interest list of a pathway, or of all: whoever said so, by pathway and name.

    Who left the pathway since is left out, unless interested again after leaving; who signed up
    stays, and is told as such.
    """
    with desk.database.reading() as tx:
        entries = store.entries_with(tx, (INTERESTED,))
        students = store.students_of(tx, entries)
    found = [
        one
        for student in students
        for one in _interests(student, tuple(entries[student.uid]))
        if pathway is None or one.pathway == pathway
    ]
    return tuple(sorted(found, key=_by_pathway))


def changed(desk: Desk, school_year: int | None = None) -> tuple[Changed, ...]:
    """Return what was changed or left in a school year, by default this one, the newest first."""
    year = school_year_of(desk.today()) if school_year is None else school_year
    with desk.database.reading() as tx:
        entries = store.entries_with(tx, (CHANGED, LEFT))
        students = store.students_of(tx, entries)
    found = [
        one for student in students for one in _changes(student, tuple(entries[student.uid]), year)
    ]
    return tuple(sorted(found, key=_day_of, reverse=True))


def history_of(desk: Desk, student_uid: str) -> tuple[Written, ...]:
    """Return all that a student did about pathways in order of time, with who wrote it."""
    with desk.database.reading() as tx:
        written = store.written_entries(tx, student_uid)
    return tuple(sorted(written, key=_time_of))


def interests_in(entries: list[Enrollment] | tuple[Enrollment, ...]) -> tuple[str, ...]:
    """Return the pathways that a student is interested in and did nothing more about."""
    last = {one.pathway: one.action for one in entries}
    return tuple(name for name, action in last.items() if action == INTERESTED)


def _interests(student: StudentRow, entries: tuple[Enrollment, ...]) -> Iterator[Interested]:
    first: dict[str, Enrollment] = {}
    since_leaving: dict[str, Enrollment] = {}
    for one in entries:
        if one.action == INTERESTED:
            first.setdefault(one.pathway, one)
            since_leaving.setdefault(one.pathway, one)
        elif one.action == LEFT:
            since_leaving.pop(one.pathway, None)
    if not first:
        return
    now = signed_up_for(student.pathway, entries)
    for name, before in first.items():
        one = since_leaving.get(name, before)
        if name not in since_leaving and name not in now:
            continue
        year = _year_of(one)
        grade = grade_in(year, student.graduation_year) if year is not None else None
        others = any(other != name for other in now)
        yield Interested(student, name, one.on, year, grade, name in now, others, one.reason)


def _changes(student: StudentRow, entries: tuple[Enrollment, ...], year: int) -> Iterator[Changed]:
    for place, one in enumerate(entries):
        if one.action not in {CHANGED, LEFT} or _year_of(one) != year:
            continue
        before = signed_up_for(student.pathway, entries[:place])
        ended = tuple(name for name in before if name != one.pathway)
        yield Changed(student, one, ended if one.action == CHANGED else ())


def _year_of(one: Enrollment) -> int | None:
    if one.school_year is None and one.on is not None:
        return school_year_of(one.on)
    return one.school_year


def _by_pathway(one: Interested) -> tuple[str, str, str]:
    return (one.pathway.casefold(), one.student.name_key, one.student.student_id)


def _day_of(one: Changed) -> str:
    return one.enrollment.on.isoformat() if one.enrollment.on is not None else ""


def _time_of(one: Written) -> tuple[int, str]:
    """Return when it was: entries with nothing but a school year come before its days."""
    year = _year_of(one.enrollment)
    day = one.enrollment.on
    return (-1 if year is None else year, "" if day is None else day.isoformat())
