"""A small language for students, records and plans; the shipped catalog and rules around them.

A record line reads like a transcript: `"10 fall GEOM B"`, with further columns of record.csv as
`name=value`; `year` writes both semesters and `B/F` a mark for each; no mark means in progress. A
plan line names grade, term, course and perhaps a lane: `"12 year SM2 extended"`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from cte_desktop.domain import credits, grades
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rules import Rules
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.school_year import (
    Term,
    parse_school_year,
    school_year_of_grade,
    school_year_text,
)
from cte_desktop.domain.students.decisions import Decision, Wish
from cte_desktop.domain.students.experiences import Enrollment, TestScore
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.domain.students.record import RecordRow
from cte_desktop.domain.students.student import Student
from cte_desktop.exchange.catalog import read_shipped_catalog, read_shipped_rules

CLASS = 2029
TODAY = date(2026, 10, 1)  # fall of 2026-27: the class of 2029 is in grade 10


@cache
def catalog() -> Catalog:
    """The shipped catalog."""
    return read_shipped_catalog()


@cache
def rules() -> Rules:
    """The shipped rules."""
    documents = read_shipped_rules()
    parsed, problems = parse_rules(documents["graduation"], documents["ag"])
    assert not problems
    return parsed


def student(graduation_year: int = CLASS, day: date = TODAY, **more: Any) -> Student:
    """A student of Valencia High in the grade that the class is in on the day."""
    grade = more.pop("grade_level", None)
    if grade is None:
        start = day.year if day.month >= 7 else day.year - 1
        grade = 12 - (graduation_year - (start + 1))
    fields: dict[str, Any] = {
        "uid": "s1",
        "student_id": "000123",
        "last_name": "Rivera",
        "first_name": "Ana",
        "school": "VL",
        "entry_class": graduation_year,
    }
    return Student(**(fields | more), grade_level=min(12, grade), graduation_year=graduation_year)


def file_of(
    *record: str,
    graduation_year: int = CLASS,
    day: date = TODAY,
    decisions: tuple[Decision, ...] = (),
    enrollments: tuple[Enrollment, ...] = (),
    tests: tuple[TestScore, ...] = (),
    wishes: tuple[Wish, ...] = (),
    **student_fields: Any,
) -> StudentFile:
    """A student's file with the record that the lines write."""
    return StudentFile(
        student(graduation_year, day, **student_fields),
        record=tuple(r for line in record for r in rows(line, graduation_year)),
        decisions=decisions,
        enrollments=enrollments,
        tests=tests,
        wishes=wishes,
    )


def rows(line: str, graduation_year: int = CLASS) -> tuple[RecordRow, ...]:
    """The rows that one line writes: `"9 year ALG1 B/F"`, `"11 spring PSYCH"`."""
    words = line.split()
    grade, when, code = int(words[0]), words[1], words[2]
    given = dict(word.partition("=")[::2] for word in words[3:] if "=" in word)
    marks = next((word for word in words[3:] if "=" not in word), "").split("/")
    terms = [Term.FALL, Term.SPRING] if when == "year" else [Term(when)]
    return tuple(
        _row(grade, term, code, marks[min(n, len(marks) - 1)], given, graduation_year)
        for n, term in enumerate(terms)
    )


def plan_of(*lines: str) -> Plan:
    """A plan with the placements that the lines write; a year course as both halves."""
    placements: list[Placement] = []
    for line in lines:
        words = line.split()
        terms = ["fall", "spring"] if words[1] == "year" else [words[1]]
        lane = Lane(words[3]) if len(words) > 3 else Lane.DAY
        lane = Lane.SUMMER if words[1] == "summer" else lane
        site = words[4] if len(words) > 4 else ""
        for term in terms:
            spot = Spot(int(words[0]), Term(term), lane)
            uid = f"p{len(placements)}"
            placements.append(Placement(uid, words[2], spot, site=site))
    return Plan("plan", "s1", placements=tuple(placements))


def _row(
    grade: int, term: Term, code: str, mark: str, given: dict[str, str], graduation_year: int
) -> RecordRow:
    course = catalog().course(code)
    attempted = _number(given.get("attempted") or given.get("credits"))
    if attempted is None:
        attempted = course.half_credits if course else 500
    passed = mark not in grades.NO_CREDIT and not grades.is_open(mark) and mark != grades.WAIVED
    earned = _number(given.get("earned"))
    if earned is None:
        earned = attempted if passed else 0
    year = parse_school_year(given["school_year"]) if "school_year" in given else None
    honors = given.get("honors")
    return RecordRow(
        school_year=year if year is not None else school_year_of_grade(grade, graduation_year),
        term=term,
        course_code=code,
        mark=mark,
        attempted=attempted,
        earned=earned,
        grade_level=grade,
        course_title=given.get("title", "").replace("_", " "),
        school=given.get("school", "VL" if grade > 8 else "RN"),
        section_id=given.get("section", ""),
        subject=given.get("subject", ""),
        ag_area=given.get("area", ""),
        ag_years=_number(given.get("years")),
        pathway=given.get("pathway", "").replace("_", " "),
        pathway_level=given.get("level", ""),
        college_units=_number(given.get("units")),
        recovers=given.get("recovers", ""),
        honors=None if honors is None else honors == "yes",
        half=int(given["half"]) if "half" in given else None,
    )


def _number(text: str | None) -> int | None:
    return credits.parse(text) if text else None


def year_text(grade: int, graduation_year: int = CLASS) -> str:
    """The school year in which the class is in that grade, as files write it."""
    return school_year_text(school_year_of_grade(grade, graduation_year))
