"""What a database holds of students, record and sections, as far as a system's files carry it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from cte_desktop.exchange.answers.answers import Answers
from cte_desktop.services.desk import Desk
from tests.exchange.profiles.as_oneroster import oneroster
from tests.exchange.profiles.as_written_by import (
    COLLEGE,
    PlainDistrict,
    Row,
    aeries,
    aeries_schools,
    college_grades,
    in_windows,
    infinite_campus,
    powerschool,
    powerschool_history,
)

Values = tuple[str | int | None, ...]

NAMES = ("last_name", "first_name", "middle_name")
PERSON = (*NAMES, "grade_level", "school", "birth_date")
IDENTITY = 6  # the first fields of a row of the record


class Work(NamedTuple):
    """A row of the record; credits are hundredths."""

    student_id: str
    school_year: int
    term: str
    course_code: str
    school: str
    section_id: str
    mark: str
    attempted: int
    earned: int


class Meeting(NamedTuple):
    """A section and one of its meetings."""

    section_id: str
    school_year: int
    term: str
    course_code: str
    site: str
    teacher: str
    room: str
    period: str


@dataclass(frozen=True)
class System:
    """One system: how it writes the district, and what of it its files carry."""

    profile: str
    write: Callable[[PlainDistrict, Path], Path]
    student: tuple[str, ...] = ()  # fields besides the id; none: the system has no list
    transcript: bool = False
    seats: bool = False
    sections: bool = False
    section_id: Callable[[PlainDistrict, Row], str] = lambda _, section: section["section_id"]
    text: Callable[[str], str] = str  # what its encoding makes of a text
    with_schools: bool = True  # its transcript names the school
    subjects: bool = True  # its transcript says what a course from elsewhere counts for
    numbered: bool = False  # its transcript names the section
    counted: bool = False  # its transcript numbers its rows: equal ones can be told apart
    at_home: bool = False  # its seats are those of the school that a student is enrolled at


def _joined(district: PlainDistrict, section: Row) -> str:
    number = district.number(section["site"])
    return f"{number}-{section['course_code']}-{section['section_id']}"


def _with_school(district: PlainDistrict, section: Row) -> str:
    return f"{aeries_schools(district).index(section['site']) + 1}-{section['section_id']}"


_OFFICE = ("gender", "state_id", "counselor", "home_language")
SYSTEMS = (
    # OneRoster 1.1 knows no third gender, so what it says of genders is shown row by row.
    System("oneroster-1.1", oneroster, PERSON, seats=True, sections=True),
    System(
        "oneroster-1.2", lambda d, f: oneroster(d, f, "1.2"), (*PERSON, "gender", "preferred_name"),
        seats=True, sections=True,
    ),
    System(
        "powerschool", powerschool, (*PERSON, *_OFFICE, "graduation_year"), transcript=True,
        seats=True, section_id=_joined,
    ),
    System(
        "aeries", aeries, (*PERSON, *_OFFICE, "suffix"), transcript=True, seats=True,
        sections=True, section_id=_with_school, text=in_windows, counted=True,
        at_home=True,
    ),
    System(
        "infinite-campus", infinite_campus, (*PERSON, *_OFFICE, "suffix", "graduation_year"),
        transcript=True, seats=True, section_id=_joined,
    ),
)  # fmt: skip
HISTORY = System(
    "powerschool",
    powerschool_history,
    transcript=True,
    with_schools=False,
    subjects=False,
    numbered=True,
)
COLLEGE_GRADES = System("coc", college_grades)


def answers(district: PlainDistrict) -> Answers:
    """What a person answers once: which school a system's number or name means."""
    schools = {school.name: school.short for school in district.catalog.schools}
    numbers = {str(n): short for n, short in enumerate(aeries_schools(district), 1)}
    return Answers({"unknown_school": {**schools, **numbers}})


def students(desk: Desk, fields: Iterable[str]) -> dict[str, Values]:
    """The students under their ids, with some of their fields."""
    names = ", ".join(("student_id", *fields))
    sql = f"SELECT {names} FROM student"  # noqa: S608 - our own names
    return {row[0]: tuple(row[1:]) for row in _query(desk, sql)}


def record(desk: Desk) -> list[Work]:
    """The rows of the record, in the order in which they came."""
    names = ", ".join(f"r.{name}" for name in Work._fields[1:])
    student = "JOIN student s ON s.key = r.student"
    sql = f"SELECT s.student_id, {names} FROM record r {student} ORDER BY r.key"  # noqa: S608
    return [Work(*row) for row in _query(desk, sql)]


def sections(desk: Desk) -> set[Meeting]:
    """The meetings of the sections, as far as every system tells of them."""
    rows = _query(
        desk,
        "SELECT s.section_id, s.school_year, s.term, s.course_code, s.site, s.teacher, m.room, "
        "m.period FROM section s JOIN meeting m ON m.section = s.key",
    )
    return {Meeting(*row) for row in rows}


@dataclass
class Expected:
    """What a database holds after a system's files, worked out from the plain one."""

    system: System
    district: PlainDistrict
    plain: Desk
    lost: int = 0  # rows of the record that can't be told apart, once it was worked out

    def students(self) -> dict[str, Values]:
        """The students with the fields that the system has, in its letters."""
        text = self.system.text
        return {
            key: tuple(text(v) if isinstance(v, str) else v for v in values)
            for key, values in students(self.plain, self.system.student).items()
        }

    def record(self) -> set[Work]:
        """The rows of the record that the system's files tell; of two alike the first.

        A year course of the catalog a second time in one summer is its other half if anything in
        the row is another; one that is wholly equal, or a course from elsewhere a second time, is
        lost, and counted.
        """
        courses = self.district.catalog.course_by_code
        made: dict[Values, Work] = {}
        self.lost = 0
        for row in self._told():
            course, told = courses.get(row.course_code), row
            can_be_half = course is not None and course.is_year and row.term == "summer"
            first = made.get(row[:IDENTITY]) if can_be_half and not row.section_id else None
            if first is not None and (first != row or self.system.counted):
                told = row._replace(section_id="2")
            self.lost += told[:IDENTITY] in made
            made.setdefault(told[:IDENTITY], told)
        return set(made.values())

    def sections(self) -> set[Meeting]:
        """The sections by the ids that the system gives them."""
        return {
            meeting._replace(
                section_id=self._section_id(meeting.section_id),
                teacher=self.system.text(meeting.teacher),
            )
            for meeting in sections(self.plain)
        }

    def _told(self) -> Iterator[Work]:
        known = {course.code for course in self.district.catalog.courses}
        home = {s["student_id"]: s["school"] for s in self.district.students}
        system = self.system
        for row in record(self.plain):
            if row.mark and system.transcript and (row.course_code in known or system.subjects):
                school = row.school if system.with_schools else ""
                section_id = row.section_id if system.numbered else ""
                yield row._replace(section_id=section_id, school=school)
            is_seat = system.seats and not row.mark and row.section_id
            if is_seat and (not system.at_home or row.school == home[row.student_id]):
                yield from self._seat(row)

    def _seat(self, row: Work) -> Iterator[Work]:
        term = self.district.sections[row.section_id]["term"]
        told = row._replace(section_id=self._section_id(row.section_id))
        for each in ("fall", "spring") if term == "year" else (term,):
            yield told._replace(term=each)

    def _section_id(self, section_id: str) -> str:
        section = self.district.sections[section_id]
        return self.system.section_id(self.district, section)


def college_rows(desk: Desk) -> set[Work]:
    """The rows of the college."""
    return {row for row in record(desk) if row.school == COLLEGE}


def _query(desk: Desk, sql: str) -> list[tuple[Any, ...]]:
    with desk.database.reading() as tx:
        return [tuple(row) for row in tx.connection.exec_driver_sql(sql)]
